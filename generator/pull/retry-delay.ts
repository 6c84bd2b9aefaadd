// What a server says about trying again, and how often it was tried -> how long to wait.

import { setTimeout as wait } from "node:timers/promises";

/** Time and chance, so that a test can have its own. */
export interface Patience {
  wait(milliseconds: number): Promise<void>;
  /** From 0 to 1. */
  random(): number;
  /** Milliseconds since 1970. */
  now(): number;
}

/** The time and the chance of this machine. */
export const patience: Patience = {
  wait: (milliseconds) => wait(milliseconds),
  random: () => Math.random(),
  now: () => Date.now(),
};

export const mostTries = 6;
const longestBackoff = 60_000;
const longestWait = 300_000;
const jitter = 250;

/**
 * Milliseconds until the next try, `tried` being how many there were: as `Retry-After` says, in
 * seconds or as a date, or else twice as long each time, scattered. Undefined where it is no use.
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
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
