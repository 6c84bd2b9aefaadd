// Writes values as `JSON.stringify` does, but keeps the value of every number.

import { writeJson } from "./json-writer.ts";
import { createKeyLayouts } from "../records/key-layouts.ts";

const layoutOf = createKeyLayouts((keys) => keys);

/**
 * Writes a value as `JSON.stringify` does, with three exceptions: a bigint is written as an integer, even if
 * the project defines `BigInt.prototype.toJSON`; infinity is written as `1e400`, because it is read from
 * numbers of that size; and -0 keeps its sign. Nesting is not limited. Throws a `TypeError` for a value
 * that contains itself.
 */
export function stringify(value: unknown): string {
  // `JSON.stringify` returns undefined for a value that is not written.
  return writeJson(value, layoutOf) || JSON.stringify(undefined);
}
