/** What the page knows of generations: lists, links to pictures, and what is still open. */
import * as api from './api.js';

const ENDED = new Set(['succeeded', 'partial', 'failed', 'cancelled', 'refused']);

/** Whether an outcome is still to come. A provisional failure may turn into a late success. */
export const isOpen = (record) => !ENDED.has(record.status);
export const mayStillChange = (record) => isOpen(record) || record.error?.provisional === true;

/** Prompts of this tab alone: no answer of Darkroom's shows a prompt. */
export const prompts = new Map();

/** Waits; a hidden tab waits until somebody looks at it again. Rejects once aborted. */
export function pause(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      if (!document.hidden) return finish(resolve);
      document.addEventListener('visibilitychange', seen);
    }, seconds * 1000);
    const seen = () => document.hidden || finish(resolve);
    const stop = () => finish(reject);
    function finish(how) {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
      signal?.removeEventListener('abort', stop);
      how(how === reject ? new DOMException('stopped', 'AbortError') : undefined);
    }
    signal?.addEventListener('abort', stop);
  });
}

/** A list signs no links: the record of each picture in view is read, a few at a time. */
class Links {
  #most = 4;
  #running = 0;
  #waiting = [];
  #records = new Map();

  async of(record) {
    const known = this.#records.get(record.taskId);
    if (known?.updatedAt === record.updatedAt && isFresh(known)) return known;
    if (this.#running >= this.#most) await new Promise((go) => this.#waiting.push(go));
    this.#running++;
    try {
      return this.keep((await api.read(record.taskId)).body);
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }

  keep(record) {
    this.#records.set(record.taskId, record);
    return record;
  }

  forget(taskId) {
    this.#records.delete(taskId);
  }
}

function isFresh(record) {
  const soon = Date.now() + 30_000;
  return (record.images ?? []).every((image) => !image.urlExpiresAt || Date.parse(image.urlExpiresAt) > soon);
}

export const links = new Links();

const SPANS = { hour: 3600e3, day: 86400e3, week: 7 * 86400e3, month: 30 * 86400e3 };

/** These two lists take no other parameter: the rest of the filter is applied here. */
const OWN_LISTS = new Set(['open', 'in_doubt']);

const MOST_EMPTY_PAGES = 5;

/** The generations that a filter shows, the newest first. */
export class Listing {
  items = [];
  unlisted = [];
  next;
  isLoading = false;
  problem;
  #parameters;
  #stop = new AbortController();

  constructor(filter, changed) {
    this.filter = filter;
    this.changed = changed;
    this.#parameters = parameters(filter);
  }

  close() {
    this.#stop.abort();
  }

  /** Reads on; a page may be empty and have a next one. */
  async more() {
    await this.#guarded(async () => {
      for (let page = 0; page < MOST_EMPTY_PAGES; page++) {
        const { body } = await api.list(this.next ? { ...this.#parameters, after: this.next } : this.#parameters, this.#stop.signal);
        const found = body.generations.filter((one) => this.#shows(one));
        this.#add(found);
        this.unlisted.push(...body.unlisted);
        this.next = body.next;
        if (found.length || !this.next) return;
      }
    });
  }

  /** Reads the first page anew. What is older than it stays as it was. */
  async refresh() {
    if (this.isLoading) return;
    const before = new Map(this.items.map((one) => [one.taskId, one]));
    try {
      const { body } = await api.list(this.#parameters, this.#stop.signal);
      const fresh = body.generations.filter((one) => this.#shows(one));
      const known = new Set(fresh.map((one) => one.taskId));
      const oldest = body.generations.at(-1)?.createdAt;
      const older = body.next ? this.items.filter((one) => !known.has(one.taskId) && oldest && one.createdAt <= oldest) : [];
      this.items = fresh.concat(await this.#reread(older));
      this.problem = undefined;
      this.changed(this.items.filter((one) => before.has(one.taskId) && isOpen(before.get(one.taskId)) && !isOpen(one)));
    } catch (problem) {
      if (problem.name !== 'AbortError') this.#fail(problem);
    }
  }

  async #reread(older) {
    return Promise.all(
      older.map((one) =>
        isOpen(one)
          ? api.read(one.taskId, { signal: this.#stop.signal }).then(
              ({ body }) => body,
              () => one,
            )
          : one,
      ),
    );
  }

  async #guarded(work) {
    this.isLoading = true;
    this.problem = undefined;
    this.changed([]);
    try {
      await work();
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      this.problem = problem;
    }
    this.isLoading = false;
    this.changed([]);
  }

  #fail(problem) {
    this.problem = problem;
    this.changed([]);
  }

  #add(found) {
    const known = new Set(this.items.map((one) => one.taskId));
    this.items = this.items.concat(found.filter((one) => !known.has(one.taskId)));
    if (OWN_LISTS.has(this.filter.status)) this.items.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  }

  #shows(record) {
    const { status, model, provider, metadata } = this.filter;
    if (!OWN_LISTS.has(status)) return true;
    const { since, until } = this.#span();
    return (
      (!model || record.model === model) &&
      (!provider || record.provider === provider) &&
      (!since || record.createdAt >= since) &&
      (!until || record.createdAt < until) &&
      metadata.every(([key, value]) => record.metadata?.[key] === value)
    );
  }

  #span() {
    return span(this.filter);
  }
}

function parameters(filter) {
  if (OWN_LISTS.has(filter.status)) return { status: filter.status };
  const all = { limit: '40', status: filter.status, model: filter.model, provider: filter.provider, ...span(filter) };
  filter.metadata.forEach(([key, value]) => (all[`metadata.${key}`] = value));
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value));
}

/** Days are those of the reader's clock; the last one is included. */
function span({ time, from, to }) {
  if (SPANS[time]) return { since: new Date(Date.now() - SPANS[time]).toISOString() };
  const at = (day, more) => {
    const date = new Date(`${day}T00:00:00`);
    if (Number.isNaN(date.getTime())) return undefined;
    date.setDate(date.getDate() + more);
    return date.toISOString();
  };
  return { since: from ? at(from, 0) : undefined, until: to ? at(to, 1) : undefined };
}
