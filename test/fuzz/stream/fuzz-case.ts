// Draws a case, which is a body, the call that reads it and its options. Seed and number determine
// it.

import { random, type Random } from "../../support/random-rows.ts";
import { drawBody } from "./body.ts";
import { type Call, type DrawnOptions, drawOptions, isOfLines } from "./drawn-options.ts";
import { type TableSet, tableSets } from "./fuzz-tables.ts";
import { type Body, type BytesStyle, drawSource, type SourceStyle } from "./line-source.ts";

export interface FuzzCase {
  readonly seed: number;
  readonly number: number;
  readonly call: Call;
  readonly set: TableSet;
  readonly body: Body;
  readonly bytesStyle: BytesStyle;
  readonly options: DrawnOptions;
  readonly source: SourceStyle;
  /** Whether each reader reads something else before its result is compared. */
  readonly disturbed: boolean;
  /** The changes to an ordinary body. */
  readonly kinds: readonly string[];
}

/** Returns an independent sequence for each seed and number. */
function randomOf(seed: number, number: number): Random {
  const mixed = Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1) + Math.imul(number + 1, 0x85ebca6b);
  return random(mixed ^ (mixed >>> 15));
}

export function drawCase(seed: number, number: number): FuzzCase {
  const drawn = randomOf(seed, number);
  const set = drawn.pick(tableSets);
  const call = drawn.pick<Call>([
    "parseMessage",
    "parseMessage",
    "parseMessage",
    "parseMessage",
    "parseLines",
    "parseLines",
    "forwardMessage",
    "forwardMessage",
    "forwardLines",
  ]);
  const { body, kinds } = drawBody(drawn, set, isOfLines(call));
  return {
    seed,
    number,
    call,
    set,
    body,
    bytesStyle: drawn.pick(["bytes", "buffer", "part of a buffer", "part of a buffer"]),
    options: drawOptions(drawn, set, call),
    source: drawSource(drawn),
    disturbed: drawn.chance(0.1),
    kinds,
  };
}
