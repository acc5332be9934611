/** One generation in full, and what people can decide about it. */
import { html, useEffect, useLayoutEffect, useRef, useState } from './htm.js';
import * as api from './api.js';
import { Age, amountText, announce, bytesText, clock, costText, developed, Film, isBillUnknown, isVideo, keepFocus, moment, Question, safeLink, spanText, Status, statusWord, Trouble, useAction } from './parts.js';
import { isOpen, links, mayStillChange, pause, prompts } from './records.js';
import { inbox } from './webhooks.js';

const LONGEST_WAIT = 20;
const SECONDS_BETWEEN_LOOKS = 10;

/** Whether an outcome may come within seconds. A doubt may last, and is looked at now and then. */
const isAtWork = (record) => isOpen(record) && record.status !== 'in_doubt';

export function Detail({ id, models }) {
  const [{ record, problem }, set] = useState({});
  const [round, again] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    follow(id, stop.signal, (seen) => set((now) => (seen.problem && !isGone(seen.problem) && now.record ? { ...now, problem: seen.problem } : seen)));
    return () => stop.abort();
  }, [id, round]);
  const changed = () => again((n) => n + 1);
  // The button that had the focus may be gone with the state that it was for.
  const article = useRef();
  const hadFocus = article.current?.contains(document.activeElement);
  useLayoutEffect(() => {
    if (hadFocus) keepFocus();
  });

  if (!record) {
    return html`<article class="detail" ref=${article}>
      <p><a href="#/">← Sheet</a></p>
      <header><h1 tabindex="-1">${id}</h1></header>
      ${problem ? html`<${Gone} problem=${problem} again=${changed} />` : html`<p role="status">Loading</p>`}
    </article>`;
  }
  if (record.status === 'refused') return html`<${Refused} record=${record} />`;
  return html`<article class="detail" ref=${article}>
    <p><a href="#/">← Sheet</a></p>
    <header>
      <h1 tabindex="-1">${record.id}</h1>
      <p class="sub"><${Status} record=${record} /><span>${record.model}</span><span>${record.provider}</span><span>${costText(record)}</span><${Age} at=${record.createdAt} /></p>
      <${Actions} record=${record} changed=${changed} />
    </header>
    ${problem && html`<${Trouble} problem=${problem} />`}
    <${State} record=${record} />
    ${isInDoubt(record) && html`<${Doubt} record=${record} changed=${changed} />`}
    <div class="columns">
      <${Pictures} record=${record} />
      <div>
        <${Facts} record=${record} models=${models} />
        <${Adjustments} adjustments=${record.adjustments} />
        <${Timeline} record=${record} />
        <${Deliveries} record=${record} changed=${changed} />
      </div>
    </div>
  </article>`;
}

/** Reads the record, and waits on the line for as long as an outcome is to come. */
async function follow(id, signal, show) {
  let last;
  for (;;) {
    let wanted;
    try {
      const { body, retryAfter } = await api.read(id, { wait: last && isAtWork(last) ? LONGEST_WAIT : 0, signal });
      if (last && isOpen(last) && !isOpen(body)) announce(`${body.id}: ${statusWord(body.status)}`);
      const isFirst = !last;
      last = body;
      if (body.taskId && body.status !== 'refused') links.keep(body);
      show({ record: body });
      if (!mayStillChange(body)) return;
      wanted = isAtWork(body) ? (isFirst ? 0 : (retryAfter ?? 2)) : Math.max(SECONDS_BETWEEN_LOOKS, retryAfter ?? 0);
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      show({ problem });
      if (isGone(problem)) return;
      wanted = problem.retryAfter ?? 5;
    }
    try {
      await pause(wanted, signal);
    } catch {
      return;
    }
  }
}

/** Nothing of the generation is left to show. */
const isGone = (problem) => problem.status === 404 || problem.status === 410;

/** Only such a task may be decided about (control.md). */
function isInDoubt(record) {
  return record.status === 'in_doubt' || (record.error?.code === 'submission_in_doubt' && record.error.provisional);
}

/** The second decision is made; the provider's task may still be attached. */
function isAbandoned(record) {
  return record.status === 'failed' && record.timeline.some((entry) => entry.step === 'control' && entry.outcome.startsWith('abandoned'));
}

