// Checks messages for programs that forward records: each record is its bytes, checked but not parsed.

import { type Choice, choose, type Tables } from "../records/choice.ts";
import { type ForwardBatch, ForwardedRecord, ForwardedTable } from "./forwarded.ts";
import { recordSpans, scanRecordText } from "../json/json-spans.ts";
import { parseMessageText, parseScanned, rowForDrift, textOf } from "./read-message.ts";
import { scan } from "../scan/scan.ts";
import type { Scan } from "../scan/scanned.ts";
import type { Table } from "../table/table.ts";
import { createTriage, type Triage, type TriageOptions } from "../records/triage.ts";
import { decodeUtf8, isBytes } from "../json/utf8.ts";

/** Checks the records of a message. Throws a `MessageError` if the body is not a message. */
export function forwardRecords<Name extends string, Event>(
  tables: Tables,
  body: string | Uint8Array,
  options: TriageOptions = {},
): ForwardBatch<Name, Event> {
  const choice = choose(tables, options, false);
  const triage = createTriage<ForwardedRecord<Name, Event>>(choice, options);
  if (typeof body !== "string" && !isBytes(body)) {
    throw new TypeError(
      "expected a message as text or bytes, got a parsed body; pass the original body",
    );
  }
  const strict = options.unknownColumns === "reject";
  const scanned = scan(body, { tables, choice, mode: "index", strict, form: "message" });
  if (scanned !== undefined) {
    for (let record = 0; record < scanned.count; record++) {
      forwardScanned(triage, scanned, record, choice, options);
    }
  } else {
    const text = textOf(body);
    const records = parseMessageText(text);
    for (const [index, { start, end }] of recordSpans(text).entries()) {
      forwardText(triage, text.slice(start, end), records[index]);
    }
  }
  return finishForward(triage);
}

/** Passes a scanned record to a triage. */
export function forwardScanned<Name extends string, Event>(
  triage: Triage<ForwardedRecord<Name, Event>>,
  scanned: Scan,
  record: number,
  choice: Choice,
  { drift }: TriageOptions,
): void {
  if (scanned.is(record, "skipped")) {
    triage.countSkipped();
    return;
  }
  const position = scanned.table(record);
  const table = choice.all[position]?.table;
  if (table === undefined || !scanned.is(record, "event")) {
    const isLong = scanned.is(record, "longInteger");
    const value = isLong ? parseScanned(scanned, record) : scanned.value(record);
    forwardText(triage, decodeUtf8(scanned.bytes(record)) ?? "", value);
    return;
  }
  // With chosen columns, the scanner has written the event.
  const event = scanned.value(record) as { properties: { [column: string]: unknown } } | undefined;
  if (event !== undefined) table.fromJson(event.properties);
  const row = drift && rowForDrift(scanned, record, choice);
  triage.accept(forwarded(table, event, scanned, record), position, row);
}

/** Passes a parsed record to a triage, with its text. */
export function forwardText<Name extends string, Event>(
  triage: Triage<ForwardedRecord<Name, Event>>,
  text: string,
  record: unknown,
): void {
  triage.take(record, (event, { table, columns }) =>
    forwarded(table, columns === undefined ? undefined : event, scanRecordText(text), 0),
  );
}

/** The casts hold: the table is in the schema, and the event has the columns that the options name. */
function forwarded<Name extends string, Event>(
  table: Table<string, unknown>,
  event: unknown,
  scanned: Scan,
  record: number,
): ForwardedRecord<Name, Event> {
  return new ForwardedRecord(table.name as Name, event as Event, scanned, record);
}

/** Returns the batch of a triage, with its records grouped by table. */
export function finishForward<Name extends string, Event>(
  triage: Triage<ForwardedRecord<Name, Event>>,
): ForwardBatch<Name, Event> {
  const { events, ...rest } = triage.finish();
  const records = new Map<Name, ForwardedRecord<Name, Event>[]>();
  for (const event of events) {
    const ofTable = records.get(event.table);
    if (ofTable === undefined) records.set(event.table, [event]);
    else ofTable.push(event);
  }
  const tables = new Map<Name, ForwardedTable<Name, Event>>();
  for (const [name, list] of records) tables.set(name, new ForwardedTable(list));
  return { ...rest, tables };
}
