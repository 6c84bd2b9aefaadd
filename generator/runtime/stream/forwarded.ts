// Defines the batches of forwarded records, which are checked but not parsed.

import type { Scan } from "../scan/scanned.ts";
import { sha256Bytes } from "../sha256/sha256.ts";
import type { RejectedRecord, UnknownRecord } from "../records/triage.ts";

/** A checked record. As long as it is referenced, the body that it was read from stays in memory. */
export class ForwardedRecord<Name extends string = string, Event = unknown> {
  /** The name of its table. */
  readonly table: Name;
  /** The parsed event with its chosen columns if `columns` names its table, else `undefined`. */
  readonly event: Event;
  readonly #scan: Scan;
  readonly #record: number;

  constructor(table: Name, event: Event, scanned: Scan, record: number) {
    this.table = table;
    this.event = event;
    this.#scan = scanned;
    this.#record = record;
  }

  /** The original bytes of the record, as a view of the body. */
  get bytes(): Uint8Array {
    return this.#scan.bytes(this.#record);
  }

  /** Whether there are line breaks between its tokens, so that it takes several lines. */
  get hasLineBreak(): boolean {
    return this.#scan.is(this.#record, "lineBreak");
  }

  /** The JSON bytes of a member's value; empty if the record does not have the member. */
  member(name: "tenantId" | "category" | "properties"): Uint8Array {
    return this.#scan.bytes(this.#record, name === "properties" ? "row" : name);
  }
}

/** The records of one table in a batch, in the order of the source. */
export class ForwardedTable<Name extends string = string, Event = unknown> {
  readonly records: readonly ForwardedRecord<Name, Event>[];
  #ndjson: Uint8Array | undefined;

  constructor(records: readonly ForwardedRecord<Name, Event>[]) {
    this.records = records;
  }

  /**
   * The records as newline-delimited JSON, each with a line feed at its end. Line breaks inside a record
   * become spaces.
   */
  get ndjson(): Uint8Array {
    return (this.#ndjson ??= joinLines(this.records));
  }
}

/** A batch of forwarded records. Each record is in a table, in a list, or counted. */
export interface ForwardBatch<Name extends string = string, Event = unknown> {
  /** The accepted records by table name. */
  readonly tables: ReadonlyMap<Name, ForwardedTable<Name, Event>>;
  readonly rejected: readonly RejectedRecord[];
  readonly unknown: readonly UnknownRecord[];
  /** The number of records of tables that were not chosen. */
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

/** JSON strings cannot contain raw line breaks, so each line break is between tokens. */
function replaceBreaks(record: Uint8Array): void {
  for (const [at, byte] of record.entries()) {
    if (byte === lineFeed || byte === carriageReturn) record[at] = space;
  }
}

let scratch = new Uint8Array(2 ** 13);
/** A longer buffer, in bytes, is not kept for the next key. */
const maxScratch = 2 ** 20;
const [openBracket, comma, closeBracket] = [91, 44, 93];
/** `null`, for a record without `tenantId`. */
const noTenant = new Uint8Array([110, 117, 108, 108]);

/**
 * Returns the SHA-256, in hex, of the bytes of tenant, category and row: a key for dropping records that
 * were delivered twice. It is faster than `eventKey` and returns a different key. Unlike `eventKey`, it
 * depends on the order of a row's keys.
 */
export function recordKey(record: ForwardedRecord): string {
  const tenant = record.member("tenantId");
  const category = record.member("category");
  const row = record.member("properties");
  const length = tenant.length + noTenant.length + category.length + row.length + 4;
  const bytes = length <= scratch.length ? scratch : new Uint8Array(length);
  if (bytes !== scratch && length <= maxScratch) scratch = bytes;
  bytes[0] = openBracket;
  let end = append(bytes, 1, tenant.length === 0 ? noTenant : tenant, comma);
  end = append(bytes, end, category, comma);
  end = append(bytes, end, row, closeBracket);
  return sha256Bytes(bytes.subarray(0, end));
}

function append(bytes: Uint8Array, at: number, part: Uint8Array, after: number): number {
  bytes.set(part, at);
  bytes[at + part.length] = after;
  return at + part.length + 1;
}