function Gone({ problem, again }) {
  if (problem.status === 410) {
    return html`<div class="notice"><strong>Deleted${problem.deletedAt ? html` on ${moment(problem.deletedAt)}` : ''}</strong><p>Its pictures and its record are gone. The id stays in use, so that a late repetition is not paid for.</p></div>`;
  }
  if (problem.status === 404) {
    return html`<div class="notice"><strong>No such generation</strong><p>Nobody has used this id, or its record has expired.</p></div>`;
  }
  return html`<${Trouble} problem=${problem}><button type="button" onClick=${again}>Try again</button></${Trouble}>`;
}

/** An event that came by queue and never was a task. */
function Refused({ record }) {
  return html`<article class="detail">
    <p><a href="#/">← Sheet</a></p>
    <h1 tabindex="-1">${record.id}</h1>
    <p class="sub"><${Status} record=${record} /><span>came by ${record.source}</span><${Age} at=${record.createdAt} /></p>
    <div class="notice" data-kind="failed"><strong>${record.error.code}</strong><p>${record.error.message}</p>
      <ul>${record.error.errors.map((fault, i) => html`<li key=${i}><code>${fault.path}</code> ${fault.message}</li>`)}</ul></div>
  </article>`;
}

function Actions({ record, changed }) {
  const [asked, ask] = useState();
  const [run, { isBusy, problem }] = useAction(async (act, said) => {
    const answer = await act();
    announce(answer.body.message ?? said);
    changed();
  });
  const isProvisional = record.error?.provisional === true;
  return html`<div class="buttons">
      ${(isOpen(record) || isProvisional) && html`<button type="button" disabled=${isBusy} onClick=${() => run(() => api.recheck(api.nameOf(record)), 'A check is queued')}>Check now</button>`}
      ${isOpen(record) && html`<button type="button" disabled=${isBusy} onClick=${() => ask('cancel')}>Cancel…</button>`}
      ${!isOpen(record) && html`<button type="button" disabled=${isBusy} onClick=${() => ask('delete')}>Delete…</button>`}
    </div>
    ${problem && html`<${Trouble} problem=${problem} />`}
    ${asked === 'cancel' &&
    html`<${Question} title="Cancel this generation?" onClose=${() => ask(undefined)} answers=${[
      { text: 'Cancel, keep late pictures', kind: 'danger', act: () => run(() => api.cancel(api.nameOf(record), 'keep'), 'Cancelled') },
      { text: 'Cancel, drop them', act: () => run(() => api.cancel(api.nameOf(record), 'drop'), 'Cancelled') },
    ]}><p>The provider may have begun, and may bill it. Pictures that still come can be kept, since they may be paid for, or dropped.</p></${Question}>`}
    ${asked === 'delete' &&
    html`<${Question} title="Delete this generation?" onClose=${() => ask(undefined)} answers=${[
      {
        text: 'Delete',
        kind: 'danger',
        act: () =>
          run(async () => {
            const answer = await api.remove(api.nameOf(record));
            links.forget(record.taskId);
            return answer;
          }, 'Deleted'),
      },
    ]}><p>Its pictures are deleted from the bucket, then its record. This cannot be undone. The id stays in use.</p></${Question}>`}`;
}

/** What may still come of a failure. The message of a cancelled one says it. */
function prospect({ code, provisional, retryable }) {
  if (provisional) return code === 'cancelled' ? '' : 'Pictures that still turn up are delivered late.';
  return retryable ? 'Another try under a new id is right: it was not paid for.' : 'Another try may be a second bill.';
}

/** What the state means, where it is not plain. */
function State({ record }) {
  const { error } = record;
  if (error) {
    return html`<div class="notice" data-kind=${record.status}>
      <strong>${error.code.replaceAll('_', ' ')}${error.providerCode ? html` <code>${error.providerCode}</code>` : ''}</strong>
      <p>${error.message}</p>
      ${prospect(error) && html`<p class="muted">${prospect(error)}</p>`}
    </div>`;
  }
  if (record.status === 'partial') {
    return html`<div class="notice" data-kind="partial"><strong>${record.missing.length} of ${record.images.length + record.missing.length} missing</strong><p>The provider made them, and they could not be kept. The rest is in the bucket.</p></div>`;
  }
  if (record.late) {
    return html`<div class="notice"><strong>Late</strong><p>The pictures came after this had been reported as ended.</p></div>`;
  }
  if (record.status === 'submitting' || record.status === 'processing') {
    return html`<p class="progress" role="status"><span class="bar-of-time" aria-hidden="true"></span>${record.status === 'processing' ? progress(record) : 'The paid call is under way.'}</p>`;
  }
  return null;
}

