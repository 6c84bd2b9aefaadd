// Decides how long to wait before a request is tried again.

declare const setTimeout: (callback: () => void, milliseconds: number) => unknown;

/** Time and randomness, which tests can replace. */
export interface Patience {
  wait(milliseconds: number): Promise<void>;
  /** From 0 to 1. */
  random(): number;
  /** Milliseconds since 1970. */
  now(): number;
}

/** The time and randomness of this machine. */
export const patience: Patience = {
  wait: (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds)),
  random: () => Math.random(),
  now: () => Date.now(),
};

export const mostTries: number = 6;
const longestBackoff = 60_000;
const longestWait = 300_000;
const jitter = 250;

/** Whether a response with this status may be followed by another one if the request is sent again. */
export function isRetryable(status: number): boolean {
  return status === 429 || status === 408 || status >= 500;
}

/**
 * Returns the milliseconds until the next try, after `tried` tries: as `Retry-After` requests, in seconds or
 * as a date, or else an exponential backoff with jitter. Returns undefined if there should be no further
 * try.
 */
export function retryDelay(
  tried: number,
  retryAfter: string | null,
  { random, now }: Patience,
): number | undefined {
  if (tried >= mostTries) return undefined;
  const asked = retryAfter === null ? undefined : millisecondsOf(retryAfter, now());
  if (asked !== undefined) return asked > longestWait ? undefined : asked + random() * jitter;
  return Math.min(longestBackoff, 1000 * 2 ** (tried - 1)) * (0.5 + random() / 2);
}

function millisecondsOf(retryAfter: string, now: number): number | undefined {
  if (/^\s*[0-9]+\s*$/.test(retryAfter)) return Number(retryAfter) * 1000;
  // Without a letter, it is not a date of HTTP: `Date.parse` reads "-5" as a month, which is over.
  const date = /[a-z]/i.test(retryAfter) ? Date.parse(retryAfter) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
