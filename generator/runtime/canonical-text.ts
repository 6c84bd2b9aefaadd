// Writes the canonical JSON text of a value: different values have different texts, and the order of
// an object's keys does not matter.

import { type JsonStyle, writeJson } from "./json-writer.ts";
import { createKeyLayouts } from "./key-layouts.ts";

const canonical: JsonStyle = {
  layoutOf: createKeyLayouts((keys) => [...keys].sort()),
  writeNumber,
};

/**
 * Writes a value with the keys of each object in UTF-16 code unit order. A bigint has the text of the
 * same integer as a number. Half of a surrogate pair is escaped, so the text can be encoded as UTF-8.
 */
export function canonicalText(value: unknown): string {
  return writeJson(value, canonical);
}

/** `JSON.parse` reads `-0`, and reads `1e400` as infinity: these differ from 0 and from null. */
function writeNumber(value: number): string {
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  if (Number.isFinite(value)) return `${value}`;
  if (Number.isNaN(value)) return "null";
  return value > 0 ? "1e400" : "-1e400";
}
