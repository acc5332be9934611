/**
 * Uses OpenAI's own client as its documentation shows, against Darkroom:
 * DARKROOM=http://localhost:8080 node images.mjs <picture>. What came of it is one JSON object.
 */
import { readFile } from 'node:fs/promises';
import OpenAI, { toFile } from 'openai';

let requests = 0;
const client = new OpenAI({
  baseURL: `${process.env.DARKROOM}/openai/v1`,
  apiKey: 'any',
  fetch: (...call) => {
    requests += 1;
    return fetch(...call);
  },
});

const model = 'seedream-5.0-lite';
const provider = 'evolink';

/** The header that makes a request the same over all its repetitions. */
function key(id) {
  return { headers: { 'Idempotency-Key': id } };
}

/** What an error of the client is, and after how many requests. */
async function errorOf(call) {
  requests = 0;
  try {
    await call();
    return { class: 'none' };
  } catch (error) {
    const { status, code, param, type, requestID } = error;
    return { class: error.constructor.name, status, code, param, type, requestID, requests };
  }
}

/** The type and size of a picture behind a link. */
async function pictureAt(url) {
  const answer = await fetch(url);
  const bytes = await answer.arrayBuffer();
  return { status: answer.status, type: answer.headers.get('content-type'), bytes: bytes.byteLength };
}

const models = await client.models.list();
const retrieved = await client.models.retrieve(model);

const made = await client.images.generate(
  { model, provider, prompt: 'node: a red fox', size: '2048x2048', user: 'u-1' },
  key('node-made'),
);

const inline = await client.images.generate(
  { model, provider, prompt: 'node: a fox inside @fault:stamped', response_format: 'b64_json' },
  key('node-inline'),
);

const edited = await client.images.edit(
  {
    model,
    provider,
    prompt: 'node: a grey fox',
    image: [await toFile(await readFile(process.argv[2]), 'fox.png', { type: 'image/png' })],
    n: 1,
    metadata: { order: '4711' },
  },
  key('node-edited'),
);

const pending = await client.images.generate(
  { model, provider, prompt: 'node: a slow fox' },
  { headers: { 'Idempotency-Key': 'node-pending', Prefer: 'wait=0' } },
);
const later = await client.get(`/images/generations/${pending.id}`, { query: { wait: 25 } });

const unkeyed = await client.images.generate({ model, provider, prompt: 'node: a fox without a key' });

requests = 0;
const throttled = await client.images.generate(
  { model, provider, prompt: 'node: a throttled fox @fault:throttle-once' },
  key('node-throttled'),
);
const throttledRequests = requests;

console.log(
  JSON.stringify({
    models: models.data.map((one) => one.id),
    model: { id: retrieved.id, created: retrieved.created, request: retrieved._request_id },
    made,
    picture: await pictureAt(made.data[0].url),
    inline: Buffer.from(inline.data[0].b64_json, 'base64').subarray(0, 3).toString('hex'),
    edited,
    editedPicture: await pictureAt(edited.data[0].url),
    pending,
    later,
    unkeyed,
    throttled: { status: throttled.status, requests: throttledRequests },
    errors: {
      quality: await errorOf(() =>
        client.images.generate({ model, prompt: 'node: a fox', quality: 'high' }, key('node-quality')),
      ),
      refused: await errorOf(() =>
        client.images.generate(
          { model, provider, prompt: 'node: a bad fox @fault:failed' },
          key('node-refused'),
        ),
      ),
      noModel: await errorOf(() => client.models.retrieve('gpt-image-1')),
      nobody: await errorOf(() => client.get('/images/generations/nobody')),
      mask: await errorOf(async () =>
        client.images.edit({
          model,
          prompt: 'node: a masked fox',
          image: await toFile(await readFile(process.argv[2]), 'fox.png', { type: 'image/png' }),
          mask: await toFile(await readFile(process.argv[2]), 'mask.png', { type: 'image/png' }),
        }),
      ),
      throttledUnkeyed: await errorOf(() =>
        client.images.generate({
          model,
          provider,
          prompt: 'node: another throttled fox @fault:throttle-once',
        }),
      ),
    },
  }),
);
