/** Longest that a timer of JavaScript can run: about 24 days. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** A signal that is aborted after some time, or together with another one. */
export interface Limit {
  readonly signal: AbortSignal;
  release(): void;
}

/** Begins to count. `release()` ends it, and keeps no reference to the other signal. */
export function limit(milliseconds: number, reason: () => unknown, other?: AbortSignal): Limit {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(reason()), Math.min(milliseconds, LONGEST_TIMER));
  const follow = () => controller.abort(other?.reason);
  if (other?.aborted === true) {
    follow();
  }
  other?.addEventListener("abort", follow, { once: true });
  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer);
      other?.removeEventListener("abort", follow);
    },
  };
}

/** Waits, or throws the signal's reason as soon as that is aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, Math.min(milliseconds, LONGEST_TIMER));
    if (signal.aborted) {
      stop();
    } else {
      signal.addEventListener("abort", stop, { once: true });
    }
  });
}

/** `Retry-After` in milliseconds: seconds, or a date (RFC 9110, section 10.2.3). Never less than one second. */
export function retryAfter(headers: Headers): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (value === undefined || value === "") {
    return undefined;
  }
  const now = Date.parse(headers.get("date") ?? "") || Date.now();
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(wait) ? undefined : Math.max(1000, wait);
}

/** Grows with each failure in a row, from a second to half a minute. The random part spreads callers. */
export function backoff(failures: number): number {
  return Math.min(30_000, 1000 * 2 ** failures) * (0.5 + Math.random() / 2);
}
