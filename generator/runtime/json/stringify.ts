// Writes values as `JSON.stringify` does, but every number as it was read.

import { writeJson } from "./json-writer.ts";
import { createKeyLayouts } from "../records/key-layouts.ts";

const layoutOf = createKeyLayouts((keys) => keys);

/**
 * Writes as `JSON.stringify` does, but bigints as the integers they are, even if the project defines
 * `BigInt.prototype.toJSON`; infinity as `1e400`, since it was read from a number of that size; and -0.
 * Values may nest without limit.
 */
export function stringify(value: unknown): string {
  // `JSON.stringify` returns undefined for a value that is not written.
  return writeJson(value, layoutOf) || JSON.stringify(undefined);
}
