/** A client of Darkroom's HTTP API. One event becomes its stored images, and is paid for once. */
import { DarkroomError, FailedError, RefusedError, TimeoutError, UnavailableError } from "./errors.js";
import { backoff, limit, pause, retryAfter } from "./time.js";
import type { Limit } from "./time.js";
import type { DarkroomOptions, Fault, Generation, GenerationEvent, Images, Progress, Status, WaitOptions } from "./types.js";

export * from "./errors.js";
export type * from "./types.js";

/** Seconds: the longest that Darkroom holds a line. */
const LONGEST_HOLD = 25;
/** Milliseconds: a request that takes longer is lost. The gateway ends it after 30 s. */
const LOST_AFTER = 60_000;
/** Milliseconds: between two looks, where the answer does not say. */
const NEXT_LOOK = 2000;
const TEN_MINUTES = 600_000;
const ENDED: readonly string[] = ["succeeded", "partial", "failed", "cancelled"] satisfies Status[];
/** Answered 503, and no retry helps before the owner of the deployment has done something. */
const FOR_THE_OWNER: readonly unknown[] = ["key_rejected", "quota_exhausted"];

export class Darkroom {
  readonly #options: DarkroomOptions;

  constructor(options: DarkroomOptions) {
    new URL(options.baseUrl); // throws at once where that is no address
    this.#options = { ...options };
  }

