// Defines `deliver` of the index: it delivers bodies from any transport, typed by the registry's tables.

import { deliverBodies, type DeliveredBody } from "./deliver/deliver-bodies.ts";
import { type DeadLetter, type EventOptions, type RecordCallbacks } from "./deliver/options.ts";
import { type ColumnsOf } from "./records/choice.ts";
import { type HuntingEvents, tables, type TableRows } from "./registry.ts";

type TableName = keyof TableRows;

/** Which records to deliver, and the callbacks that receive them. `Context` is passed to each callback. */
export type DeliverOptions<
  Name extends TableName = never,
  Columns extends ColumnsOf<TableRows> = {},
  Context = undefined,
> = EventOptions<TableRows, HuntingEvents, Name, Columns, Context> &
  RecordCallbacks<DeadLetter, Context>;

/**
 * Delivers the records of one or many Event Hubs messages to callbacks, in order, and awaits each call. Each
 * callback receives the `context` too. Rejects with a `DeliveryError` if a callback throws, so that the
 * transport delivers the body again. A body that is not a message is a dead letter.
 *
 * Rejects with a `TypeError` if a body is already parsed, or without `handlers` and `events`, and with a
 * `RangeError` for an unknown table or column, or empty `tables`.
 */
export function deliver<
  Name extends TableName = never,
  const Columns extends ColumnsOf<TableRows> = {},
  Context = undefined,
>(
  bodies: DeliveredBody | readonly DeliveredBody[],
  options: DeliverOptions<Name, Columns, NoInfer<Context>>,
  ...context: undefined extends Context ? [context?: Context] : [context: Context]
): Promise<void> {
  // The cast holds: the context is only omitted if `undefined` is of its type.
  return deliverBodies(tables, bodies, options, context[0] as Context);
}
