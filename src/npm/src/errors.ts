import type { FailureCode, Fault, Generation, Status } from "./types.js";

/** Any failure of this client. The id is there to resume with. */
export class DarkroomError extends Error {
  /** Id of the request: `generate()` with it, or `wait(id)`, goes on. */
  readonly id: string;

  constructor(id: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.id = id;
    this.name = new.target.name;
  }
}

/** Darkroom or the gateway refused the request. Its `code` says why, and `errors` which fields are wrong. */
export class RefusedError extends DarkroomError {
  /** Status of the answer; absent for an event that came by queue. */
  readonly status: number | undefined;
  /** Code of the problem, such as `invalid_request`; `http_403` where the gateway gave no code. */
  readonly code: string;
  /** Each fault with the path of its field. */
  readonly errors: readonly Fault[];

  constructor(id: string, message: string, refusal: { status?: number; code: string; errors: readonly Fault[] }) {
    super(id, message);
    this.status = refusal.status;
    this.code = refusal.code;
    this.errors = refusal.errors;
  }
}

/** The generation ended without images: it failed, or somebody cancelled it. */
export class FailedError extends DarkroomError {
  readonly generation: Generation;
  readonly code: FailureCode;
  /** Another submit, under a new id, is right. */
  readonly retryable: boolean;
  /** Images may still come: `wait(id)` finds them later. */
  readonly provisional: boolean;

  constructor(id: string, generation: Generation) {
    const error = generation.error;
    super(id, `the generation ${id} ${generation.status}: ${error?.message ?? "without a reason"}`);
    this.generation = generation;
    this.code = error?.code ?? "generation_failed";
    this.retryable = error?.retryable ?? false;
    this.provisional = error?.provisional ?? false;
  }
}

/** The time was over before the generation was. It goes on, and may be paid. */
export class TimeoutError extends DarkroomError {
  /** The last that was known; absent where no answer came. `cause` is the last trouble, if there was one. */
  readonly status: Status | undefined;

  constructor(id: string, timeout: number, status: Status | undefined, cause: unknown) {
    super(id, `the generation ${id} is not over after ${timeout} ms: ${status ?? "nothing is known of it"}`, { cause });
    this.status = status;
  }
}

/** Too many requests in a row got 429 or 5xx, or no answer. The generation may go on, and may be paid. */
export class UnavailableError extends DarkroomError {
  /** Status of the last answer; absent where there was none. `cause` is why. */
  readonly status: number | undefined;
  /** Code of the last problem, such as `key_rejected`. */
  readonly code: string | undefined;

  constructor(id: string, message: string, trouble: { status?: number | undefined; code?: string | undefined; cause?: unknown }) {
    super(id, message, { cause: trouble.cause });
    this.status = trouble.status;
    this.code = trouble.code;
  }
}
