/** The contact sheet: which view the address names, and what is common to all of them. */
import { html, render, useEffect, useLayoutEffect, useRef, useState } from './htm.js';
import * as api from './api.js';
import { Detail } from './detail.js';
import { NewGeneration } from './form.js';
import { Sheet } from './sheet.js';
import { inbox, Webhooks } from './webhooks.js';

/** `#/?status=failed`, `#/g/order-1`, `#/new`, or `#/webhooks` where there is an inbox. */
function route() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const parameters = new URLSearchParams(query ?? '');
  if (path.startsWith('g/')) return { name: 'detail', id: decoded(path.slice(2)), parameters };
  if (path === 'webhooks' && inbox) return { name: 'webhooks', parameters };
  return { name: path === 'new' ? 'new' : 'sheet', parameters };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function Page() {
  const [here, go] = useState(route());
  const [models, haveModels] = useState();
  const [token, askToken] = useState();
  const scroll = useRef(0);
  const opened = useRef();
  const isFirst = useRef(true);

  useEffect(() => {
    api.onTokenWanted(
      (wasRefused) =>
        new Promise((answer) => {
          askToken((open) => {
            const answers = [...(open?.answers ?? []), answer];
            return { wasRefused, answers };
          });
        }),
    );
    const follow = () => go(route());
    addEventListener('hashchange', follow);
    api.models().then(
      ({ body }) => haveModels(body),
      () => haveModels({ models: {}, providers: {} }),
    );
    return () => removeEventListener('hashchange', follow);
  }, []);

  useEffect(() => {
    const remember = () => route().name === 'sheet' && (scroll.current = scrollY);
    addEventListener('scroll', remember, { passive: true });
    return () => removeEventListener('scroll', remember);
  }, []);

  // Before the view is painted: no key that is pressed meanwhile goes astray.
  useLayoutEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    if (here.name === 'sheet') {
      scrollTo(0, scroll.current);
      // Whoever comes back goes on where they left: at the tile they had opened.
      document.querySelector(`a.tile[href="${CSS.escape(`#/g/${encodeURIComponent(opened.current)}`)}"]`)?.focus({ preventScroll: true });
      return;
    }
    opened.current = here.id;
    scrollTo(0, 0);
    document.querySelector('main > h1, main > article h1')?.focus({ preventScroll: true });
  }, [here.name, here.id]);

  useEffect(() => {
    document.title = { sheet: 'Darkroom', new: 'New generation · Darkroom', webhooks: 'Webhooks · Darkroom' }[here.name] ?? `${here.id} · Darkroom`;
  }, [here.name, here.id]);

  useEffect(() => {
    const press = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
      const isTyping = event.target.closest?.('input, textarea, select');
      if (event.key === 'Escape' && !isTyping && here.name !== 'sheet') location.hash = '#/';
      if (isTyping) return;
      if (event.key === 'n') location.hash = '#/new';
      if (event.key === '/' && here.name === 'sheet') {
        event.preventDefault();
        document.getElementById('search')?.focus();
      }
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [here.name]);

  const answered = (text) => {
    token.answers.forEach((answer) => answer(text));
    askToken(undefined);
  };

  return html`
    <a class="skip" href="#main" onClick=${skip}>Skip to the content</a>
    <header class="bar">
      <a class="brand" href="#/"><img src=${new URL('icon.svg', import.meta.url).href} alt="" width="22" height="22" />Darkroom</a>
      <nav aria-label="Views">
        <a href="#/" aria-current=${here.name === 'sheet' ? 'page' : undefined}>Sheet</a>
        ${inbox && html`<a href="#/webhooks" aria-current=${here.name === 'webhooks' ? 'page' : undefined}>Webhooks</a>`}
        <a class="primary" href="#/new" aria-current=${here.name === 'new' ? 'page' : undefined}>New</a>
      </nav>
    </header>
    <main id="main" tabindex="-1">
      <div hidden=${here.name !== 'sheet'}><${Sheet} parameters=${here.parameters} isActive=${here.name === 'sheet'} models=${models} /></div>
      ${here.name === 'detail' && html`<${Detail} key=${here.id} id=${here.id} models=${models} />`}
      ${here.name === 'new' && html`<${NewGeneration} models=${models} parameters=${here.parameters} />`}
      ${here.name === 'webhooks' && html`<${Webhooks} parameters=${here.parameters} />`}
    </main>
    <div id="announcement" role="status" class="unseen"></div>
    ${token && html`<${TokenDialog} wasRefused=${token.wasRefused} answered=${answered} />`}
  `;
}

function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

/** On AWS the gateway asks who is calling. The token stays in this tab's memory. */
function TokenDialog({ wasRefused, answered }) {
  const dialog = useRef();
  const input = useRef();
  useEffect(() => {
    dialog.current.showModal();
    input.current.focus();
  }, []);
  const give = (event) => {
    event.preventDefault();
    const text = input.current.value.trim().replace(/^Bearer\s+/i, '');
    if (text) answered(text);
  };
  return html`<dialog ref=${dialog} aria-labelledby="token-title" onCancel=${() => answered(undefined)}>
    <form class="question" onSubmit=${give}>
      <h2 id="token-title">Who is calling?</h2>
      <p>${wasRefused ? 'That token was not accepted. It may have expired.' : 'This Darkroom asks for a bearer token.'} It stays in the memory of this tab, and is gone when you close or reload it.</p>
      <label for="token">Bearer token</label>
      <input id="token" ref=${input} type="password" autocomplete="off" spellcheck="false" required />
      <div class="buttons"><button class="primary">Go on</button><button type="button" onClick=${() => answered(undefined)}>Without</button></div>
    </form>
  </dialog>`;
}

document.getElementById('page').replaceChildren();
render(html`<${Page} />`, document.getElementById('page'));
