// What the client does with answers, one by one. Pauses take no time: they are recorded.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Darkroom, DarkroomError, FailedError, RefusedError, TimeoutError, UnavailableError } from "darkroom-client";
import type { Progress } from "darkroom-client";

const EVENT = { id: "order-1", model: "seedream-5.0-lite", prompt: "a red fox" };
const TASK = { id: "order-1", taskId: "1eqy48apt9mrr51vgr208hpkcv", model: "seedream-5.0-lite", links: {}, cost: { status: "reserved" } };
const RUNNING = { ...TASK, status: "processing", progress: 83 };
const IMAGE = { index: 0, key: "generations/1/0.png", contentType: "image/png", width: 1, height: 1, bytes: 1, sha256: "ab" };
const RECORD = { ...TASK, status: "succeeded", images: [IMAGE], missing: [] };

interface Sent {
  url: string;
  method: string | undefined;
  body: unknown;
  headers: Record<string, string>;
}

let sent: Sent[] = [];
let pauses: number[] = [];

const timer = globalThis.setTimeout;
const immediate = (call: () => void, milliseconds = 0) => {
  if (milliseconds < 500 || milliseconds > 45_000) {
    return timer(call, milliseconds);
  }
  pauses.push(milliseconds);
  return timer(call, 0);
};
globalThis.setTimeout = immediate as typeof globalThis.setTimeout;

beforeEach(() => {
  sent = [];
  pauses = [];
});

type Scripted = Response | Error | "silence";

function answer(status: number, body: object | string = {}, headers: Record<string, string> = {}): Response {
  return new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });
}

/** Answers in this order; each answer can be read once. */
function client(answers: Scripted[], more: object = {}): Darkroom {
  const fetch = (url: string, init: RequestInit) => {
    sent.push({ url, method: init.method, body: init.body, headers: init.headers as Record<string, string> });
    const next = answers.shift();
    if (next === "silence") {
      return new Promise((_, reject) => init.signal?.addEventListener("abort", () => reject(init.signal?.reason)));
    }
    return next instanceof Response ? Promise.resolve(next) : Promise.reject(next ?? new Error("nothing is left"));
  };
  return new Darkroom({ baseUrl: "https://example.com/stage/", fetch: fetch as typeof globalThis.fetch, ...more });
}

async function failure<T>(type: new (...args: never[]) => T, promise: Promise<unknown>): Promise<T> {
  const error = await promise.then(() => undefined, (why: unknown) => why);
  assert.ok(error instanceof type, String(error));
  return error;
}

test("the outcome of a submit that was held are the images, with the record", async () => {
  const progress: Progress[] = [];

  const images = await client([answer(200, RECORD)]).generate(EVENT, { onProgress: (seen) => progress.push(seen) });

  assert.deepEqual(images, [IMAGE]);
  assert.equal(images.generation.cost.status, "reserved");
  assert.deepEqual(progress.map(({ status }) => status), ["submitting", "succeeded"]);
  assert.equal(sent[0]?.url, "https://example.com/stage/v1/generations");
  assert.equal(sent[0]?.headers["prefer"], "wait=25");
  assert.deepEqual(JSON.parse(String(sent[0]?.body)), EVENT);
});

test("a submit that is answered 202 is read until its end, as often as Retry-After says", async () => {
  const progress: Progress[] = [];
  const answers = [answer(202, RUNNING, { "retry-after": "7" }), answer(200, RUNNING), answer(200, RECORD)];

  await client(answers).generate(EVENT, { onProgress: (seen) => progress.push(seen) });

  assert.deepEqual(pauses, [7000, 2000]);
  assert.equal(sent[1]?.url, `https://example.com/stage/v1/generations/${TASK.taskId}?wait=25`);
  assert.deepEqual(progress[1], { id: "order-1", status: "processing", percent: 83 });
});