/** What the last check found, or what the provider said when it took the task. */
function progress({ provider, estimatedSeconds, timeline }) {
  const last = timeline.at(-1);
  if (last?.step === 'settlement') return `Last check: ${last.outcome}.`;
  return `${provider} is at work${estimatedSeconds ? `, about ${estimatedSeconds} s in all by its own word` : ''}.`;
}

/** A doubt, and the two decisions that end it. */
function Doubt({ record, changed }) {
  const [task, type] = useState('');
  const [isSure, ask] = useState(false);
  const [run, { isBusy, problem }] = useAction(async (decision) => {
    await api.resolve(api.nameOf(record), decision);
    announce('Decided');
    changed();
  });
  const attach = (event) => {
    event.preventDefault();
    run({ decision: 'attach', providerTaskId: task.trim() });
  };
  const fault = problem?.faults.find((one) => one.path === 'providerTaskId');
  const provider = record.provider ?? 'the provider';
  const isGivenUp = isAbandoned(record);
  return html`<section class="notice doubt" data-kind="in_doubt" aria-labelledby="doubt">
    <h2 id="doubt">${isGivenUp ? `Has ${provider} taken it after all?` : `Did ${provider} take it?`}</h2>
    <p>${isGivenUp ? `It was abandoned. If the console of ${provider} shows its task, attach it: its pictures are then delivered late.` : `The paid call got no answer that can be trusted, so it is never made again: that could be a second bill. It may still heal by itself. If you do not want to wait, look into the console of ${provider} and decide.`}</p>
    <div class="decisions">
      <form onSubmit=${attach}>
        <h3>It is there</h3>
        <p>Attach it by the id that the provider gave it. Compare the prompt first: an attached task cannot be detached.</p>
        <label for="provider-task">Provider's task id</label>
        <input id="provider-task" value=${task} autocomplete="off" spellcheck="false" required maxlength="512" aria-invalid=${fault ? 'true' : undefined} aria-describedby=${fault ? 'provider-task-fault' : undefined} onInput=${(e) => type(e.currentTarget.value)} />
        ${fault && html`<span id="provider-task-fault" class="fault">${fault.message}</span>`}
        <button class="primary" disabled=${isBusy}>Attach</button>
      </form>
      ${!isGivenUp && html`<div>
        <h3>It is not there, or nobody will know</h3>
        <p>Abandon it: it fails now, and the record says that it may have been billed. Pictures that still come are delivered late.</p>
        <button type="button" disabled=${isBusy} onClick=${() => ask(true)}>Abandon…</button>
      </div>`}
    </div>
    ${problem && !fault && html`<${Trouble} problem=${problem} />`}
    ${isSure &&
    html`<${Question} title="Abandon this generation?" onClose=${() => ask(false)} answers=${[{ text: 'Abandon', kind: 'danger', act: () => run({ decision: 'abandon' }) }]}>
      <p>It fails at once, and whoever waits for it is told so.</p></${Question}>`}
  </section>`;
}

function Pictures({ record }) {
  const all = record.images.map((image) => html`<${Picture} key=${`i${image.index}`} image=${image} id=${record.id} />`);
  const missing = record.missing.map(
    (one) => html`<figure key=${`m${one.index}`} class="picture missing"><div class="blank">Missing: ${one.code.replaceAll('_', ' ')}</div><figcaption>Picture ${one.index + 1}: ${one.reason}</figcaption></figure>`,
  );
  const expected = isOpen(record) && record.status !== 'in_doubt' ? Array.from({ length: record.requestedCount }, (_, i) => html`<figure key=${`e${i}`} class="picture"><div class="blank developing"></div></figure>`) : [];
  const leftovers = record.leftovers ?? [];
  if (!all.length && !missing.length && !expected.length && !leftovers.length) return html`<section class="pictures" aria-label="Pictures"><div class="blank none">No picture</div></section>`;
  return html`<section class="pictures" aria-label="Pictures">
    ${all} ${missing} ${expected}
    ${leftovers.length > 0 && html`<details><summary>${leftovers.length} left over in the bucket, no part of the outcome</summary>${leftovers.map((image) => html`<${Picture} key=${image.key} image=${image} id=${record.id} />`)}</details>`}
  </section>`;
}

