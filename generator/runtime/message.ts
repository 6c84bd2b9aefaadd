// The body of one Event Hubs message -> its batch of records.

import { parseExact } from "./exact-json.ts";
import { kindOf } from "./issue.ts";
import { findLongIntegers, type LongInteger } from "./long-integers.ts";
import { MessageError } from "./message-error.ts";
import {
  categoryFinder,
  findRecords,
  nestedFinder,
  type NestedSpan,
  type RecordSpan,
} from "./record-spans.ts";
import { describeSyntaxError } from "./syntax-error.ts";
import { isObject } from "./table.ts";
import {
  type Batch,
  createTriage,
  type Tables,
  type Triage,
  type TriageOptions,
} from "./triage.ts";
import { decodeUtf8, withoutMark } from "./utf8.ts";

/** A message as it comes: text, bytes, or what a JSON parser has made of it. */
export type MessageBody = string | Uint8Array | object;

const plainKey = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Reads a message. Throws a `MessageError` where it is none; nothing is thrown for a bad record. */
export function readMessage<Event>(
  tables: Tables,
  body: MessageBody,
  options: TriageOptions = {},
): Batch<Event> {
  const triage = createTriage<Event>(tables, options);
  takeMessage(triage, body, options.tables !== undefined);
  return triage.finish();
}

/** Hands the records of a message to a triage, which may want only those of some tables. */
export function takeMessage(triage: Triage<unknown>, body: MessageBody, choosing: boolean): void {
  if (typeof body !== "string" && !(body instanceof Uint8Array)) {
    for (const record of recordsOf(body)) triage.take(record);
    return;
  }
  const text = withoutMark(typeof body === "string" ? body : decodeBody(body));
  const spans = choosing ? findRecords(text) : undefined;
  if (spans === undefined) {
    const bytes = typeof body === "string" ? undefined : body;
    for (const record of readRecords(text, bytes)) triage.take(record);
    return;
  }
  const findCategory = categoryFinder(text);
  for (const span of spans) {
    const category = findCategory(span);
    if (category !== undefined && !triage.wants(category)) triage.countSkipped();
    else triage.take(parseBody(text.slice(span.start, span.end), parseExact, span.start));
  }
}

/**
 * Few messages hold an integer that a number rounds. Where one does, the record alone is mended: in
 * its row, or by reading it again.
 */
function readRecords(text: string, bytes: Uint8Array | undefined): readonly unknown[] {
  const integers = findLongIntegers(text, bytes);
  const last = integers.at(-1);
  if (last === undefined) return recordsOf(parseBody(text, JSON.parse));
  const firstSpans = findRecords(text, last.end);
  if (firstSpans === undefined) return recordsOf(parseBody(text, parseExact));
  const records = [...recordsOf(parseBody(text, JSON.parse))];
  if (mendRecords(text, firstSpans, records, integers, false)) return records;
  // Where a row is not as its text says, the text may hold another list of records further on.
  const spans = findRecords(text);
  if (spans === undefined) return recordsOf(parseBody(text, parseExact));
  mendRecords(text, spans, records, integers, true);
  return records;
}

/** Whether every record with long integers is mended; `anew` parses those whose rows cannot be. */
function mendRecords(
  text: string,
  spans: readonly RecordSpan[],
  records: unknown[],
  integers: readonly LongInteger[],
  anew: boolean,
): boolean {
  const findNested = nestedFinder(text);
  let next = 0;
  for (const [index, span] of spans.entries()) {
    const first = next;
    while ((integers[next]?.start ?? text.length) < span.end) next += 1;
    if (first === next) continue;
    const inside = integers.slice(first, next);
    const last = integers[next - 1]?.start ?? span.end;
    const nested = span.row === 0 ? undefined : findNested(span.row, last);
    if (nested !== undefined && mendRow(text, span.row, nested, records[index], inside)) continue;
    if (!anew) return false;
    records[index] = parseExact(text.slice(span.start, span.end));
  }
  return true;
}

/**
 * Puts the digits of integers into a row, by the key before each. The key is a plain word, so that
 * the quotes around it are a key's and the digits no part of a string.
 */
function mendRow(
  text: string,
  row: number,
  nested: readonly NestedSpan[],
  record: unknown,
  integers: readonly LongInteger[],
): boolean {
  const columns = isObject(record) ? record["properties"] : undefined;
  if (!isObject(columns)) return false;
  for (const { start, end, rounded } of integers) {
    const key = findKey(text, start);
    if (start < row || key === undefined || columns[key] !== rounded) return false;
    if (nested.some((value) => value.start < start && start < value.end)) return false;
    columns[key] = BigInt(text.slice(start, end));
  }
  return true;
}

function findKey(text: string, value: number): string | undefined {
  if (!text.startsWith('":', value - 2)) return undefined;
  const key = text.slice(text.lastIndexOf('"', value - 3) + 1, value - 2);
  return plainKey.test(key) ? key : undefined;
}

function recordsOf(message: unknown): readonly unknown[] {
  const records = isObject(message) ? message["records"] : undefined;
  if (Array.isArray(records)) return records;
  const found = isObject(message)
    ? 'an object without an array named "records"'
    : `${kindOf(message)} in place of an object`;
  throw new MessageError(`not a message of the stream: found ${found}`);
}

function decodeBody(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new MessageError("not a message of the stream: not UTF-8 text");
  return text;
}

function parseBody(text: string, parse: (text: string) => unknown, offset = 0): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { found, position } = describeSyntaxError(text);
    const at = position === undefined ? undefined : offset + position;
    const where = at === undefined ? "" : ` at character ${at}`;
    throw new MessageError(`not a message of the stream: found ${found}${where}`, at);
  }
}