test("the record of an old outcome is read at once", async () => {
  const images = await client([answer(202, { ...TASK, status: "succeeded" }), answer(200, RECORD)]).generate(EVENT);

  assert.equal(images.length, 1);
  assert.deepEqual(pauses, []);
});

test("429 and 503 are repeated when Retry-After says so, in seconds or as a date, and never within a second", async () => {
  const date = { date: "Sat, 28 Nov 2026 04:00:00 GMT", "retry-after": "Sat, 28 Nov 2026 04:00:09 GMT" };
  const answers = [
    answer(429, { message: "Too Many Requests" }, { "retry-after": "3" }),
    answer(503, { code: "rate_limited", detail: "slow down" }, date),
    answer(503, {}, { "retry-after": "0" }),
    answer(200, RECORD),
  ];

  await client(answers).generate(EVENT);

  assert.deepEqual(pauses, [3000, 9000, 1000]);
  assert.equal(new Set(sent.map(({ body }) => body)).size, 1);
});

test("without Retry-After the pauses grow", async () => {
  const answers = [new TypeError("fetch failed"), answer(500, { message: "Internal Server Error" }), answer(504, "<html>"), answer(200, RECORD)];

  await client(answers).generate(EVENT);

  assert.equal(pauses.length, 3);
  pauses.forEach((pause, failures) => assert.ok(pause >= 500 * 2 ** failures && pause <= 1000 * 2 ** failures, String(pauses)));
});

test("an event without an id gets one, which stays the same over its retries, and is told before the first request", async () => {
  const ids: string[] = [];
  const { id: _, ...event } = EVENT;
  const onProgress = ({ id }: Progress) => {
    ids.push(id);
    assert.equal(ids.length === 1, sent.length === 0);
  };

  await client([new TypeError("reset"), answer(200, RECORD)]).generate(event, { onProgress });

  const bodies = sent.map(({ body }) => JSON.parse(String(body)).id as string);
  assert.match(bodies[0] ?? "", /^[0-9a-f-]{36}$/);
  assert.deepEqual(bodies, [ids[0], ids[0]]);
});

test("after so many failures in a row the client gives up, and says why", async () => {
  const busy = () => answer(503, { code: "rate_limited", detail: "evolink: slow down" }, { "retry-after": "1" });

  const error = await failure(UnavailableError, client([busy(), busy(), busy()], { maxRetries: 2 }).generate(EVENT));

  assert.equal(sent.length, 3);
  assert.deepEqual([error.id, error.status, error.code], ["order-1", 503, "rate_limited"]);
  assert.match(error.message, /asked 3 times: evolink: slow down/);
});

test("a lost answer is the cause", async () => {
  const lost = new TypeError("fetch failed");

  const error = await failure(UnavailableError, client([lost], { maxRetries: 0 }).generate(EVENT));

  assert.equal(error.cause, lost);
  assert.equal(error.status, undefined);
});

test("what only the owner can mend is not asked again", async () => {
  const error = await failure(UnavailableError, client([answer(503, { code: "key_rejected" }, { "retry-after": "30" })]).generate(EVENT));

  assert.equal(error.code, "key_rejected");
  assert.equal(sent.length, 1);
});

for (const [status, code] of [[400, "invalid_request"], [409, "generation_deleted"], [422, "content_refused"], [500, "record_unreadable"], [502, "generation_failed"]] as const) {
  test(`${status} ${code} is a refusal, and not repeated`, async () => {
    const errors = [{ path: "prompt", message: "is missing" }];

    const error = await failure(RefusedError, client([answer(status, { code, detail: "prompt: is missing", errors })]).generate(EVENT));

    assert.deepEqual([error.id, error.status, error.code, error.errors], ["order-1", status, code, errors]);
    assert.equal(error.message, "prompt: is missing");
    assert.equal(sent.length, 1);
  });
}