function Picture({ image, id }) {
  const [isCopied, copy] = useState(false);
  const [isDrawn, draw] = useState(true);
  const source = safeLink(image.url);
  const place = image.bucket && `s3://${image.bucket}/${image.key}`;
  const size = image.width ? `${image.width} × ${image.height}` : undefined;
  const copyPlace = () => navigator.clipboard?.writeText(place).then(
    () => (copy(true), announce('Copied')),
    () => undefined,
  );
  return html`<figure class="picture">
    ${!source && html`<div class="blank">No link</div>`}
    ${source && isVideo(image) && isDrawn && html`<video src=${source} controls preload="metadata" playsinline aria-label=${`Video ${image.index + 1} of ${id}`} onError=${() => draw(false)}></video>`}
    ${source && isVideo(image) && !isDrawn && html`<a href=${source} target="_blank" rel="noopener noreferrer"><span class="unseen">Video ${image.index + 1} of ${id}, which this browser cannot play: open it</span><${Film} image=${image} /></a>`}
    ${source && !isVideo(image) && html`<a href=${source} target="_blank" rel="noopener noreferrer"><img src=${source} width=${image.width || undefined} height=${image.height || undefined} alt=${`Picture ${image.index + 1} of ${id}: open it in full`} onLoad=${developed} /></a>`}
    <figcaption>
      <span>${[size, image.contentType.split('/')[1].toUpperCase(), bytesText(image.bytes)].filter(Boolean).join(' · ')}</span>
      ${place && html`<button type="button" class="quiet" title=${place} onClick=${copyPlace}>${isCopied ? 'Copied' : 'Copy S3 address'}</button>`}
      ${place && !isVideo(image) && html`<a href=${`#/new?reference=${encodeURIComponent(place)}`}>Use as reference</a>`}
    </figcaption>
  </figure>`;
}

const countText = ({ requestedCount, images }) => {
  const what = images.length && isVideo(images[0]) ? 'video' : 'picture';
  return requestedCount === 1 ? `1 ${what}` : `${requestedCount} ${what}s`;
};

