// The client against a Darkroom that runs: node local.js <base address>. What was paid is counted by whoever runs it.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { Darkroom, FailedError, RefusedError, TimeoutError } from "darkroom-client";
import type { GenerationEvent, Progress } from "darkroom-client";

const baseUrl = process.argv[2]!;
const darkroom = new Darkroom({ baseUrl });

function event(id: string, prompt = "a red fox"): GenerationEvent {
  return { id, model: "seedream-5.0-lite", prompt: `[${id}] ${prompt}`, provider: "evolink" };
}

test("a picture comes, and the same id again is the same picture", async () => {
  const seen: Progress[] = [];

  const images = await darkroom.generate(event("npm-picture"), { onProgress: (progress) => seen.push(progress) });
  const again = await darkroom.generate(event("npm-picture"));

  const bytes = await (await fetch(images[0]!.url!)).arrayBuffer();
  assert.equal(bytes.byteLength, images[0]!.bytes);
  assert.equal(again[0]!.sha256, images[0]!.sha256);
  assert.equal(again.generation.taskId, images.generation.taskId);
  assert.equal(seen.at(-1)!.status, "succeeded");
});

test("a picture is found by whoever knows its id, or its task id", async () => {
  const submitted = await fetch(`${baseUrl}/v1/generations`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(event("npm-elsewhere")),
  });
  const { taskId } = (await submitted.json()) as { taskId: string };

  const images = await darkroom.wait("npm-elsewhere");
  const same = await darkroom.wait(taskId);

  assert.equal(images.length, 1);
  assert.equal(same[0]!.sha256, images[0]!.sha256);
});

test("an answer that is lost on its way is asked for again, with the same id", async () => {
  let requests = 0;
  const proxy = createServer(async (request, response) => {
    requests += 1;
    const isFirst = requests === 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const headers = Object.fromEntries(["content-type", "prefer"].flatMap((name) => (request.headers[name] ? [[name, String(request.headers[name])]] : [])));
    const body = request.method === "POST" ? Buffer.concat(chunks) : null;
    const answer = await fetch(baseUrl + request.url, { method: request.method!, headers, body });
    const text = await answer.text();
    if (isFirst) {
      assert.ok(answer.ok);
      request.socket.destroy();
    } else {
      response.writeHead(answer.status, { "content-type": "application/json", "retry-after": answer.headers.get("retry-after") ?? "" }).end(text);
    }
  });
  await new Promise<void>((ready) => proxy.listen(0, "localhost", ready));
  try {
    const through = new Darkroom({ baseUrl: `http://localhost:${(proxy.address() as AddressInfo).port}` });

    const images = await through.generate(event("npm-lost"));

    assert.equal(images.length, 1);
    assert.ok(requests >= 2);
  } finally {
    proxy.close();
  }
});

test("a provider that is busy is asked again", async () => {
  const images = await darkroom.generate(event("npm-busy", "@fault:throttle-once"));

  assert.equal(images.length, 1);
});

test("a refused event names its field", async () => {
  await assert.rejects(darkroom.generate({ ...event("npm-refused"), count: 99 }), (error) => {
    assert.ok(error instanceof RefusedError);
    assert.deepEqual([error.id, error.status, error.code, error.errors.map(({ path }) => path)], ["npm-refused", 400, "invalid_request", ["count"]]);
    return true;
  });
});

test("the id of another request is refused", async () => {
  await darkroom.generate(event("npm-taken"));

  await assert.rejects(darkroom.generate(event("npm-taken", "a blue fox")), { name: "RefusedError", code: "idempotency_mismatch" });
});

test("an id that nobody has used is refused", async () => {
  await assert.rejects(darkroom.wait("npm-nobody"), { name: "RefusedError", status: 404, code: "not_found" });
});

test("a generation that failed is an error with its code and its record", async () => {
  await assert.rejects(darkroom.generate(event("npm-failed", "@fault:failed")), (error) => {
    assert.ok(error instanceof FailedError);
    assert.equal(error.code, "content_refused");
    assert.equal(error.generation.status, "failed");
    assert.equal(error.generation.id, "npm-failed");
    return true;
  });
});

test("a timeout has the id to resume with", async () => {
  await assert.rejects(darkroom.generate(event("npm-timeout", "@fault:lost-callback"), { timeout: 1500 }), (error) => {
    assert.ok(error instanceof TimeoutError);
    assert.deepEqual([error.id, error.status], ["npm-timeout", "processing"]);
    return true;
  });
});

test("an abort ends the waiting, and not the generation", async () => {
  const gone = new AbortController();
  const reason = new Error("the visitor has left");
  const hold = new Darkroom({ baseUrl, fetch: (input, init) => fetch(input, { ...init, headers: { ...(init?.headers as object), prefer: "wait=0" } }) });
  const onProgress = ({ status }: Progress) => status === "processing" && gone.abort(reason);

  await assert.rejects(hold.generate(event("npm-aborted", "@fault:lost-callback"), { signal: gone.signal, onProgress }), reason);
});
