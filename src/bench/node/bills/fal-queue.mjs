/**
 * Uses fal.ai's own client as its documentation shows, against the simulator:
 * BILLS_PORT=<port> node --import ./detour.mjs fal-queue.mjs. What came of it is one JSON object.
 */
import { fal } from '@fal-ai/client';

const MODEL = 'fal-ai/bytedance/seedream/v4.5/text-to-image';

fal.config({ credentials: 'fal-test:0123456789abcdef' });

/** What an error of the client says. */
async function errorOf(call) {
  try {
    await call();
    return { name: 'none' };
  } catch (failed) {
    return { name: failed.name, status: failed.status, body: failed.body };
  }
}

const states = new Set();
const subscribed = await fal.subscribe(MODEL, {
  input: { prompt: 'a subscribed fox', image_size: { width: 2560, height: 1440 }, seed: 7 },
  logs: true,
  pollInterval: 5,
  onQueueUpdate: (update) => states.add(update.status),
});
const picture = await fetch(subscribed.data.images[0].url);

const submitted = await fal.queue.submit(MODEL, {
  input: { prompt: 'a submitted fox @fault:late-finish=3600' },
  webhookUrl: 'https://example.com/webhook?a=b',
});
const about = { requestId: submitted.request_id };
const waiting = await fal.queue.status(MODEL, { ...about, logs: true });
const early = await errorOf(() => fal.queue.result(MODEL, about));
await fal.queue.cancel(MODEL, about);
const cancelledTwice = await errorOf(() => fal.queue.cancel(MODEL, about));

const refused = await errorOf(() => fal.subscribe(MODEL, { input: { prompt: 'a refused fox @fault:failed' } }));
const invalid = await errorOf(() => fal.subscribe(MODEL, { input: { prompt: 'a fox', num_images: 7 } }));
const throttled = await fal.queue.submit(MODEL, { input: { prompt: 'a throttled fox @fault:throttle-once' } });

console.log(
  JSON.stringify({
    states: [...states],
    subscribed,
    picture: { status: picture.status, type: picture.headers.get('content-type') },
    submitted,
    waiting,
    early,
    cancelledTwice,
    refused,
    invalid,
    throttled: throttled.status,
  }),
);
process.exit(0);
