// Defines the flags that all fuzzers have, and prints their speed.

import type { ParseArgsConfig } from "node:util";

export const sharedFlags = {
  /** How many cases to run. */
  count: { type: "string", default: "100000" },
  seed: { type: "string", default: "1" },
  /** The number of the first case; with `--count 1`, runs one case again. */
  first: { type: "string", default: "0" },
} as const satisfies ParseArgsConfig["options"];

/** Parses the integer of a flag. */
export function integer(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new Error(`--${name}: expected an integer of at least 0, got "${text}"`);
}

/** Returns a function that reports how many cases have run, and how fast. */
export function stopwatch(noun: string): (ran: number) => string {
  const start = performance.now();
  return (ran) => {
    const seconds = (performance.now() - start) / 1000;
    return `${ran} ${noun} in ${seconds.toFixed(1)} s, ${Math.round(ran / seconds)} a second`;
  };
}