  /**
   * Submits an event, and waits for its images. The same id and the same event again are the same generation, also in
   * another process: it is paid for once. Without an `id` the event gets a random one, which `onProgress` and each error
   * tell.
   *
   * @throws RefusedError, FailedError, TimeoutError, UnavailableError, or the reason of the signal
   */
  async generate(event: GenerationEvent, options: WaitOptions = {}): Promise<Images> {
    const id = event.id ?? crypto.randomUUID();
    const submit: Question = { method: "POST", path: "", body: JSON.stringify({ ...event, id }) };
    return new Wait(this.#options, id, options).images(submit);
  }

  /**
   * Waits for the images of a generation that was begun elsewhere, by its id or its task id. Pays nothing.
   *
   * @throws the same errors as `generate`
   */
  async wait(id: string, options: WaitOptions = {}): Promise<Images> {
    if (["", ".", ".."].includes(id)) {
      throw new TypeError(`no address has the id "${id}": wait for its task id`);
    }
    const read = reading(id);
    return new Wait(this.#options, id, options).images(read);
  }
}

interface Question {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: string | null;
}

/** What is used of an answer about a generation, whichever it is. */
interface Answer {
  readonly taskId?: string;
  readonly status: Status | "refused";
  readonly images?: unknown;
  readonly progress?: number;
  readonly error?: { readonly code: string; readonly message: string; readonly errors?: readonly Fault[] };
}

interface Problem {
  readonly code?: string;
  readonly detail?: string;
  readonly message?: string; // of the gateway
  readonly errors?: readonly Fault[];
}

/** An answer, or why there is none yet. */
type Reply = { readonly answer: Answer; readonly retryAfter?: number | undefined } | Trouble;

interface Trouble {
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly retryAfter?: number | undefined;
  readonly cause: unknown;
}

/** One caller's waiting for one generation. */
class Wait {
  readonly #client: DarkroomOptions;
  readonly #id: string;
  readonly #options: WaitOptions;
  readonly #end: number;
  readonly #whole: Limit;
  #status: Status | undefined;
  #trouble: Trouble | undefined;

  constructor(client: DarkroomOptions, id: string, options: WaitOptions) {
    const timeout = options.timeout ?? TEN_MINUTES;
    if (!(timeout > 0)) {
      throw new RangeError(`timeout: ${timeout} is no time in milliseconds`);
    }
    this.#client = client;
    this.#id = id;
    this.#options = options;
    this.#end = Date.now() + timeout;
    const tooLate = () => new TimeoutError(id, timeout, this.#status, this.#trouble?.cause);
    this.#whole = limit(timeout, tooLate, options.signal);
  }

  async images(first: Question): Promise<Images> {
    try {
      this.#tell({ id: this.#id, status: "submitting" });
      for (let question = first; ; ) {
        const { answer, retryAfter: wait } = await this.#ask(question);
        const { status, images, progress, error, taskId } = answer;
        if (status === "refused") {
          throw new RefusedError(this.#id, error?.message ?? "refused", { code: error?.code ?? status, errors: error?.errors ?? [] });
        }
        this.#status = status;
        this.#tell({ id: this.#id, status, percent: progress });
        if (!ENDED.includes(status)) {
          await pause(wait ?? NEXT_LOOK, this.#whole.signal);
        } else if (question.method === "GET" || images !== undefined) {
          return imagesOf(this.#id, answer as Generation);
        } // else the submit was answered 202, without the record
        question = reading(taskId ?? this.#id);
      }
    } finally {
      this.#whole.release();
    }
  }

  #tell(progress: Progress): void {
    this.#options.onProgress?.(progress);
  }

  /** Repeats the question until it is answered. A submit has the same id each time, so it is never paid for twice. */
  async #ask(question: Question): Promise<Exclude<Reply, Trouble>> {
    const retries = this.#client.maxRetries ?? 5;
    for (let failures = 0; ; failures++) {
      const reply = await this.#send(question);
      if ("answer" in reply) {
        this.#trouble = undefined;
        return reply;
      }
      this.#trouble = reply;
      if (failures >= retries || FOR_THE_OWNER.includes(reply.code)) {
        const why = reply.cause instanceof Error ? reply.cause.message : String(reply.cause);
        throw new UnavailableError(this.#id, `no useful answer about ${this.#id}, asked ${failures + 1} times: ${why}`, reply);
      }
      await pause(reply.retryAfter ?? backoff(failures), this.#whole.signal);
    }
  }

  async #send({ method, path, body = null }: Question): Promise<Reply> {
    this.#whole.signal.throwIfAborted();
    const hold = Math.max(0, Math.min(LONGEST_HOLD, Math.floor((this.#end - Date.now()) / 1000)));
    const base = String(this.#client.baseUrl).replace(/\/+$/, "");
    const url = `${base}/v1/generations${path}${method === "GET" ? `?wait=${hold}` : ""}`;
    const headers = await this.#headers(method, hold);
    const lost = () => new Error(`no answer within ${LOST_AFTER} ms`);
    const request = limit(LOST_AFTER, lost, this.#whole.signal);
    const send = this.#client.fetch ?? globalThis.fetch;
    try {
      const response = await send(url, { method, headers, body, signal: request.signal });
      return this.#read(response, await response.text());
    } catch (cause) {
      this.#whole.signal.throwIfAborted();
      if (cause instanceof DarkroomError) {
        throw cause;
      }
      return { cause }; // it may have arrived: the answer was lost, or it never left
    } finally {
      request.release();
    }
  }

  async #headers(method: string, hold: number): Promise<Record<string, string>> {
    const { token } = this.#client;
    const bearer = typeof token === "function" ? await token() : token;
    return {
      accept: "application/json, application/problem+json",
      ...(method === "POST" ? { "content-type": "application/json", prefer: `wait=${hold}` } : {}),
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    };
  }

  #read(response: Response, text: string): Reply {
    const { status } = response;
    const json = parsed(text);
    if (response.ok) {
      if (typeof json?.["status"] !== "string") {
        throw new DarkroomError(this.#id, `what answers at ${this.#client.baseUrl} is no Darkroom: ${status} ${text.slice(0, 200)}`);
      }
      return { answer: json as unknown as Answer, retryAfter: retryAfter(response.headers) };
    }
    const problem: Problem = json ?? {};
    const message = problem.detail ?? problem.message ?? `answered ${status}`;
    // With a code, 500 and 502 are Darkroom's own word: the same request again is no help, or another paid call.
    const mayPass = [408, 429, 503].includes(status) || (status >= 500 && problem.code === undefined);
    if (mayPass) {
      return { status, code: problem.code, retryAfter: retryAfter(response.headers), cause: new Error(message) };
    }
    throw new RefusedError(this.#id, message, { status, code: problem.code ?? `http_${status}`, errors: problem.errors ?? [] });
  }
}

function reading(id: string): Question {
  return { method: "GET", path: `/${encodeURIComponent(id)}` };
}

function imagesOf(id: string, generation: Generation): Images {
  if (generation.status !== "succeeded" && generation.status !== "partial") {
    throw new FailedError(id, generation);
  }
  return Object.defineProperty([...generation.images], "generation", { value: generation }) as Images;
}

/** The object that a text is, if it is one. */
function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null ? (json as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
