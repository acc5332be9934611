import type { components } from "./openapi.js";

type Schemas = components["schemas"];

/** What is asked for, as `/v1/openapi.json` has it. Its `id` is the idempotency key. */
export type GenerationEvent = Schemas["GenerationEvent"];

/** The record of a generation. */
export type Generation = Schemas["Generation"];

/** A stored image, with a link that opens until `urlExpiresAt`. */
export type StoredImage = Schemas["StoredImage"];

/** Where a generation stands. */
export type Status = Schemas["Status"];

/** One thing that is wrong with an event: the path of its field, and what to do. */
export type Fault = Schemas["Fault"];

/** Why a generation failed. A newer Darkroom may have more codes. */
export type FailureCode = Schemas["GenerationError"]["code"];

/** The images, and beside them the whole record: what is missing, what was adapted, what it cost. */
export type Images = StoredImage[] & { readonly generation: Generation };

/** How far a generation is. */
export interface Progress {
  /** The id to resume with. */
  readonly id: string;
  readonly status: Status;
  /** In per cent, where the provider says so. */
  readonly percent?: number | undefined;
}

export interface WaitOptions {
  /** Ends the waiting, not the generation: that goes on, and `wait(id)` finds it. */
  signal?: AbortSignal | undefined;
  /** Longest time until the end of the generation, in milliseconds. Ten minutes if absent. */
  timeout?: number | undefined;
  /** Called before the first request, and after each answer about the generation. */
  onProgress?: ((progress: Progress) => void) | undefined;
}

export interface DarkroomOptions {
  /** Address of the API, without `/v1`. */
  baseUrl: string | URL;
  /** Token of a deployment that asks for one, or a function that has a fresh one for each request. */
  token?: string | (() => string | Promise<string>) | undefined;
  /** Sends the requests, for instance signed. The platform's own if absent. */
  fetch?: typeof globalThis.fetch | undefined;
  /** How often in a row a request is repeated that was answered 429 or 5xx, or not at all. 5 if absent. */
  maxRetries?: number | undefined;
}
