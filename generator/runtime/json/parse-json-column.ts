// The text of a string column that holds JSON -> its value. Defender sends `AdditionalFields` and
// others so.

import type { JsonValue } from "./json-value.ts";
import { JsonError, parseExact } from "./parse-exact.ts";

/** What a column's text holds, or what is wrong with it. */
export type JsonColumnResult =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly problem: string };

/** Reads a column's text, with every integer's digits. Null and an absent column are null. Never throws. */
export function parseJsonColumn(text: string | null | undefined): JsonColumnResult {
  if (text === null || text === undefined) return { ok: true, value: null };
  try {
    // What a JSON parser gives is a JSON value.
    return { ok: true, value: parseExact(text) as JsonValue };
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return { ok: false, problem: `not JSON: ${error.message}` };
  }
}