function Facts({ record, models }) {
  const { billed, reserved, status } = record.cost;
  const isAsReserved = billed && reserved && amountText(billed) === amountText(reserved);
  const cost = [billed && `${amountText(billed)} billed`, reserved && !isAsReserved && `${amountText(reserved)} reserved`, reserved && isBillUnknown(record) && 'not known whether it was billed'].filter(Boolean).join(', ');
  const refunds = isBillUnknown(record) && models?.providers[record.provider]?.recovery?.refunds;
  const rows = [
    ['Prompt', prompts.get(record.id)],
    ['Cost', cost || { none: 'Nothing was spent', unknown: 'Unknown: it may cost something' }[status] || status],
    [refunds && 'Refunds', refunds && html`${refunds.says.replaceAll('`', '')} <span class="muted">(${refunds.evidence}: ${refunds.source}, ${refunds.read})</span>`],
    ['Asked for', countText(record)],
    ['Created', moment(record.createdAt)],
    [isOpen(record) ? 'Last change' : 'Ended', `${moment(record.updatedAt)}, after ${spanText(record.createdAt, record.updatedAt)}`],
    ['Task id', html`<code>${record.taskId}</code>`],
    ...Object.entries(record.metadata ?? {}).map(([key, value]) => [key, value, 'metadata']),
  ];
  return html`<section aria-labelledby="facts"><h2 id="facts">Facts</h2><dl class="facts">
    ${rows.filter(([, value]) => value).map(([name, value, kind]) => html`<div key=${`${kind}${name}`}><dt>${name}${kind && html`<small>metadata</small>`}</dt><dd>${value}</dd></div>`)}
  </dl></section>`;
}

/** What was asked, what was sent and what came, side by side. */
function Adjustments({ adjustments }) {
  if (!adjustments.length) return null;
  return html`<section aria-labelledby="adjustments"><h2 id="adjustments">Adjustments</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Asked, sent and got"><table>
      <thead><tr><th scope="col">Field</th><th scope="col">Asked</th><th scope="col">Sent</th><th scope="col">Got</th></tr></thead>
      ${adjustments.map(
        (one) => html`<tbody key=${one.field}><tr><th scope="row">${one.field}</th><td>${one.requested}</td><td>${one.sent ?? 'nothing'}</td><td>${one.actual ?? '–'}</td></tr>
        <tr class="why"><td colspan="4">${one.kind}: ${one.reason}</td></tr></tbody>`,
      )}
    </table></div></section>`;
}

function Timeline({ record }) {
  return html`<section aria-labelledby="timeline"><h2 id="timeline">Timeline</h2><ol class="timeline">
    ${record.timeline.map(
      (entry, i) => html`<li key=${i}><time datetime=${entry.at} title=${moment(entry.at)}>${clock(entry.at)}</time><span class="muted">+${spanText(record.createdAt, entry.at)}</span><span><b>${entry.step}</b> ${entry.outcome}</span></li>`,
    )}
  </ol></section>`;
}

const RECEIVERS = { webhook: 'Webhook', 'event-bus': 'Event bus', 'task-token': 'State machine' };
const DELIVERED = { taken: 'taken', waiting: 'will be tried', given_up: 'given up', superseded: 'replaced by a later outcome', none: 'nobody listens there' };

function Deliveries({ record, changed }) {
  const [{ found, problem }, set] = useState({});
  const [replay, replaying] = useAction(async (channel) => {
    await api.replay(api.nameOf(record), channel);
    announce('It is sent again');
    changed();
  });
  useEffect(() => {
    const stop = new AbortController();
    api.deliveries(api.nameOf(record), stop.signal).then(
      ({ body }) => set({ found: body.deliveries }),
      (failure) => failure.name === 'AbortError' || set({ problem: failure }),
    );
    return () => stop.abort();
  }, [record.id, record.updatedAt]);
  const heard = (found ?? []).filter((one) => one.status !== 'none');
  const silent = [...new Set((found ?? []).filter((one) => one.status === 'none').map((one) => RECEIVERS[one.channel] ?? one.channel))];
  return html`<section aria-labelledby="deliveries"><h2 id="deliveries">Deliveries</h2>
    ${problem && html`<${Trouble} problem=${problem} />`}
    ${found && !found.length && html`<p class="muted">None before the end.</p>`}
    <ul class="deliveries">${heard.map(
      (one) => html`<li key=${one.channel + one.outcomeId}>
        <div class="line"><span><b>${RECEIVERS[one.channel] ?? one.channel}</b> <code>${one.type}</code></span>
          <button type="button" disabled=${replaying.isBusy} aria-label=${`Replay to ${RECEIVERS[one.channel] ?? one.channel}: ${one.type}`} onClick=${() => replay(one.channel)}>Replay</button></div>
        <p class="muted">${DELIVERED[one.status] ?? one.status}${one.nextTryAt ? `, next try ${moment(one.nextTryAt)}` : ''} · ${one.attemptCount === 1 ? '1 attempt' : `${one.attemptCount} attempts`}</p>
        ${one.attempts.length > 0 && html`<ol class="timeline">${one.attempts.map((attempt, i) => html`<li key=${i}><time datetime=${attempt.at} title=${moment(attempt.at)}>${clock(attempt.at)}</time><span>${attempt.result}</span></li>`)}</ol>`}
      </li>`,
    )}</ul>
    ${inbox && heard.some((one) => one.channel === 'webhook') && html`<p><a href=${`#/webhooks?id=${encodeURIComponent(record.id)}`}>What came to the inbox</a></p>`}
    ${silent.length > 0 && html`<p class="muted">Nobody listens at: ${silent.join(', ')}.</p>`}
    ${replaying.problem && html`<${Trouble} problem=${replaying.problem} />`}
  </section>`;
}
