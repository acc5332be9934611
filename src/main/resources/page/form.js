/** A new generation: what the chosen model can do, and its price before the button. */
import { html, useEffect, useMemo, useRef, useState } from './htm.js';
import * as api from './api.js';
import { amountText, announce, Trouble } from './parts.js';
import { prompts } from './records.js';

const EMPTY = {
  model: '',
  provider: '',
  prompt: '',
  images: [],
  files: [],
  aspectRatio: '',
  resolution: '',
  width: '',
  height: '',
  count: '1',
  seed: '',
  outputFormat: '',
  safetyChecker: '',
  webSearch: false,
  promptOptimization: false,
  onLoss: 'reject',
  maxAmount: '',
  maxUnit: '',
  id: '',
  metadata: '',
};

/** Kept while the tab lives: who looks at the sheet in between finds the form as it was, and uploads go on. */
let draft = EMPTY;

/** Shows the draft, while the form is in view. */
let show = () => {};

const change = (more) => {
  draft = { ...draft, ...more };
  show(draft);
};

/** What one picture may have (POST /v1/uploads). */
const MOST_MEBIBYTES = 50;
const TYPES = ['image/png', 'image/jpeg', 'image/webp'];

const FIRST_CHOICE = 'seedream-5.0-lite';
/** In place of a ratio: exactly so many pixels. */
const PIXELS = 'pixels';

const QUIET_MILLISECONDS = 350;

/** A price does not depend on the prompt: a form without one has a price as well. */
const ANY_PROMPT = 'a picture';

export function NewGeneration({ models, parameters }) {
  const [form, put] = useState(draft);
  useEffect(() => {
    show = put;
    put(draft);
    return () => {
      if (show === put) show = () => {};
    };
  }, []);
  const reference = parameters.get('reference');
  useEffect(() => {
    if (reference && !form.images.includes(reference)) change({ images: [...form.images, reference] });
  }, [reference]);
  const names = useMemo(() => offered(models), [models]);
  useEffect(() => {
    if (names.length && !names.includes(form.model)) change({ model: names.includes(FIRST_CHOICE) ? FIRST_CHOICE : names[0], provider: '' });
  }, [names]);
  if (!models) return html`<h1 tabindex="-1">New generation</h1><p role="status">Loading</p>`;
  if (!names.length) return html`<h1 tabindex="-1">New generation</h1><${NoModel} models=${models} />`;
  const offers = (models.models[form.model] ?? []).filter((one) => one.on);
  return html`<h1 tabindex="-1">New generation</h1><${Form} form=${form} models=${models} offers=${offers} />`;
}

/** The models that a provider offers which is on. */
function offered(models) {
  return Object.entries(models?.models ?? {})
    .filter(([, offers]) => offers.some((one) => one.on))
    .map(([name]) => name);
}

function NoModel({ models }) {
  const off = Object.entries(models.providers).filter(([, one]) => one.offReason);
  return html`<div class="notice"><strong>No provider is on</strong><ul>${off.map(([name, one]) => html`<li key=${name}>${name}: ${one.offReason}</li>`)}</ul></div>`;
}

/** What the chosen model can do, at the chosen provider or at any. */
function abilities(offers) {
  const all = (of) => [...new Set(offers.flatMap(of))];
  const most = (of) => Math.max(...offers.map(of));
  const seeds = offers.map((one) => one.seed).filter(Boolean);
  return {
    ratios: all((one) => one.aspectRatios),
    resolutions: all((one) => one.resolutions),
    formats: all((one) => one.outputFormats),
    hasPixels: offers.some((one) => one.pixels),
    maxCount: Math.min(15, most((one) => one.maxCount)),
    maxReferences: most((one) => (one.operations.includes('edit') ? (one.references.max ?? 99) : 0)),
    promptLimit: offers.every((one) => one.promptLimit) ? most((one) => one.promptLimit) : undefined,
    seed: seeds.length ? { min: Math.min(...seeds.map((one) => one.min)), max: Math.max(...seeds.map((one) => one.max)) } : undefined,
    safetyChecker: offers.some((one) => one.safetyChecker),
    webSearch: offers.some((one) => one.webSearch),
    promptOptimization: offers.some((one) => one.promptOptimization),
    isVideo: offers.some((one) => one.media === 'video'),
    units: all((one) => (one.price.perImage ? [one.price.perImage.unit] : [])),
  };
}

