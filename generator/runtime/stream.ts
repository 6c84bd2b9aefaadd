// Reads and forwards the stream with every table of the schema: the functions of the index, typed by
// the registry.

import { type ChosenEvent, type ColumnsOf, type ForwardedEvent } from "./records/choice.ts";
import { type AllHandlers, callHandler, type Handlers, isEventOf } from "./records/handlers.ts";
import { type Batch, type TriageOptions } from "./records/triage.ts";
import { type HuntingEvents, tables, type TableRows } from "./registry.ts";
import { forwardRecordLines } from "./stream/forward-lines.ts";
import { forwardRecords } from "./stream/forward-message.ts";
import { type ForwardBatch } from "./stream/forwarded.ts";
import { type LineSource } from "./stream/line-source.ts";
import { defineMessageSchema, type MessageSchema } from "./stream/message-schema.ts";
import { type LineOptions, readLines } from "./stream/read-lines.ts";
import { type MessageBody, readMessage } from "./stream/read-message.ts";

export { type HuntingEvents, tableNames, type TableRows, tables } from "./registry.ts";

/** The tables that this schema knows. */
export type TableName = keyof TableRows;
/** A record of any table; `category` tells which. */
export type HuntingEvent = HuntingEvents[TableName];
/** A record of the named table. */
export type HuntingEventOf<Name extends TableName> = HuntingEvents[Name];
/** A message with records of any table, to libraries that know Standard Schema. */
export const messageSchema: MessageSchema<HuntingEvent> =
  /* @__PURE__ */ defineMessageSchema(tables);
/**
 * How to read. `tables` names the tables whose events are read, `columns` further ones and the
 * columns that their rows are to have; all columns are checked. Without either, all tables are read.
 */
export type ReadOptions<
  Name extends TableName = TableName,
  Columns extends ColumnsOf<TableRows> = {},
> = Omit<TriageOptions, "tables" | "columns"> & {
  readonly tables?: readonly Name[] | undefined;
  readonly columns?: Columns | undefined;
};
/** The events that are read with such options. */
export type ReadEvent<Name extends TableName, Columns> = ChosenEvent<
  TableRows,
  HuntingEvents,
  Name,
  Columns
>;

/** Reads one Event Hubs message. Throws a `MessageError` for a body that is not one. */
export function parseMessage<
  Name extends TableName = never,
  const Columns extends ColumnsOf<TableRows> = {},
>(body: MessageBody, options?: ReadOptions<Name, Columns>): Batch<ReadEvent<Name, Columns>> {
  return readMessage(tables, body, options);
}

/** Reads a Storage blob, or another source of newline-delimited records, in batches. */
export function parseLines<
  Name extends TableName = never,
  const Columns extends ColumnsOf<TableRows> = {},
>(
  source: LineSource,
  options?: Omit<LineOptions, "tables" | "columns"> & ReadOptions<Name, Columns>,
): AsyncGenerator<Batch<ReadEvent<Name, Columns>>, void, undefined> {
  return readLines(tables, source, options);
}

/**
 * Checks the records of one Event Hubs message and returns them as they came, by their tables.
 * Throws a `MessageError` for a body that is not a message.
 */
export function forwardMessage<
  Name extends TableName = never,
  const Columns extends ColumnsOf<TableRows> = {},
>(
  body: string | Uint8Array,
  options?: ReadOptions<Name, Columns>,
): ForwardBatch<TableName, ForwardedEvent<TableRows, HuntingEvents, Columns>> {
  return forwardRecords(tables, body, options);
}

/** The same for newline-delimited records, in batches. */
export function forwardLines<
  Name extends TableName = never,
  const Columns extends ColumnsOf<TableRows> = {},
>(
  source: LineSource,
  options?: Omit<LineOptions, "tables" | "columns"> & ReadOptions<Name, Columns>,
): AsyncGenerator<
  ForwardBatch<TableName, ForwardedEvent<TableRows, HuntingEvents, Columns>>,
  void,
  undefined
> {
  return forwardRecordLines(tables, source, options);
}

/** Whether an event is of the named table; narrows its type. */
export function eventOf<Name extends TableName>(
  event: HuntingEvent,
  name: Name,
): event is HuntingEvents[Name] {
  return isEventOf(event, name);
}

/** A handler for some tables, and `_` for the events of the others. */
export type EventHandlers<Result = void> = Handlers<HuntingEvents, Result>;
/** A handler for every table; a table that is new is an error of the compiler. */
export type AllEventHandlers<Result = void> = AllHandlers<HuntingEvents, Result>;

/** Calls the handler of the event's table, or `_`; undefined where there is neither. */
export function handleEvent<Result>(
  event: HuntingEvent,
  handlers: EventHandlers<Result>,
): Result | undefined {
  return callHandler(event, handlers);
}
