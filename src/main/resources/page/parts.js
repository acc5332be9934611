/** The small parts that every view is made of. Texts become text nodes, never HTML. */
import { html, useEffect, useLayoutEffect, useRef, useState } from './htm.js';
import { links } from './records.js';

const WORDS = {
  submitting: 'Submitting',
  processing: 'Processing',
  in_doubt: 'In doubt',
  succeeded: 'Succeeded',
  partial: 'Partial',
  failed: 'Failed',
  cancelled: 'Cancelled',
  refused: 'Refused',
};

export const STATUSES = Object.keys(WORDS).filter((status) => status !== 'refused');
export const statusWord = (status) => WORDS[status] ?? status;

export function Status({ record }) {
  const word = record.late && record.status !== 'cancelled' ? `${statusWord(record.status)}, late` : statusWord(record.status);
  return html`<span class="status" data-status=${record.status}><i aria-hidden="true"></i>${word}</span>`;
}

/** The cost in the provider's own unit, never rounded. What was reserved for nothing may have been given back. */
export function costText(record) {
  const { cost } = record;
  if (!cost) return '';
  if (cost.status === 'none') return 'nothing spent';
  const amount = cost.billed ?? cost.reserved;
  if (!amount) return 'cost unknown';
  if (cost.billed) return amountText(amount);
  return isBillUnknown(record) ? `bill unknown, ${amountText(amount)} reserved` : `${amountText(amount)} reserved`;
}

/** It has ended, and no provider has said what it cost. */
export const isBillUnknown = ({ status, cost }) => ['failed', 'cancelled'].includes(status) && ['reserved', 'unknown'].includes(cost?.status);

export const amountText = ({ amount, unit }) => (unit === 'USD' ? `$${amount}` : `${amount} ${unit}`);

const UNITS = [
  ['year', 31536000],
  ['month', 2592000],
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
];
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'narrow' });
const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

export const moment = (iso) => MOMENT.format(new Date(iso));
export const clock = (iso) => CLOCK.format(new Date(iso));

export function Age({ at }) {
  const [now, look] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => look(Date.now()), 20_000);
    return () => clearInterval(timer);
  }, []);
  const past = Math.max(0, (now - Date.parse(at)) / 1000);
  const [unit, length] = UNITS.find(([, size]) => past >= size) ?? [];
  return html`<time datetime=${at} title=${moment(at)}>${unit ? RELATIVE.format(-Math.floor(past / length), unit) : 'just now'}</time>`;
}

export function spanText(from, to) {
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function bytesText(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** A link that leads out of the page: https, or http on this machine; anything else is no link. */
export function safeLink(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

export const isVideo = (image) => image.contentType.startsWith('video/');

/** The first picture of a generation, read once it comes into view. */
export function Thumbnail({ record, measured }) {
  const box = useRef();
  const [image, show] = useState();
  const [tries, retry] = useState(0);
  const [isDrawn, draw] = useState(true);
  useEffect(() => {
    let isGone = false;
    const fetchLink = () =>
      links.of(record).then(
        (full) => isGone || show(full.images?.[0]),
        () => undefined,
      );
    const observer = new IntersectionObserver(
      (seen) => {
        if (seen.some((one) => one.isIntersecting)) {
          observer.disconnect();
          fetchLink();
        }
      },
      { rootMargin: '300px' },
    );
    observer.observe(box.current);
    return () => {
      isGone = true;
      observer.disconnect();
    };
  }, [record.taskId, record.updatedAt, tries]);
  const failed = () => {
    links.forget(record.taskId);
    if (tries < 2) retry(tries + 1);
    else draw(false);
  };
  const source = image && safeLink(image.url);
  return html`<span class="thumbnail" ref=${box}>
    ${source && !isVideo(image) && html`<img src=${source} alt="" loading="lazy" decoding="async" onError=${failed} onLoad=${developed} />`}
    ${source && isVideo(image) && isDrawn && html`<video key=${tries} src=${source} preload="metadata" muted playsinline tabindex="-1" onLoadedMetadata=${(e) => measured?.(e.currentTarget.duration)} onLoadedData=${developed} onError=${failed}></video>`}
    ${source && isVideo(image) && !isDrawn && html`<${Film} image=${image} />`}
  </span>`;
}

/** A video that this browser cannot draw. */
export function Film({ image }) {
  return html`<span class="blank film">
    <svg width="40" height="40" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.3" aria-hidden="true">
      <rect x="3" y="4.5" width="18" height="15" rx="2" />
      <path d="M7.5 4.5v15M16.5 4.5v15M3 9.5h4.5M3 14.5h4.5M16.5 9.5H21M16.5 14.5H21" />
    </svg>
    <span>${image.width ? `${image.width} × ${image.height}, ` : ''}${bytesText(image.bytes)}</span>
  </span>`;
}

/** `0:05`, as players write it. */
export const lengthText = (seconds) => `${Math.floor(Math.round(seconds) / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`;

/** Pictures fade in, as in a developing tray. */
export const developed = (event) => event.currentTarget.classList.add('developed');

/** What went wrong, in words. */
export function Trouble({ problem, children }) {
  return html`<div class="notice" data-kind="failed" role="alert">
    <strong>${problem.title ?? 'This did not work'}</strong>
    <p>${problem.message}</p>
    ${children}
  </div>`;
}

/** Gives the keyboard a place again where the element that had the focus is gone, or takes none. */
export function keepFocus(element) {
  if (document.activeElement !== document.body) return;
  (element?.isConnected && !element.disabled ? element : document.querySelector('main > article h1'))?.focus({ preventScroll: true });
}

/** Runs an action behind a button: one at a time, its problem beside it. A button that is busy loses the focus, and gets it back. */
export function useAction(act) {
  const [state, set] = useState({ isBusy: false });
  const pressed = useRef();
  useLayoutEffect(() => {
    if (!state.isBusy && pressed.current) keepFocus(pressed.current);
  }, [state.isBusy]);
  const run = async (...given) => {
    pressed.current = document.activeElement;
    set({ isBusy: true });
    try {
      await act(...given);
      set({ isBusy: false });
    } catch (problem) {
      set({ isBusy: false, problem });
    }
  };
  return [run, state];
}

/** A question with its answers, as a modal dialog. Escape is a no. */
export function Question({ title, children, answers, onClose }) {
  const dialog = useRef();
  useLayoutEffect(() => {
    dialog.current.showModal();
  }, []);
  return html`<dialog ref=${dialog} aria-labelledby="question" onClose=${onClose} onClick=${(e) => e.target === dialog.current && dialog.current.close()}>
    <div class="question">
      <h2 id="question">${title}</h2>
      ${children}
      <div class="buttons">
        ${answers.map(
          ({ text, act, kind }) =>
            html`<button type="button" class=${kind ?? ''} onClick=${() => (dialog.current.close(), act())}>${text}</button>`,
        )}
        <button type="button" onClick=${() => dialog.current.close()}>Back</button>
      </div>
    </div>
  </dialog>`;
}

/** A button that copies a text; where the browser does not let it, the text can be selected. */
export function Copy({ text, what }) {
  const [isCopied, copy] = useState(false);
  const put = () =>
    navigator.clipboard?.writeText(text).then(
      () => (copy(true), announce('Copied')),
      () => undefined,
    );
  return html`<button type="button" class="copy" aria-label=${`Copy ${what}`} onClick=${put}>${isCopied ? 'Copied' : 'Copy'}</button>`;
}

/** Says something to those who do not see it change. */
export function announce(text) {
  document.getElementById('announcement').textContent = text;
}