/** The event that the form stands for; what the model cannot do is left out. */
function eventOf(form, can) {
  const event = { model: form.model, prompt: form.prompt };
  const add = (name, value) => {
    if (value !== '' && value !== undefined && value !== false) event[name] = value;
  };
  add('provider', form.provider);
  const references = [...new Set([...form.files.map((one) => one.reference).filter(Boolean), ...form.images])];
  if (references.length) event.images = references;
  if (can.ratios.includes(form.aspectRatio)) {
    add('aspectRatio', form.aspectRatio);
    if (can.resolutions.includes(form.resolution)) add('resolution', form.resolution);
  } else if (can.hasPixels && form.aspectRatio === PIXELS) {
    add('width', number(form.width));
    add('height', number(form.height));
  }
  if (form.count !== '1') add('count', number(form.count));
  if (can.seed) add('seed', number(form.seed));
  if (can.formats.includes(form.outputFormat)) add('outputFormat', form.outputFormat);
  if (can.safetyChecker && form.safetyChecker) event.safetyChecker = form.safetyChecker === 'on';
  if (can.webSearch) add('webSearch', form.webSearch);
  if (can.promptOptimization && form.promptOptimization) event.promptOptimization = 'standard';
  if (form.onLoss !== 'reject') event.onLoss = form.onLoss;
  if (form.maxAmount !== '') event.maxCost = { amount: number(form.maxAmount), unit: form.maxUnit || can.units[0] || 'USD' };
  const metadata = form.metadata.split('\n').filter((line) => line.trim());
  if (metadata.length) event.metadata = Object.fromEntries(metadata.map(pair));
  return event;
}

/** What is no number, or none that JavaScript keeps exactly, goes as text: Darkroom refuses it at its field. */
function number(text) {
  const value = text.trim() === '' ? NaN : Number(text);
  return Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value)) ? value : text.trim();
}

const pair = (line) => {
  const at = line.indexOf('=');
  return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
};

