// Readers of the stream for chosen tables, so that a bundle holds those alone.

import type { MachineGroupColumn, StreamRecord } from "./envelope.ts";
import { type LineOptions, type LineSource, readLines } from "./lines.ts";
import { type MessageBody, readMessage } from "./message.ts";
import type { Table } from "./table.ts";
import type { Batch, TriageOptions } from "./triage.ts";

/** The event of a table. */
export type EventOf<Given> =
  Given extends Table<infer Name, infer Row> ? StreamRecord<Name, Row & MachineGroupColumn> : never;

/** Reads the events of some tables; records of all others are skipped, and counted. */
export interface Reader<Event> {
  /** Throws a `MessageError` for a body that is no message. */
  parseMessage(body: MessageBody, options?: Omit<TriageOptions, "tables">): Batch<Event>;
  /** Throws a `MessageError` for a line that is too long. */
  parseLines(
    source: LineSource,
    options?: Omit<LineOptions, "tables">,
  ): AsyncGenerator<Batch<Event>, void, undefined>;
}

/** Makes a reader for these tables: `createReader([DeviceInfo, DeviceLogonEvents])`. */
export function createReader<const Given extends Table<string, unknown>>(
  given: readonly Given[],
): Reader<EventOf<Given>> {
  const tables = Object.fromEntries(given.map((table) => [table.name, table]));
  const names = Object.keys(tables);
  return {
    parseMessage: (body, options) => readMessage(tables, body, { ...options, tables: names }),
    parseLines: (source, options) => readLines(tables, source, { ...options, tables: names }),
  };
}
