// Parses a string column that holds JSON, such as `AdditionalFields`.

import type { JsonValue } from "./json-value.ts";
import { JsonError, parseExact } from "./parse-exact.ts";

/** The value of a column's text, or its problem, such as `not JSON: unexpected end of input at position 5`. */
export type JsonColumnResult =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly problem: string };

/**
 * Parses the text of a column. An integer past 2^53 becomes a bigint. The result for null or an absent
 * column is null. Never throws.
 */
export function parseJsonColumn(text: string | null | undefined): JsonColumnResult {
  if (text === null || text === undefined) return { ok: true, value: null };
  try {
    // The cast holds: a JSON parser returns a JSON value.
    return { ok: true, value: parseExact(text) as JsonValue };
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return { ok: false, problem: `not JSON: ${error.message}` };
  }
}
