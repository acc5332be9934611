/** The inbox of local mode: the webhooks that came, each with its signature, headers and body. */
import { html, useEffect, useState } from './htm.js';
import * as api from './api.js';
import { Age, announce, bytesText, clock, Copy, Question, Trouble, useAction } from './parts.js';
import { pause } from './records.js';

/** Where it is, beside the page; empty: this Darkroom has none, and is never asked for one. */
export const inbox = document.documentElement.dataset.inbox;

const SECONDS_BETWEEN_LOOKS = 2;

const SIGNATURES = {
  genuine: ['Genuine', 'The signature is that of DARKROOM_NOTIFY_SECRET.'],
  forged: ['Forged', 'The signature fits none of the secrets: whoever sent this is not this Darkroom.'],
  missing: ['Not signed', 'There is no webhook-signature.'],
};

export function Webhooks({ parameters }) {
  const [{ webhooks, problem }, set] = useState({});
  const [round, again] = useState(0);
  const [isEmptying, ask] = useState(false);
  const [empty, emptying] = useAction(async () => {
    await api.ask('DELETE', inbox);
    announce('The inbox is empty');
    again((n) => n + 1);
  });
  useEffect(() => {
    const stop = new AbortController();
    follow(stop.signal, set);
    return () => stop.abort();
  }, [round]);

  const id = parameters.get('id');
  const shown = webhooks?.filter((one) => !id || generationOf(one) === id) ?? [];
  return html`<article class="webhooks">
    <header>
      <h1 tabindex="-1">Webhooks</h1>
      ${webhooks?.length > 0 && html`<p class="sub"><span>${counted(shown.length, webhooks)}</span>${id && html`<span>of <code>${id}</code></span><a href="#/webhooks">Show all</a>`}</p>`}
      ${webhooks?.length > 0 && html`<div class="buttons"><button type="button" disabled=${emptying.isBusy} onClick=${() => ask(true)}>Empty…</button></div>`}
    </header>
    ${(problem ?? emptying.problem) && html`<${Trouble} problem=${problem ?? emptying.problem}><button type="button" onClick=${() => again((n) => n + 1)}>Try again</button></${Trouble}>`}
    ${!webhooks && !problem && html`<p role="status">Loading</p>`}
    ${shown.length > 0 && html`<ol class="received" aria-label="What came, the newest first">${shown.map((one) => html`<${Received} key=${one.number} webhook=${one} tries=${triesOf(one, webhooks)} />`)}</ol>`}
    ${webhooks && !webhooks.length && html`<p class="welcome">Nothing has come yet.</p>`}
    ${webhooks && !shown.length && webhooks.length > 0 && html`<p>No webhook of this generation is among the last ${webhooks.length}.</p>`}
    ${webhooks && (webhooks.length ? html`<details class="more"><summary>How to have webhooks sent here</summary><${Guide} /></details>` : html`<${Guide} />`)}
    ${isEmptying && html`<${Question} title="Empty the inbox?" onClose=${() => ask(false)} answers=${[{ text: 'Empty', kind: 'danger', act: empty }]}><p>Only this list is forgotten. Generations and their deliveries stay, and a delivery can be sent again.</p></${Question}>`}
  </article>`;
}

/** Looks again and again; what is known already is not sent a second time. */
async function follow(signal, set) {
  let known;
  for (let isFirst = true; ; ) {
    let wanted = SECONDS_BETWEEN_LOOKS;
    try {
      const { status, body } = await api.ask('GET', known ? `${inbox}?known=${known}` : inbox, { signal });
      if (status === 304) {
        set(({ webhooks }) => ({ webhooks }));
      } else {
        known = body.revision;
        set(({ webhooks: before }) => {
          const news = body.webhooks.filter((one) => !before?.some((other) => other.number === one.number));
          if (before && news.length) announce(news.map((one) => `Webhook: ${typeOf(one)}`).join('. '));
          return { webhooks: body.webhooks };
        });
      }
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      set(({ webhooks }) => ({ webhooks, problem }));
      wanted = problem.retryAfter ?? SECONDS_BETWEEN_LOOKS * 2;
    }
    try {
      await pause(wanted, signal);
    } catch {
      return;
    }
  }
}

function counted(count, webhooks) {
  return `${count === 1 ? '1 request' : `${count} requests`}${webhooks.length >= 100 ? ', the last 100 are kept' : ''}`;
}

const typeOf = ({ body }) => (typeof body?.type === 'string' ? body.type : 'no type of outcome');
const generationOf = ({ body }) => (typeof body?.data?.id === 'string' ? body.data.id : undefined);

/** An outcome keeps its webhook-id however often it is sent: this is its first, second, third … time. */
function triesOf(one, all) {
  const id = one.headers['webhook-id'];
  return id ? all.filter((other) => other.headers['webhook-id'] === id && other.number <= one.number).length : 1;
}

function Received({ webhook, tries }) {
  const { at, path, signature, answered, headers, body } = webhook;
  const id = generationOf(webhook);
  const [word, meaning] = SIGNATURES[signature] ?? [signature, ''];
  const text = typeof body === 'string' ? body : JSON.stringify(body, undefined, 2);
  const status = body?.data?.status;
  return html`<li>
    <div class="request">
      <span class="when"><time datetime=${at}>${clock(at)}</time><${Age} at=${at} /></span>
      <span class="what"><b class="status" data-status=${status}><i aria-hidden="true"></i>${typeOf(webhook)}</b>${id !== undefined && html`<a class="id" href=${`#/g/${encodeURIComponent(id)}`}>${id}</a>`}</span>
      <span class="signature" data-signature=${signature} title=${meaning}>${word}</span>
      <span class="answer" data-kind=${answered < 300 ? 'taken' : 'failed'}>answered ${answered}</span>
    </div>
    ${(path || tries > 1) && html`<p class="muted">${[path && html`<code>${path}</code>`, tries > 1 && `number ${tries} with this webhook-id: the same outcome again`].filter(Boolean).map((part, i) => html`${i > 0 && ' · '}${part}`)}</p>`}
    <div class="folds">
      <details><summary>Body <span class="muted">${bytesText(new TextEncoder().encode(text).length)}</span></summary><div class="code"><${Copy} text=${text} what="the body" /><pre tabindex="0" role="region" aria-label="Body">${text}</pre></div></details>
      <details><summary>Headers <span class="muted">${Object.keys(headers).length}</span></summary><dl class="facts">${Object.entries(headers).sort().map(([name, value]) => html`<div key=${name}><dt><code>${name}</code></dt><dd><code>${value}</code></dd></div>`)}</dl></details>
    </div>
  </li>`;
}

/** What to name as `notify.url`, and a command that does it. */
function Guide() {
  const address = new URL(inbox, document.baseURI.split('#')[0]).href;
  const event = { model: 'seedream-5.0-lite', prompt: 'a red fox', notify: { url: address } };
  const command = `curl -d '${JSON.stringify(event)}' ${new URL('v1/generations', address.slice(0, -inbox.length)).href}`;
  return html`<section class="guide" aria-label="How to have webhooks sent here">
    <p>Name <code>${address}</code> as <code>notify.url</code> of an event. Its outcome then comes here within seconds, signed.</p>
    <div class="code"><${Copy} text=${command} what="the command" /><pre tabindex="0" role="region" aria-label="Command">${command}</pre></div>
    <p class="muted">A path behind it keeps receivers apart. <code>${`${address}/shop?answer=503`}</code> answers 503, so that you see the next tries. The last 100 are kept until Darkroom stops.</p>
  </section>`;
}
