// Reads the body of one Event Hubs message.

import { type Choice, choose, type Tables } from "../records/choice.ts";
import { kindOf } from "../table/issue.ts";
import { MessageError } from "./message-error.ts";
import { JsonError, parseExact } from "../json/parse-exact.ts";
import { scan } from "../scan/scan.ts";
import type { Scan } from "../scan/scanned.ts";
import { isObject } from "../table/walk.ts";
import { type Batch, createTriage, type Triage, type TriageOptions } from "../records/triage.ts";
import { decodeUtf8, isBytes, withoutBom } from "../json/utf8.ts";

/**
 * The body of a message: text, UTF-8 bytes, or the parsed object. Prefer text or bytes: a JSON parser
 * rounds integers past 2^53.
 */
export type MessageBody = string | Uint8Array | object;

/**
 * Reads a message, and adds the index of each event to `eventIndexes`. Throws a `MessageError` if the body
 * is not a message.
 */
export function readMessage<Event>(
  tables: Tables,
  body: MessageBody,
  options: TriageOptions = {},
  isPart = false,
  eventIndexes?: number[],
): Batch<Event> {
  const choice = choose(tables, options, isPart);
  const triage = createTriage<Event>(choice, options, eventIndexes);
  if (typeof body !== "string" && !isBytes(body)) {
    for (const record of recordsOf(body)) triage.takeParsed(record);
    return triage.finish();
  }
  const strict = options.unknownColumns === "reject";
  const scanned = scan(body, { tables, choice, mode: "write", strict, form: "message" });
  if (scanned === undefined) {
    for (const record of parseMessageText(textOf(body))) triage.take(record);
    return triage.finish();
  }
  for (let record = 0; record < scanned.count; record++) {
    takeScanned(triage, scanned, record, choice, options);
  }
  return triage.finish();
}

/** Passes a scanned record to a triage. */
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
    // The cast holds: the scanner has checked the row.
    const event = value as Event & { readonly properties: { [column: string]: unknown } };
    chosen?.table.fromJson(event.properties);
    const isWhole = chosen?.columns === undefined;
    const row = isWhole ? event.properties : drift && rowForDrift(scanned, record, choice);
    triage.accept(event, position, row);
  }
}

/** Parses the bytes of a scanned record, which are valid JSON. */
export function parseScanned(scanned: Scan, record: number): unknown {
  return parseExact(decodeUtf8(scanned.bytes(record)) ?? "");
}

/** Returns the whole row of an event if it has unknown or new columns, which drift reports. */
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

/** The longest string of V8, in UTF-16 code units. */
export const longestString: number = 2 ** 29 - 24;

/** Returns the text of a body without a BOM. Throws a `MessageError` if it is too long or not UTF-8. */
export function textOf(body: string | Uint8Array): string {
  if (body.length > longestString) {
    throw new MessageError(
      `invalid message: expected at most ${longestString} bytes, got ${body.length}`,
    );
  }
  const text = typeof body === "string" ? body : decodeUtf8(body);
  if (text === undefined) throw new MessageError("invalid message: expected UTF-8 text");
  return withoutBom(text);
}

function recordsOf(message: unknown): readonly unknown[] {
  const records = isObject(message) ? message["records"] : undefined;
  if (Array.isArray(records)) return records;
  const found = isObject(message) ? 'an object without an array "records"' : kindOf(message);
  throw new MessageError(`invalid message: expected {"records":[...]}, got ${found}`);
}
