// Creates readers for chosen tables, so that a bundle contains only these tables.

import type { ChosenEvent, ColumnsOf } from "../records/choice.ts";
import type { MachineGroupColumn, StreamRecord } from "../records/envelope.ts";
import type { LineSource } from "./line-source.ts";
import { type LineOptions, readLines } from "./read-lines.ts";
import { type MessageBody, readMessage } from "./read-message.ts";
import type { Table } from "../table/table.ts";
import type { Batch, TriageOptions } from "../records/triage.ts";

/** The event type of a table, such as `EventOf<typeof DeviceInfo>`. */
export type EventOf<Given> =
  Given extends Table<infer Name, infer Row> ? StreamRecord<Name, Row & MachineGroupColumn> : never;

/** The rows of tables, by their names. */
export type RowsOf<Given> = {
  [Each in Given as Each extends Table<infer Name, unknown> ? Name : never]: Each extends Table<
    string,
    infer Row
  >
    ? Row
    : never;
};

/** The events of tables, by their names. */
export type EventsOf<Given> = {
  [Each in Given as Each extends Table<infer Name, unknown> ? Name : never]: EventOf<Each>;
};

type ReadEvent<Given, Columns> = ChosenEvent<
  RowsOf<Given>,
  EventsOf<Given>,
  keyof EventsOf<Given>,
  Columns
>;

type Options<Given, Columns, All> = Omit<All, "tables" | "columns"> & {
  /** The columns that rows get, by table name; without it, all. All columns are checked. */
  readonly columns?: Columns & ColumnsOf<RowsOf<Given>>;
};

/** Reads the events of chosen tables. Records of all other tables are counted as skipped. */
export interface Reader<Given> {
  /** Reads one Event Hubs message. Throws a `MessageError` if the body is not a message. */
  parseMessage<const Columns extends ColumnsOf<RowsOf<Given>> = {}>(
    body: MessageBody,
    options?: Options<Given, Columns, TriageOptions>,
  ): Batch<ReadEvent<Given, Columns>>;
  /**
   * Reads newline-delimited records in batches. A line that is not JSON, or too long, is a rejected record.
   * Throws a `MessageError` if a source mixes text and bytes.
   */
  parseLines<const Columns extends ColumnsOf<RowsOf<Given>> = {}>(
    source: LineSource,
    options?: Options<Given, Columns, LineOptions>,
  ): AsyncGenerator<Batch<ReadEvent<Given, Columns>>, void, undefined>;
}

/** Creates a reader for these tables: `createReader([DeviceInfo, DeviceLogonEvents])`. */
export function createReader<const Given extends Table<string, unknown>>(
  given: readonly Given[],
): Reader<Given> {
  const tables = Object.fromEntries(given.map((table) => [table.name, table]));
  const names = Object.keys(tables);
  return {
    parseMessage: (body, options) => readMessage(tables, body, { ...options, tables: names }, true),
    parseLines: (source, options) => readLines(tables, source, { ...options, tables: names }, true),
  };
}
