// Writes values as `JSON.stringify` does, but bigints as the integers they are.

import { type JsonStyle, writeJson } from "./json-writer.ts";
import { createKeyLayouts } from "./key-layouts.ts";

const plain: JsonStyle = {
  layoutOf: createKeyLayouts((keys) => keys),
  writeNumber: (value) => (Number.isFinite(value) ? `${value}` : "null"),
};

/**
 * Writes as `JSON.stringify` does, but bigints as the integers they are, even if the project defines
 * `BigInt.prototype.toJSON`. Values may nest without limit.
 */
export function stringify(value: unknown): string {
  const mayHoldBigint = typeof value === "object" || typeof value === "bigint";
  // A `toJSON` of bigints would replace their digits, without an error.
  if (!mayHoldBigint || !("toJSON" in BigInt.prototype)) {
    try {
      return JSON.stringify(value);
    } catch {
      // The value holds a bigint, or nests deeper than the call stack.
    }
  }
  return writeJson(value, plain);
}