/** Which field of the form a fault's path leads to. */
function fieldOf(path) {
  const root = path.split(/[.[]/)[0];
  return { maxCost: 'maxAmount' }[root] ?? root;
}

/** Each file has a state: it is uploaded (reference), was not (problem), or is on its way (share). */
const changeFile = (key, more) => change({ files: draft.files.map((one) => (one.key === key ? { ...one, ...more } : one)) });

let fileCount = 0;

function addFiles(files) {
  const fresh = files.map((file) => ({ key: ++fileCount, file, preview: URL.createObjectURL(file), share: 0 }));
  change({ files: [...draft.files, ...fresh] });
  fresh.forEach(uploadFile);
}

function removeFile(one) {
  one.stop?.abort();
  URL.revokeObjectURL(one.preview);
  change({ files: draft.files.filter(({ key }) => key !== one.key) });
}

async function uploadFile({ key, file }) {
  const stop = new AbortController();
  changeFile(key, { share: 0, reference: undefined, problem: undefined, stop });
  try {
    const reference = await api.upload(file, { signal: stop.signal, onProgress: (share) => changeFile(key, { share }) });
    changeFile(key, { reference });
    announce(`${file.name}: uploaded`);
  } catch (problem) {
    if (problem.name !== 'AbortError') changeFile(key, { problem });
  }
}

function Form({ form, models, offers }) {
  const chosen = offers.filter((one) => !form.provider || one.provider === form.provider);
  const can = abilities(chosen.length ? chosen : offers);
  const event = eventOf(form, can);
  const isIncomplete = form.files.some((one) => !one.reference);
  const isUploading = form.files.some((one) => !one.reference && !one.problem);
  const quote = useQuote(isIncomplete ? undefined : event);
  const [sent, send] = useState({});
  useEffect(() => send({}), [isIncomplete]);
  const key = useRef({});
  const text = JSON.stringify(event);

  const problem = sent.text === text ? sent.problem : quote.problem;
  const faults = {};
  for (const fault of problem?.faults ?? []) (faults[fieldOf(fault.path)] ??= []).push(fault.message);

  const submit = async (e) => {
    e.preventDefault();
    if (isUploading || sent.isBusy) return;
    if (isIncomplete) {
      document.querySelector('.new .again')?.focus();
      return;
    }
    // The same event keeps its id: who presses again after a broken connection pays once.
    if (key.current.text !== text + form.id) key.current = { text: text + form.id, id: form.id || madeUpId() };
    const { id } = key.current;
    send({ isBusy: true });
    let body;
    try {
      ({ body } = await api.submit(event, id));
    } catch (failure) {
      send({ problem: failure, text });
      focusOn(failure);
      return;
    }
    prompts.set(id, event.prompt);
    key.current = {};
    change({ id: '' });
    announce(`${id}: submitted`);
    location.hash = `#/g/${encodeURIComponent(api.nameOf({ id, taskId: body.taskId ?? id }))}`;
  };

  const takesPictures = can.maxReferences > 0 || form.images.length + form.files.length > 0;
  useDroppedFiles(takesPictures ? undefined : () => announce(`${form.model} takes no reference pictures.`));
  const control = { form, faults };
  const media = can.isVideo ? 'video' : 'picture';
  return html`<form class="new" onSubmit=${submit} noValidate>
    <div class="fields">
      <${ModelChoice} ...${control} models=${models} offers=${offers} />
      <${PromptField} ...${control} can=${can} submit=${submit} />
      ${takesPictures && html`<${References} ...${control} can=${can} isGone=${goneOf(event.images, problem)} />`}
      ${(can.ratios.length > 0 || can.hasPixels) && html`<${Ratios} ...${control} can=${can} />`}
      ${can.resolutions.length > 0 && can.ratios.includes(form.aspectRatio) && html`<${Chips} ...${control} name="resolution" label="Resolution" options=${can.resolutions} none="Its own" />`}
      ${can.hasPixels && form.aspectRatio === PIXELS && html`<div class="pair"><${Text} ...${control} name="width" label="Width in pixels" mode="numeric" /><${Text} ...${control} name="height" label="Height in pixels" mode="numeric" /></div>`}
      ${can.maxCount > 1 && html`<${Count} ...${control} most=${can.maxCount} />`}
      <${More} ...${control} can=${can} />
    </div>
    <aside class="offer" aria-label="Price">
      ${isIncomplete
        ? html`<div class="price" role="status"><strong>…</strong><p class="muted">${isUploading ? 'Once the pictures are uploaded' : 'A picture is not uploaded: try again, or remove it'}</p></div>`
        : html`<${Quote} quote=${quote} media=${media} isShown=${!hasField(faults)} />`}
      ${sent.problem && sent.text === text && html`<${Trouble} problem=${sent.problem}>${sent.problem.status === 0 && html`<p>Press the button again: the same request keeps its id, and is paid for once.</p>`}</${Trouble}>`}
      <button class="primary" disabled=${sent.isBusy || isUploading}>${sent.isBusy ? 'Submitting…' : isUploading ? 'Uploading…' : form.count === '1' ? `Generate ${can.isVideo ? 'a video' : 'a picture'}` : `Generate ${form.count} ${media}s`}</button>
    </aside>
  </form>`;
}

const hasField = (faults) => Object.keys(faults).some((name) => name in EMPTY);

/** The first field with a fault gets the focus. */
function focusOn(problem) {
  const fields = problem.faults.map((fault) => document.querySelector(`.new [name='${CSS.escape(fieldOf(fault.path))}']`));
  const first = fields.find(Boolean);
  first?.closest('details')?.setAttribute('open', '');
  first?.focus();
}

function madeUpId() {
  const letters = crypto.getRandomValues(new Uint8Array(12));
  return `sheet-${Array.from(letters, (one) => (one % 36).toString(36)).join('')}`;
}

/** The references of uploaded pictures that are in the bucket no more. */
function goneOf(images, problem) {
  const faults = problem?.faults.filter((fault) => fault.message.includes('POST /v1/uploads')) ?? [];
  return (reference) => faults.some((fault) => fault.path === `images[${images?.indexOf(reference)}]`);
}

/** Asks for the price once the typing rests; of nothing, there is none. */
function useQuote(event) {
  const [state, set] = useState({});
  const asked = event && JSON.stringify({ ...event, prompt: event.prompt.trim() ? event.prompt : ANY_PROMPT });
  useEffect(() => {
    if (!asked) {
      set({});
      return undefined;
    }
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      set((now) => ({ ...now, isBusy: true }));
      try {
        set({ quote: (await api.quote(JSON.parse(asked), stop.signal)).body });
      } catch (problem) {
        if (problem.name !== 'AbortError') set({ problem });
      }
    }, QUIET_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked]);
  return state;
}

