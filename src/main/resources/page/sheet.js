/** The grid of generations, its filter and its search. */
import { html, useEffect, useMemo, useRef, useState } from './htm.js';
import * as api from './api.js';
import { Age, announce, costText, isVideo, lengthText, Status, STATUSES, statusWord, Thumbnail, Trouble } from './parts.js';
import { isOpen, Listing, mayStillChange, pause, prompts } from './records.js';

const TIMES = { hour: 'Last hour', day: 'Last day', week: 'Last week', month: 'Last 30 days', days: 'Between days…' };

const SECONDS_WHILE_OPEN = 4;
const SECONDS_ELSE = 30;

/** The filter that an address names. */
function filterOf(parameters) {
  const get = (name) => parameters.get(name) ?? '';
  return {
    status: get('status'),
    model: get('model'),
    provider: get('provider'),
    time: get('time'),
    from: get('from'),
    to: get('to'),
    metadata: pairs(get('metadata')),
  };
}

/** `shop=north, order=4711` */
function pairs(text) {
  return text
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair.indexOf('=') > 0)
    .map((pair) => [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1).trim()]);
}

export function Sheet({ parameters, isActive, models }) {
  const address = useRef(parameters.toString());
  if (isActive) address.current = parameters.toString();
  const [, draw] = useState(0);
  const [search, find] = useState('');
  const listing = useListing(address.current, isActive, draw);
  useRefresh(listing, isActive);

  const shown = useMemo(() => listing.items.filter((one) => isFound(one, search)), [listing.items, search]);
  return html`<h1 class="unseen" tabindex="-1">Contact sheet</h1>
    <${Filter} address=${address.current} models=${models} search=${search} find=${find} />
    ${listing.problem && html`<${Trouble} problem=${listing.problem}><button type="button" onClick=${() => (listing.items.length ? listing.refresh() : listing.more())}>Try again</button></${Trouble}>`}
    ${shown.length > 0 && html`<ul class="sheet" aria-label="Generations" onKeyDown=${walk}>${shown.map((one) => html`<${Tile} key=${one.taskId} record=${one} />`)}</ul>`}
    <${Foot} listing=${listing} shown=${shown.length} search=${search} isFiltered=${address.current !== ''} />`;
}

/** A list is read once it is to be seen. */
function useListing(address, isActive, draw) {
  const current = useRef();
  if (current.current?.address !== address) {
    current.current?.listing.close();
    const changed = (ended) => {
      draw((n) => n + 1);
      if (ended.length) announce(ended.map((one) => `${one.id}: ${statusWord(one.status)}`).join('. '));
    };
    current.current = { address, listing: new Listing(filterOf(new URLSearchParams(address)), changed) };
  }
  const { listing } = current.current;
  useEffect(() => () => listing.close(), [listing]);
  useEffect(() => {
    if (isActive && !listing.items.length && !listing.isLoading) listing.more();
  }, [listing, isActive]);
  return listing;
}

/** Looks again: soon while something is open, rarely else, and never in a hidden tab. */
function useRefresh(listing, isActive) {
  useEffect(() => {
    if (!isActive) return undefined;
    const stop = new AbortController();
    const isFirst = listing.items.length > 0;
    (async () => {
      if (isFirst) await listing.refresh();
      for (;;) {
        const usual = listing.items.some(isOpen) ? SECONDS_WHILE_OPEN : SECONDS_ELSE;
        await pause(Math.max(usual, listing.problem?.retryAfter ?? 0), stop.signal);
        await listing.refresh();
      }
    })().catch(() => undefined);
    return () => stop.abort();
  }, [listing, isActive]);
}

/** Prompts are known of what this tab has made; no answer of Darkroom's has one. */
function isFound(record, search) {
  const wanted = search.trim().toLowerCase();
  if (!wanted) return true;
  const texts = [record.id, record.taskId, record.model, record.provider, prompts.get(record.id), ...Object.entries(record.metadata ?? {}).flat()];
  return texts.some((text) => text?.toLowerCase().includes(wanted));
}

function Filter({ address, models, search, find }) {
  const now = new URLSearchParams(address);
  const [isUnknown, miss] = useState(false);
  const [isUnfolded, unfold] = useState(false);
  const [pair, type] = useState(); // what is being typed stays when the list is drawn anew
  const set = (name) => (event) => {
    const next = new URLSearchParams(address);
    const value = event.currentTarget.value.trim();
    if (value) next.set(name, value);
    else next.delete(name);
    if (name === 'time' && value !== 'days') ['from', 'to'].forEach((day) => next.delete(day));
    location.hash = next.size ? `#/?${next}` : '#/';
  };
  const open = async (event) => {
    event.preventDefault();
    const id = search.trim();
    if (!id) return;
    try {
      await api.read(id);
      miss(false);
      location.hash = `#/g/${encodeURIComponent(id)}`;
    } catch (problem) {
      if (problem.status === 410) location.hash = `#/g/${encodeURIComponent(id)}`;
      else miss(true);
    }
  };
  const names = Object.keys(models?.models ?? {});
  const providers = Object.keys(models?.providers ?? {});
  return html`<form class=${isUnfolded ? 'filter unfolded' : 'filter'} role="search" onSubmit=${open}>
    <div class="field wide">
      <label for="search">Search</label>
      <input id="search" type="search" value=${search} placeholder="Id, metadata, prompt" autocomplete="off" spellcheck="false" aria-describedby="search-help" onInput=${(e) => (miss(false), find(e.currentTarget.value))} />
      <span id="search-help" class=${isUnknown ? 'fault' : 'unseen'} role="status">${isUnknown ? 'No generation has this id.' : 'Press Enter to open the generation of this very id.'}</span>
    </div>
    <button type="button" class="fold" aria-expanded=${isUnfolded ? 'true' : 'false'} onClick=${() => unfold(!isUnfolded)}>Filter${now.size > 0 ? ` (${now.size})` : ''}</button>
    <${Choice} id="status" label="Status" value=${now.get('status')} onChange=${set('status')} options=${[['open', 'Open'], ...STATUSES.map((one) => [one, statusWord(one)])]} />
    <${Choice} id="model" label="Model" value=${now.get('model')} onChange=${set('model')} options=${names.map((one) => [one, one])} />
    <${Choice} id="provider" label="Provider" value=${now.get('provider')} onChange=${set('provider')} options=${providers.map((one) => [one, one])} />
    <${Choice} id="time" label="Created" value=${now.get('time')} onChange=${set('time')} options=${Object.entries(TIMES)} />
    ${now.get('time') === 'days' &&
    html`<div class="field"><label for="from">From</label><input id="from" type="date" value=${now.get('from') ?? ''} onChange=${set('from')} /></div>
      <div class="field"><label for="to">To</label><input id="to" type="date" value=${now.get('to') ?? ''} onChange=${set('to')} /></div>`}
    <div class="field">
      <label for="metadata">Metadata</label>
      <input id="metadata" value=${pair ?? now.get('metadata') ?? ''} placeholder="key=value" autocomplete="off" spellcheck="false" onInput=${(e) => type(e.currentTarget.value)} onChange=${(e) => (set('metadata')(e), type(undefined))} />
    </div>
    ${address && html`<a class="clear" href="#/">Clear</a>`}
    <button class="unseen" tabindex="-1">Open</button>
  </form>`;
}

