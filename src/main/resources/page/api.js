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
  if (body !== undefined) all['content-type'] = 'application/json';
  if (token) all.authorization = `Bearer ${token}`;
  let response;
  try {
    response = await fetch(new URL(path, HERE), {
      method,
      headers: all,
      body: body === undefined ? body : JSON.stringify(body),
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

/** Puts a picture straight into the bucket. Answers the reference that an event names, or throws as `ask` does. */
export async function upload(file, { onProgress, signal }) {
  const bytes = await bytesOf(file);
  const declared = { contentType: file.type, size: bytes.byteLength, sha256: await sha256(bytes) };
  const { body } = await ask('POST', 'v1/uploads', { body: declared, signal });
  await put(body, bytes, onProgress, signal);
  return body.reference;
}

async function bytesOf(file) {
  try {
    return await file.arrayBuffer();
  } catch {
    throw new Problem(0, { title: 'Not uploaded', detail: 'The file cannot be read. Was it moved or changed? Choose it again.' });
  }
}

async function sha256(bytes) {
  if (!globalThis.crypto?.subtle) throw new Problem(0, { title: 'Not uploaded', detail: 'A browser uploads pictures only from a page at https:// or at localhost.' });
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (one) => one.toString(16).padStart(2, '0')).join('');
}

/** In place of fetch, which does not tell how far it is. The link is the proof: no token goes to the bucket. */
function put({ url, method, headers }, bytes, onProgress, signal) {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    const end = (status, detail) => fail(new Problem(status, { title: 'Not uploaded', detail }));
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total);
    request.onload = () => (request.status < 300 ? done() : end(request.status, `The bucket answered ${request.status}${reasonOf(request.responseText)}.`));
    request.onerror = () => end(0, 'The bucket did not answer, or does not take pictures from this page.');
    request.onabort = () => fail(new DOMException('The upload was stopped.', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    if (signal.aborted) request.onabort();
    else request.send(bytes);
  });
}

/** S3 says it in XML. */
function reasonOf(text) {
  const code = /<Code>(\w+)<\/Code>/.exec(text);
  return code ? ` (${code[1]})` : '';
}


export const deliveries = (id, signal) => ask('GET', `${generation(id)}/deliveries`, { signal });
export const cancel = (id, late) => ask('POST', `${generation(id)}/cancel`, { body: { late } });
export const resolve = (id, decision) => ask('POST', `${generation(id)}/resolution`, { body: decision });
export const recheck = (id) => ask('POST', `${generation(id)}/recheck`);
export const remove = (id) => ask('DELETE', generation(id));
export const replay = (id, channel) => ask('POST', `${generation(id)}/deliveries/${encodeURIComponent(channel)}/replay`);