function Quote({ quote: { quote, problem, isBusy }, media, isShown }) {
  if (problem) {
    return html`<div class="price" role="status"><strong>${problem.title}</strong>${(isShown || !problem.faults.length) && html`<p class="fault">${problem.message}</p>`}<p class="muted">Nothing is spent.</p></div>`;
  }
  if (!quote) return html`<div class="price" role="status"><strong>…</strong><p class="muted">Asking for the price</p></div>`;
  return html`<div class=${isBusy ? 'price stale' : 'price'} role="status">
      <strong>${priceText(quote.price)}</strong>
      <p>${quote.provider} makes the ${media}</p>
    </div>
    ${quote.adjustments.length > 0 && html`<ul class="changes" aria-label="What would change">${quote.adjustments.map((one) => html`<li key=${one.field}><b>${one.field}</b> ${one.requested} → ${one.sent ?? 'dropped'}</li>`)}</ul>`}
    <details><summary>Where this is from</summary>
      <p>${quote.provider}: ${quote.price.source}</p>
      ${quote.fallbacks.map((one) => html`<p key=${one.provider}>Else ${one.provider}, ${priceText(one.price)}: ${one.price.source}</p>`)}
      ${quote.excluded.map((one, i) => html`<p key=${i}>Not ${one.message}</p>`)}
    </details>`;
}

function priceText(price) {
  if (price.amount === undefined) return 'Price unknown';
  return (price.certainty === 'estimate' ? 'about ' : '') + amountText(price);
}

/** What every field has: a label, and its faults beside it. */
function Field({ name, label, faults, help, wide, children }) {
  return html`<div class=${wide ? 'field wide' : 'field'}><label for=${`new-${name}`}>${label}</label>${children}
    ${help && html`<span class="help" id=${`new-${name}-help`}>${help}</span>`}<${Faults} name=${name} faults=${faults} /></div>`;
}

function Faults({ name, faults }) {
  if (!faults[name]) return null;
  return html`<span class="fault" id=${`new-${name}-fault`}>${faults[name].map((message, i) => html`<span key=${i}>${message}</span>`)}</span>`;
}

const marks = (name, faults) => (faults[name] ? { 'aria-invalid': 'true', 'aria-describedby': `new-${name}-fault` } : {});

function Text({ form, faults, name, label, mode, placeholder, help }) {
  return html`<${Field} name=${name} label=${label} faults=${faults} help=${help}>
    <input id=${`new-${name}`} name=${name} value=${form[name]} inputmode=${mode} placeholder=${placeholder} autocomplete="off" spellcheck="false" onInput=${(e) => change({ [name]: e.currentTarget.value })} ...${marks(name, faults)} />
  </${Field}>`;
}

function ModelChoice({ form, faults, models, offers }) {
  const names = Object.keys(models.models);
  const isVideo = (name) => models.models[name].some((one) => one.media === 'video');
  const option = (name) => html`<option key=${name} value=${name} selected=${name === form.model} disabled=${!models.models[name].some((one) => one.on)}>${name}</option>`;
  const prices = offers.filter((one) => one.price.perImage).map((one) => amountText(one.price.perImage));
  return html`<div class="pair">
    <${Field} name="model" label="Model" faults=${faults} help=${prices.length ? `${[...new Set(prices)].join(' or ')} each` : undefined}>
      <select id="new-model" name="model" value=${form.model} onChange=${(e) => change({ model: e.currentTarget.value, provider: '' })} ...${marks('model', faults)}>
        <optgroup label="Pictures">${names.filter((name) => !isVideo(name)).map(option)}</optgroup>
        <optgroup label="Video">${names.filter(isVideo).map(option)}</optgroup>
      </select>
    </${Field}>
    <${Field} name="provider" label="Provider" faults=${faults}>
      <select id="new-provider" name="provider" value=${form.provider} onChange=${(e) => change({ provider: e.currentTarget.value })} ...${marks('provider', faults)}>
        <option value="" selected=${!form.provider}>Whichever keeps every field</option>
        ${[...new Set(offers.map((one) => one.provider))].map((name) => html`<option key=${name} value=${name} selected=${name === form.provider}>${name}</option>`)}
      </select>
    </${Field}>
  </div>`;
}

function PromptField({ form, faults, can, submit }) {
  const press = (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
  };
  const length = [...form.prompt].length;
  return html`<${Field} name="prompt" label="Prompt" faults=${faults} wide help=${can.promptLimit ? `${length} of ${can.promptLimit} characters` : undefined}>
    <textarea id="new-prompt" name="prompt" rows="4" value=${form.prompt} onInput=${(e) => change({ prompt: e.currentTarget.value })} onKeyDown=${press} ...${marks('prompt', faults)}></textarea>
  </${Field}>`;
}