function Choice({ id, label, value, options, onChange }) {
  const isKnown = !value || options.some(([one]) => one === value);
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} onChange=${onChange} value=${value ?? ''}>
      <option value="" selected=${!value}>Any</option>
      ${!isKnown && html`<option value=${value} selected>${value}</option>`}
      ${options.map(([one, text]) => html`<option key=${one} value=${one} selected=${one === value}>${text}</option>`)}
    </select>
  </div>`;
}

function Tile({ record }) {
  const count = record.images.length;
  const [seconds, measured] = useState();
  const video = Number.isFinite(seconds) ? `Video ${lengthText(seconds)}` : 'Video';
  return html`<li>
    <a class="tile" href=${`#/g/${encodeURIComponent(api.nameOf(record))}`} data-status=${record.status}>
      <span class="frame">
        ${count > 0 ? html`<${Thumbnail} record=${record} measured=${measured} />` : html`<${Blank} record=${record} />`}
        ${(count > 1 || (count && isVideo(record.images[0]))) && html`<span class="badge">${isVideo(record.images[0]) ? video : `${count} pictures`}</span>`}
      </span>
      <span class="caption">
        <span class="line"><strong>${record.model}</strong><${Age} at=${record.createdAt} /></span>
        <span class="line id">${record.id}</span>
        <span class="line"><${Status} record=${record} /><span>${record.provider}</span></span>
        <span class="line cost">${costText(record)}</span>
      </span>
    </a>
  </li>`;
}

/** A frame without a picture says why. */
function Blank({ record }) {
  const text =
    {
      submitting: 'Asking the provider',
      processing: 'Developing',
      in_doubt: 'Nobody knows whether the provider took it',
      cancelled: 'Cancelled',
    }[record.status] ?? record.error?.code?.replaceAll('_', ' ');
  return html`<span class=${isOpen(record) && record.status !== 'in_doubt' ? 'blank developing' : 'blank'}>${text}${record.error && mayStillChange(record) ? ', for now' : ''}</span>`;
}

function Foot({ listing, shown, search, isFiltered }) {
  if (listing.isLoading && !shown) {
    return html`<ul class="sheet" aria-hidden="true">${Array.from({ length: 12 }, (_, i) => html`<li key=${i}><span class="tile"><span class="frame"><span class="blank developing"></span></span></span></li>`)}</ul>
      <p class="unseen" role="status">Loading</p>`;
  }
  const isEmpty = !shown && !listing.problem;
  return html`<div class="foot">
    ${listing.unlisted.map((one) => html`<p key=${one.taskId}><a href=${`#/g/${one.taskId}`}>${one.taskId}</a>: ${one.message}</p>`)}
    ${isEmpty && search && html`<p>Nothing on this sheet matches. Enter opens a generation by its full id.</p>`}
    ${isEmpty && !search && isFiltered && !listing.next && html`<p>No generation matches this filter. <a href="#/">Show all</a></p>`}
    ${isEmpty && !search && !isFiltered && html`<p class="welcome">No generation yet.</p><p><a class="primary" href="#/new">Make the first picture</a></p>`}
    ${listing.next && html`<button type="button" disabled=${listing.isLoading} onClick=${() => listing.more()}>${listing.isLoading ? 'Loading…' : isEmpty ? 'Look further back' : 'Show older'}</button>`}
  </div>`;
}

const STEPS = { ArrowRight: () => 1, ArrowLeft: () => -1, ArrowDown: (columns) => columns, ArrowUp: (columns) => -columns, Home: () => -Infinity, End: () => Infinity };

/** Arrow keys walk from tile to tile. */
function walk(event) {
  const step = STEPS[event.key];
  const tiles = [...event.currentTarget.querySelectorAll('a.tile')];
  const at = tiles.indexOf(document.activeElement);
  if (!step || at < 0) return;
  event.preventDefault();
  const columns = getComputedStyle(event.currentTarget).gridTemplateColumns.split(' ').length;
  tiles[Math.min(tiles.length - 1, Math.max(0, at + step(columns)))].focus();
}
