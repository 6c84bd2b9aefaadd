// Reads Event Hubs in Azure Functions with every table of the schema. This is the module
// `@huntgen/defender/functions`.

import { type DeadLetter, type EventOptions, type RecordCallbacks } from "./deliver/options.ts";
import { createFunctionHandler, type FunctionHandler } from "./functions/handler.ts";
import { type FunctionContext } from "./functions/invocation.ts";
import { type ColumnsOf } from "./records/choice.ts";
import { type HuntingEvents, tables, type TableRows } from "./registry.ts";

export { type DeadLetter, DeliveryError } from "./deliver/options.ts";
export { type FunctionHandler } from "./functions/handler.ts";
export {
  type FunctionBinding,
  type FunctionContext,
  type FunctionInvocation,
} from "./functions/invocation.ts";
export {
  type BindingSettings,
  type EventHubFunction,
  type EventHubFunctionOptions,
  eventHubOptions,
  type RetryDelay,
  type RetryPolicy,
  unlimitedRetry,
} from "./functions/trigger.ts";

type TableName = keyof TableRows;

/** What to read in a function, and the callbacks that receive it. */
export type FunctionOptions<
  Name extends TableName = never,
  Columns extends ColumnsOf<TableRows> = {},
> = EventOptions<TableRows, HuntingEvents, Name, Columns, FunctionContext> &
  RecordCallbacks<DeadLetter, FunctionContext>;

/**
 * Creates the handler of a function that Event Hubs triggers; register it with `eventHubOptions`. The handler
 * throws if a callback throws, so that the host calls it again with the same messages. It throws a
 * `TypeError` if a message is not bytes, because the library has then parsed it.
 *
 * Throws a `TypeError` without `handlers` and `events`, and a `RangeError` for an unknown table or column, or
 * empty `tables`.
 */
export function eventHubHandler<
  Name extends TableName = never,
  const Columns extends ColumnsOf<TableRows> = {},
>(options: FunctionOptions<Name, Columns>): FunctionHandler {
  return createFunctionHandler(tables, options);
}