test("the gateway's refusal has a message alone", async () => {
  const error = await failure(RefusedError, client([answer(403, { message: "Forbidden" })]).wait("order-1"));

  assert.deepEqual([error.code, error.message, error.errors, error.name], ["http_403", "Forbidden", [], "RefusedError"]);
});

test("an event that was refused in a queue is a refusal for whoever waits for it", async () => {
  const fault = { path: "model", message: "is not known" };
  const refused = { id: "order-1", status: "refused", error: { code: "invalid_request", message: "model: is not known", errors: [fault] } };

  const error = await failure(RefusedError, client([answer(200, refused)]).wait("order-1"));

  assert.deepEqual([error.status, error.code, error.errors], [undefined, "invalid_request", [fault]]);
});

test("a failed generation is an error with its code", async () => {
  const failed = { code: "deadline_passed", message: "no result within 1800 s", retryable: false, provisional: true };

  const error = await failure(FailedError, client([answer(200, { ...RECORD, images: [], status: "failed", error: failed })]).wait("order-1"));

  assert.deepEqual([error.id, error.code, error.retryable, error.provisional], ["order-1", "deadline_passed", false, true]);
  assert.equal(error.generation.taskId, TASK.taskId);
});

test("an answer that is not Darkroom's is told at once", async () => {
  const error = await failure(DarkroomError, client([answer(200, "<html>A landing page")]).generate(EVENT));

  assert.match(error.message, /is no Darkroom: 200 <html>A landing page/);
  assert.equal(sent.length, 1);
});

test("a token may be another one for each request", async () => {
  let count = 0;

  await client([answer(202, RUNNING), answer(200, RECORD)], { token: async () => `t-${++count}` }).generate(EVENT);

  assert.deepEqual(sent.map(({ headers }) => headers["authorization"]), ["Bearer t-1", "Bearer t-2"]);
});

test("an id in an address is encoded, and one that no address can have is refused", async () => {
  await client([answer(200, RECORD)]).wait("a/b?c");
  await failure(TypeError, client([]).wait(".."));

  assert.equal(sent[0]?.url, "https://example.com/stage/v1/generations/a%2Fb%3Fc?wait=25");
  assert.equal(sent.length, 1);
});

test("a timeout has the id, what was known last, and the last trouble", async () => {
  const answers = [answer(202, RUNNING), answer(503, { detail: "busy" }, { "retry-after": "3600" })];

  const error = await failure(TimeoutError, client(answers).generate(EVENT, { timeout: 200 }));

  assert.deepEqual([error.id, error.status, (error.cause as Error).message], ["order-1", "processing", "busy"]);
  assert.equal(sent[0]?.headers["prefer"], "wait=0");
});

test("a request without an answer ends with the timeout", async () => {
  const error = await failure(TimeoutError, client(["silence"]).generate(EVENT, { timeout: 20 }));

  assert.deepEqual([error.id, error.status], ["order-1", undefined]);
});

test("a signal ends the waiting with its reason, before, during and between requests", async () => {
  const reason = new Error("the visitor has left");
  const before = client([]).generate(EVENT, { signal: AbortSignal.abort(reason) });
  assert.equal(await failure(Error, before), reason);
  assert.equal(sent.length, 0);

  const during = new AbortController();
  const asking = client(["silence"]).generate(EVENT, { signal: during.signal });
  timer(() => during.abort(reason), 5);
  assert.equal(await failure(Error, asking), reason);

  const between = new AbortController();
  const onProgress = ({ status }: Progress) => status === "processing" && between.abort(reason);
  const pausing = client([answer(202, RUNNING)]).generate(EVENT, { signal: between.signal, onProgress });
  assert.equal(await failure(Error, pausing), reason);
});

test("what cannot be used is refused before anything is sent", async () => {
  assert.throws(() => new Darkroom({ baseUrl: "localhost" }), TypeError);
  await failure(RangeError, client([]).generate(EVENT, { timeout: 0 }));
  assert.equal(sent.length, 0);
});
