// Defines the functions of the index: they read and forward the stream, typed by the registry's tables.

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

/** The name of a table of this schema, such as `DeviceInfo`. */
export type TableName = keyof TableRows;
/** An event of any table. Narrow it by `category`, such as `AdvancedHunting-DeviceInfo`. */
export type HuntingEvent = HuntingEvents[TableName];
/** An event of the named table. */
export type HuntingEventOf<Name extends TableName> = HuntingEvents[Name];
/**
 * A Standard Schema of a whole message: takes a body and returns its batch. A body that is not a message
 * is one issue; a rejected record is not an issue, it is in the batch.
 */
export const messageSchema: MessageSchema<HuntingEvent> =
  /* @__PURE__ */ defineMessageSchema(tables);
/**
 * Options for reading. Without `tables` and `columns`, all tables are read with all columns. A name that
 * the schema does not have is a `RangeError`.
 */
export type ReadOptions<
  Name extends TableName = TableName,
  Columns extends ColumnsOf<TableRows> = {},
> = Omit<TriageOptions, "tables" | "columns"> & {
  /** Tables to read, with all columns unless `columns` names them. Other known tables are skipped. */
  readonly tables?: readonly Name[] | undefined;
  /** Tables to read, each with the columns that its rows get. All columns are checked. */
  readonly columns?: Columns | undefined;
};
/** The events that these options select. */
export type ReadEvent<Name extends TableName, Columns> = ChosenEvent<
  TableRows,
  HuntingEvents,
  Name,
  Columns
>;

/**
 * Reads one Event Hubs message. Pass text or bytes: in a body that is already parsed, a record with a
 * number past 2^53 is rejected, because parsing may have rounded it. Throws a `MessageError` if the body is
 * not a message; a wrong record is in `rejected`.
 */
export function parseMessage<
  Name extends TableName = never,
  const Columns extends ColumnsOf<TableRows> = {},
>(body: MessageBody, options?: ReadOptions<Name, Columns>): Batch<ReadEvent<Name, Columns>> {
  return readMessage(tables, body, options);
}

/**
 * Reads newline-delimited records in batches of `batchSize`, from text or from a stream such as a Storage
 * blob. A line that is not JSON, or too long, is a rejected record. Throws a `MessageError` if a source
 * mixes text and bytes.
 */
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
 * Checks the records of one Event Hubs message and returns them by table, as their original bytes. Throws
 * a `MessageError` if the body is not a message, and a `TypeError` if it is already parsed.
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

/** Forwards newline-delimited records in batches, as `forwardMessage` does for a message. */
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

/** Whether an event belongs to the named table; narrows its type. */
export function eventOf<Name extends TableName>(
  event: HuntingEvent,
  name: Name,
): event is HuntingEvents[Name] {
  return isEventOf(event, name);
}

/** Handlers by table name, and `_` for the events of all other tables. */
export type EventHandlers<Result = void> = Handlers<HuntingEvents, Result>;
/** A handler for every table: adding a table to the schema is a type error until it has a handler. */
export type AllEventHandlers<Result = void> = AllHandlers<HuntingEvents, Result>;

/** Calls the handler of the event's table, or `_`. Returns `undefined` if there is neither. */
export function handleEvent<Result>(
  event: HuntingEvent,
  handlers: EventHandlers<Result>,
): Result | undefined {
  return callHandler(event, handlers);
}
