// Reads the responses of queries. The index and `@huntgen/defender/query` export it.

import { type Answer, decodeRows } from "./query/decode-answer.ts";
import { scalarsByName } from "./registry.ts";
import type { Table } from "./table/table.ts";

export { AnswerError } from "./query/answer-error.ts";
export type { Answer, AnswerColumn, AnswerDrift, RejectedRow } from "./query/decode-answer.ts";
export type { AnswerChannel } from "./table/scalar.ts";

/**
 * Reads a response of Microsoft Graph, the Defender API, Log Analytics or Azure Data Explorer, as text or
 * bytes. Its rows are those of the stream, with exact integers. With a table, they are checked as its
 * rows; without a table, by the types that the response declares. Throws an `AnswerError` if the text is an
 * error, cut off or not a response.
 */
export function decodeAnswer(text: string | Uint8Array): Answer<{ [column: string]: unknown }>;
export function decodeAnswer<Row>(
  text: string | Uint8Array,
  table: Table<string, Row>,
): Answer<Row>;
export function decodeAnswer(
  text: string | Uint8Array,
  table?: Table<string, unknown>,
): Answer<unknown> {
  return decodeRows(text, table, scalarsByName);
}
