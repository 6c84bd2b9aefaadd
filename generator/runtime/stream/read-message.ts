// Reads the body of one Event Hubs message.

import { type Choice, choose, type Tables } from "../records/choice.ts";
import { kindOf } from "../table/issue.ts";
import { MessageError } from "./message-error.ts";
import { JsonError, parseExact } from "../json/parse-exact.ts";
import { scan } from "../scan/scan.ts";
import type { Scan } from "../scan/scanned.ts";
import { isObject } from "../table/table.ts";
import { type Batch, createTriage, type Triage, type TriageOptions } from "../records/triage.ts";
import { decodeUtf8, isBytes, withoutMark } from "../json/utf8.ts";

/** A message as it comes: text, bytes, or what a JSON parser has made of it. */
export type MessageBody = string | Uint8Array | object;

/** Reads a message. Throws a `MessageError` for a body that is not one; a bad record is in the batch. */
export function readMessage<Event>(
  tables: Tables,
  body: MessageBody,
  options: TriageOptions = {},
  isPart = false,
): Batch<Event> {
  const choice = choose(tables, options, isPart);
  const triage = createTriage<Event>(choice, options);
  takeMessage(triage, tables, choice, body, options);
  return triage.finish();
}

/** Hands the records of a message to a triage. */
export function takeMessage<Event>(
  triage: Triage<Event>,
  tables: Tables,
  choice: Choice,
  body: MessageBody,
  options: TriageOptions,
): void {
  if (typeof body !== "string" && !isBytes(body)) {
    for (const record of recordsOf(body)) triage.takeParsed(record);
    return;
  }
  const strict = options.unknownColumns === "reject";
  const scanned = scan(body, { tables, choice, mode: "write", strict, form: "message" });
  if (scanned === undefined) {
    for (const record of parseMessageText(textOf(body))) triage.take(record);
    return;
  }
  for (let record = 0; record < scanned.count; record++) {
    takeScanned(triage, scanned, record, choice, options);
  }
}

/** Hands a record of a scan to a triage. */
export function takeScanned<Event>(
  triage: Triage<Event>,
  scanned: Scan,
  record: number,
  choice: Choice,
  { drift }: TriageOptions,
): void {
  const value = scanned.value(record);
  if (scanned.is(record, "skipped")) {
    triage.countSkipped();
  } else if (!scanned.is(record, "event")) {
    triage.take(scanned.is(record, "longInteger") ? parseScanned(scanned, record) : value);
  } else {
    const position = scanned.table(record);
    const chosen = choice.all[position];
    // The scanner has found its row to be one of its table.
    const event = value as Event & { readonly properties: { [column: string]: unknown } };
    chosen?.table.fromJson(event.properties);
    const isWhole = chosen?.columns === undefined;
    const row = isWhole ? event.properties : drift && rowForDrift(scanned, record, choice);
    triage.accept(event, position, row);
  }
}

/** Parses the bytes of a record that a scan has found to be JSON. */
export function parseScanned(scanned: Scan, record: number): unknown {
  return parseExact(decodeUtf8(scanned.bytes(record)) ?? "");
}

/** The whole row of an event, if it has something to report. */
export function rowForDrift(
  scanned: Scan,
  record: number,
  choice: Choice,
): { [column: string]: unknown } | undefined {
  if (!scanned.is(record, "unknownColumn") && !scanned.is(record, "newColumn")) return undefined;
  const parsed = parseScanned(scanned, record);
  const row = isObject(parsed) ? parsed["properties"] : undefined;
  if (!isObject(row)) return undefined;
  choice.all[scanned.table(record)]?.table.fromJson(row);
  return row;
}

/** Parses a whole message without the scanner. Throws a `MessageError`. */
export function parseMessageText(text: string): readonly unknown[] {
  try {
    return recordsOf(parseExact(text));
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new MessageError(`invalid message: ${error.message}`, error.position);
  }
}

/** V8 has no longer strings. */
export const longestString: number = 2 ** 29 - 24;

/** The text of a body, without a byte order mark. Throws a `MessageError` for bytes that are not UTF-8. */
export function textOf(body: string | Uint8Array): string {
  if (body.length > longestString) {
    throw new MessageError(`invalid message: ${body.length} bytes are too many for one message`);
  }
  const text = typeof body === "string" ? body : decodeUtf8(body);
  if (text === undefined) throw new MessageError("invalid message: not UTF-8 text");
  return withoutMark(text);
}

function recordsOf(message: unknown): readonly unknown[] {
  const records = isObject(message) ? message["records"] : undefined;
  if (Array.isArray(records)) return records;
  const found = isObject(message) ? 'an object without an array "records"' : kindOf(message);
  throw new MessageError(`invalid message: expected {"records":[...]}, got ${found}`);
}