/** Files that are dropped anywhere on the page. What nobody takes the browser would show in the place of the form. */
function useDroppedFiles(take) {
  useEffect(() => {
    if (!take) return undefined;
    const find = (event) => {
      if (event.defaultPrevented || !event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      if (event.type === 'drop') take(event.dataTransfer.files);
    };
    ['dragover', 'drop'].forEach((one) => addEventListener(one, find));
    return () => ['dragover', 'drop'].forEach((one) => removeEventListener(one, find));
  });
}

function References({ form, faults, can, isGone }) {
  const [text, type] = useState('');
  const [isOver, hover] = useState(false);
  const add = (...more) => {
    const fresh = more.map((one) => one.trim()).filter((one) => one && !form.images.includes(one));
    if (fresh.length) change({ images: [...form.images, ...fresh] });
  };
  const [refused, refuse] = useState('');
  const take = (list) => {
    const files = [...list];
    const pictures = files.filter((file) => TYPES.includes(file.type));
    const large = pictures.find((file) => file.size > MOST_MEBIBYTES * 1024 * 1024);
    if (pictures.length < files.length) refuse('Only PNG, JPEG and WebP pictures can be references.');
    else if (large) refuse(`${large.name} is too large: a picture may have ${MOST_MEBIBYTES} MiB.`);
    else {
      refuse('');
      addFiles(pictures);
    }
  };
  useDroppedFiles(take);
  const drop = (event) => {
    event.preventDefault();
    hover(false);
    if (event.dataTransfer.files.length) {
      take(event.dataTransfer.files);
      return;
    }
    const dropped = event.dataTransfer.getData('text/uri-list') || event.dataTransfer.getData('text/plain');
    add(...dropped.split(/\s+/).filter((line) => /^(https|s3):\/\//.test(line)));
  };
  const press = (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    add(text);
    type('');
  };
  const most = can.maxReferences < 99 ? `, at most ${can.maxReferences}` : '';
  return html`<div class=${isOver ? 'field wide drop over' : 'field wide drop'} onDragOver=${(e) => (e.preventDefault(), hover(true))} onDragLeave=${() => hover(false)} onDrop=${drop}>
    <label for="new-images">Reference pictures${most}</label>
    ${form.files.length > 0 &&
    html`<ul class="references files">${form.files.map(
      (one) => html`<li key=${one.key}><img src=${one.preview} alt="" width="44" height="44" /><${UploadState} one=${one} isGone=${isGone(one.reference)} /><button type="button" class="quiet" aria-label=${`Remove ${one.file.name}`} onClick=${() => (refuse(''), removeFile(one))}>Remove</button></li>`,
    )}</ul>`}
    ${form.images.length > 0 &&
    html`<ul class="references">${form.images.map(
      (one) => html`<li key=${one}><code>${one}</code><button type="button" class="quiet" aria-label=${`Remove ${one}`} onClick=${() => change({ images: form.images.filter((other) => other !== one) })}>Remove</button></li>`,
    )}</ul>`}
    <div class="joined">
      <input id="new-images" name="images" value=${text} placeholder="s3://bucket/key or https://…" autocomplete="off" spellcheck="false" onInput=${(e) => type(e.currentTarget.value)} onKeyDown=${press} ...${marks('images', faults)} />
      <button type="button" disabled=${!text.trim()} onClick=${() => (add(text), type(''))}>Add</button>
    </div>
    <label class="files"><input type="file" accept=${TYPES.join(',')} multiple onChange=${(e) => (take(e.currentTarget.files), (e.currentTarget.value = ''))} />Choose pictures, or drop them here</label>
    ${refused && html`<span class="fault" role="alert">${refused}</span>`}
    <${Faults} name="images" faults=${faults} />
  </div>`;
}

/** How far the upload of a file is, or why it is not there. */
function UploadState({ one, isGone }) {
  const { file, problem, reference, share } = one;
  const why = problem ? problem.message : isGone && 'It is in the bucket no more.';
  return html`<span>${file.name}
    ${why && html`<span class="fault" role="alert">${why}</span>`}
    ${!why && reference && html`<span class="muted">uploaded</span>`}
    ${!why && !reference && html`<progress max="1" value=${share} aria-label=${`Uploading ${file.name}`}></progress>`}
  </span>${why && html`<button type="button" class="quiet again" aria-label=${`Upload ${file.name} again`} onClick=${() => uploadFile(one)}>Again</button>`}`;
}

/** A choice of few, as radio buttons that look like chips. */
function Chips({ form, faults, name, label, options, none, shape }) {
  const chip = (value, text) => html`<label key=${value} class="chip"><input type="radio" name=${name} value=${value} checked=${(options.includes(form[name]) ? form[name] : '') === value} onChange=${() => change({ [name]: value })} />${shape?.(value)}<span>${text}</span></label>`;
  return html`<fieldset class="chips" ...${faults[name] ? { 'aria-describedby': `new-${name}-fault` } : {}}><legend>${label}</legend>
    <div>${chip('', none)}${options.map((one) => chip(one, one))}</div><${Faults} name=${name} faults=${faults} /></fieldset>`;
}

function Ratios({ form, faults, can }) {
  const shape = (value) => {
    const [wide, high] = value.split(':').map(Number);
    if (!wide || !high) return null;
    const size = 14 / Math.max(wide, high);
    return html`<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><rect x=${8 - (wide * size) / 2} y=${8 - (high * size) / 2} width=${wide * size} height=${high * size} rx="1.5" /></svg>`;
  };
  return html`<${Chips} form=${form} faults=${faults} name="aspectRatio" label="Aspect ratio" options=${can.hasPixels ? [...can.ratios, PIXELS] : can.ratios} none="Its own" shape=${shape} />`;
}

function Count({ form, faults, most }) {
  return html`<${Field} name="count" label=${`How many, 1 to ${most}`} faults=${faults}>
    <input id="new-count" name="count" type="number" min="1" max=${most} value=${form.count} onInput=${(e) => change({ count: e.currentTarget.value })} ...${marks('count', faults)} />
  </${Field}>`;
}

function More({ form, faults, can }) {
  const control = { form, faults };
  const tick = (name, label) => html`<label class="tick"><input type="checkbox" name=${name} checked=${form[name]} onChange=${(e) => change({ [name]: e.currentTarget.checked })} />${label}</label><${Faults} name=${name} faults=${faults} />`;
  return html`<details class="more"><summary>More</summary><div class="fields">
    ${can.formats.length > 0 && html`<${Chips} ...${control} name="outputFormat" label="Format" options=${can.formats} none="Its own" />`}
    ${can.seed && html`<${Text} ...${control} name="seed" label=${Number.isSafeInteger(can.seed.max) ? `Seed, ${can.seed.min} to ${can.seed.max}` : `Seed, from ${can.seed.min}`} mode="numeric" />`}
    ${can.safetyChecker && html`<${Chips} ...${control} name="safetyChecker" label="Safety checker" options=${['on', 'off']} none="Its own" />`}
    ${can.webSearch && tick('webSearch', 'Let the model search the web')}
    ${can.promptOptimization && tick('promptOptimization', 'Let the model improve the prompt')}
    <label class="tick"><input type="checkbox" name="onLoss" checked=${form.onLoss === 'adapt'} onChange=${(e) => change({ onLoss: e.currentTarget.checked ? 'adapt' : 'reject' })} />Adapt what cannot be kept, and report it, in place of refusing</label>
    <div class="pair">
      <${Text} ...${control} name="maxAmount" label="At most, for all of it" mode="decimal" />
      <${Field} name="maxUnit" label="Unit" faults=${faults}><select id="new-maxUnit" name="maxUnit" value=${form.maxUnit || can.units[0] || 'USD'} onChange=${(e) => change({ maxUnit: e.currentTarget.value })}>${[...new Set([...can.units, 'USD', 'credits'])].map((one) => html`<option key=${one} value=${one} selected=${one === (form.maxUnit || can.units[0] || 'USD')}>${one}</option>`)}</select></${Field}>
    </div>
    <${Text} ...${control} name="id" label="Id" placeholder="made up" help="The same id with the same request is paid for once." />
    <${Field} name="metadata" label="Metadata" faults=${faults} help="One key=value a line.">
      <textarea id="new-metadata" name="metadata" rows="2" value=${form.metadata} spellcheck="false" onInput=${(e) => change({ metadata: e.currentTarget.value })} ...${marks('metadata', faults)}></textarea>
    </${Field}>
  </div></details>`;
}
