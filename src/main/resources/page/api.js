/** The public API, as any caller uses it. Its address is beside that of the page. */

const HERE = document.baseURI.split('#')[0];

/** The bearer token: kept in this variable alone, and gone with the tab. */
let token;

/** Whoever goes on without a token is not asked again until the page is loaded anew. */
let isDeclined = false;

/** Asks the person for a token; set by the page. */
let askForToken = async () => undefined;

export function onTokenWanted(ask) {
  askForToken = ask;
}

/** An answer that is no success: RFC 9457, or what a gateway said in its place. */
export class Problem extends Error {
  constructor(status, body, retryAfter) {
    // The routes for OpenAI's clients say it in OpenAI's words.
    const { error } = body;
    if (error) body = { detail: error.message, code: error.code, errors: error.param ? [{ path: error.param, message: error.message }] : [] };
    super(body.detail || body.title || body.message || `The answer was ${status || 'none'}.`);
    this.status = status;
    this.code = body.code;
    this.title = body.title || (status === 401 && 'This Darkroom asks for a token. Load the page anew to give one') || 'This did not work';
    this.faults = Array.isArray(body.errors) ? body.errors : [];
    this.deletedAt = body.deletedAt;
    this.retryAfter = retryAfter;
  }
}

/** Sends a request. Answers `{status, body, retryAfter}`, or throws a Problem (or an AbortError). */
export async function ask(method, path, { body, headers = {}, signal } = {}) {
  const answer = await send(method, path, body, headers, signal);
  const isUnknownCaller = answer.status === 401 || (answer.status === 403 && !answer.body.code);
  if (!isUnknownCaller || isDeclined) {
    return checked(answer);
  }
  // The gateway has turned it away, and Darkroom knows nothing of it: it may be sent again.
  const given = await askForToken(token !== undefined);
  if (given === undefined) {
    isDeclined = true;
    return checked(answer);
  }
  token = given;
  return ask(method, path, { body, headers, signal });
}

async function send(method, path, body, headers, signal) {
  const all = { accept: 'application/json', ...headers };
  const isForm = body instanceof FormData; // the browser names its type
  if (body !== undefined && !isForm) all['content-type'] = 'application/json';
  if (token) all.authorization = `Bearer ${token}`;
  let response;
  try {
    response = await fetch(new URL(path, HERE), {
      method,
      headers: all,
      body: isForm || body === undefined ? body : JSON.stringify(body),
      signal,
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem(0, { title: 'No answer', detail: 'Darkroom did not answer. Is it running, and are you online?' });
  }
  const text = await response.text();
  return { status: response.status, body: parsed(text), retryAfter: seconds(response.headers.get('retry-after')) };
}

function checked(answer) {
  if (answer.status >= 400) throw new Problem(answer.status, answer.body, answer.retryAfter);
  return answer;
}

function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

function seconds(text) {
  return /^\d+$/.test(text ?? '') ? Number(text) : undefined;
}

const generation = (id) => `v1/generations/${encodeURIComponent(id)}`;

/** In an address these are steps from folder to folder, however they are written: such a generation has its task id alone. */
const isNoName = (id) => ['', '.', '..'].includes(id);

/** What names a generation in an address. */
export const nameOf = (record) => (isNoName(record.id) ? record.taskId : record.id);

export const list = (parameters, signal) => ask('GET', `v1/generations?${new URLSearchParams(parameters)}`, { signal });
export async function read(id, { wait, signal } = {}) {
  if (isNoName(id)) throw new Problem(404, {});
  return ask('GET', generation(id) + (wait ? `?wait=${wait}` : ''), { signal });
}
export const models = () => ask('GET', 'v1/models');
export const quote = (event, signal) => ask('POST', 'v1/quotes', { body: event, signal });
export const submit = (event, id) => ask('POST', 'v1/generations', { body: event, headers: { 'idempotency-key': id } });
/** Pictures by value go through the route that OpenAI's clients use; the answer is not waited for. */
export function submitWith(files, event, id) {
  const form = new FormData();
  for (const [name, value] of Object.entries(event)) form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  for (const file of files) form.append('image[]', file, file.name);
  return ask('POST', 'openai/v1/images/edits', { body: form, headers: { 'idempotency-key': id, prefer: 'wait=0' } });
}

export const deliveries = (id, signal) => ask('GET', `${generation(id)}/deliveries`, { signal });
export const cancel = (id, late) => ask('POST', `${generation(id)}/cancel`, { body: { late } });
export const resolve = (id, decision) => ask('POST', `${generation(id)}/resolution`, { body: decision });
export const recheck = (id) => ask('POST', `${generation(id)}/recheck`);
export const remove = (id) => ask('DELETE', generation(id));
export const replay = (id, channel) => ask('POST', `${generation(id)}/deliveries/${encodeURIComponent(channel)}/replay`);
