// Writes the canonical JSON text of a value: different values have different texts, and the order of an
// object's keys does not matter.

import { writeJson } from "./json-writer.ts";
import { createKeyLayouts } from "../records/key-layouts.ts";

const layoutOf = createKeyLayouts((keys) => [...keys].sort());

/**
 * Writes a value with the keys of each object in UTF-16 code unit order. A bigint has the text of the
 * same integer as a number. Half of a surrogate pair is escaped, so the text can be encoded as UTF-8.
 */
export function canonicalText(value: unknown): string {
  return writeJson(value, layoutOf);
}
