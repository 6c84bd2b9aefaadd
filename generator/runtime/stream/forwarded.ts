// Records that were checked and not parsed, by their tables.

import type { Scan } from "../scan/scanned.ts";
import { sha256Bytes } from "../sha256/sha256.ts";
import type { RejectedRecord, UnknownRecord } from "../records/triage.ts";

/** A record of a table. It holds the body that it came in. */
export class ForwardedRecord<Name extends string = string, Event = unknown> {
  /** The name of its table. */
  readonly table: Name;
  /** The event with its chosen columns, if `columns` names its table. */
  readonly event: Event;
  readonly #scan: Scan;
  readonly #record: number;

  constructor(table: Name, event: Event, scanned: Scan, record: number) {
    this.table = table;
    this.event = event;
    this.#scan = scanned;
    this.#record = record;
  }

  /** The record as it came: a view of the body. */
  get bytes(): Uint8Array {
    return this.#scan.bytes(this.#record);
  }

  /** Whether it has line breaks between its tokens, so that it is not one line. */
  get hasLineBreak(): boolean {
    return this.#scan.is(this.#record, "lineBreak");
  }

  /** The bytes of one of its members; empty if it does not have it. */
  member(name: "tenantId" | "category" | "properties"): Uint8Array {
    return this.#scan.bytes(this.#record, name === "properties" ? "row" : name);
  }
}

/** The records of a table that were read together, in their order. */
export class ForwardedTable<Name extends string = string, Event = unknown> {
  readonly records: readonly ForwardedRecord<Name, Event>[];
  #ndjson: Uint8Array | undefined;

  constructor(records: readonly ForwardedRecord<Name, Event>[]) {
    this.records = records;
  }

  /** The records as newline-delimited JSON. Line breaks inside of a record become spaces. */
  get ndjson(): Uint8Array {
    return (this.#ndjson ??= joinLines(this.records));
  }
}

/** Records that were read together. Each is in a table or a list, or counted. */
export interface ForwardBatch<Name extends string = string, Event = unknown> {
  readonly tables: ReadonlyMap<Name, ForwardedTable<Name, Event>>;
  readonly rejected: readonly RejectedRecord[];
  readonly unknown: readonly UnknownRecord[];
  /** How many records were of tables that were not chosen. */
  readonly skipped: number;
}

const [lineFeed, carriageReturn, space] = [10, 13, 32];

function joinLines(records: readonly ForwardedRecord[]): Uint8Array {
  const parts = records.map(({ bytes }) => bytes);
  const lines = new Uint8Array(parts.reduce((sum, { length }) => sum + length + 1, 0));
  let at = 0;
  for (const [index, part] of parts.entries()) {
    lines.set(part, at);
    const end = at + part.length;
    if (records[index]?.hasLineBreak === true) replaceBreaks(lines.subarray(at, end));
    lines[end] = lineFeed;
    at = end + 1;
  }
  return lines;
}

/** Strings of JSON hold no line breaks, so each that is there is between tokens. */
function replaceBreaks(record: Uint8Array): void {
  for (const [at, byte] of record.entries()) {
    if (byte === lineFeed || byte === carriageReturn) record[at] = space;
  }
}

let scratch = new Uint8Array(2 ** 13);
/** Bytes of the scratch that are kept. */
const mostScratch = 2 ** 20;
const [openBracket, comma, closeBracket] = [91, 44, 93];
const noMember = new Uint8Array([110, 117, 108, 108]);

/**
 * The SHA-256, in hex, of the bytes of tenant, category and row: a key for dropping records that were
 * delivered twice. Faster than `eventKey`, and another for a row whose keys come in another order.
 */
export function recordKey(record: ForwardedRecord): string {
  const tenant = record.member("tenantId");
  const category = record.member("category");
  const row = record.member("properties");
  const length = tenant.length + noMember.length + category.length + row.length + 4;
  const bytes = length <= scratch.length ? scratch : new Uint8Array(length);
  if (bytes !== scratch && length <= mostScratch) scratch = bytes;
  bytes[0] = openBracket;
  let end = append(bytes, 1, tenant.length === 0 ? noMember : tenant, comma);
  end = append(bytes, end, category, comma);
  end = append(bytes, end, row, closeBracket);
  return sha256Bytes(bytes.subarray(0, end));
}

function append(bytes: Uint8Array, at: number, part: Uint8Array, after: number): number {
  bytes.set(part, at);
  bytes[at + part.length] = after;
  return at + part.length + 1;
}
