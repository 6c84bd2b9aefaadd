// Reads Event Hubs with every table of the schema. This is the module `@huntgen/defender/event-hubs`.

import {
  type ConsumerClient,
  type EventHubHandlers,
  type EventHubSubscription,
} from "./event-hubs/client.ts";
import { type HubOptions } from "./event-hubs/options.ts";
import { createHandlers, subscribeTables } from "./event-hubs/subscribe.ts";
import { type ColumnsOf } from "./records/choice.ts";
import { type HuntingEvents, tables, type TableRows } from "./registry.ts";

export {
  type ConsumerClient,
  type EventHubHandlers,
  type EventHubSubscription,
  type PartitionContext,
  type PartitionInfo,
  type ReceivedEvent,
  requiredSubscribeOptions,
} from "./event-hubs/client.ts";
export {
  type DeadLetter,
  type ErrorContext,
  HandlerError,
  type MessageContext,
} from "./event-hubs/options.ts";

type TableName = keyof TableRows;

/** What to read from Event Hubs, and the callbacks that receive it. */
export type EventHubOptions<
  Name extends TableName = never,
  Columns extends ColumnsOf<TableRows> = {},
> = HubOptions<TableRows, HuntingEvents, Name, Columns>;

/**
 * Reads all partitions with an `EventHubConsumerClient`. A partition starts at its last checkpoint, or
 * at `startPosition` if it has no checkpoint, or at its first message if neither exists. A checkpoint
 * covers a message once all its callbacks are done. If a callback fails, the message is redelivered.
 *
 * Throws a `TypeError` without `handlers` and `events`, and a `RangeError` for an unknown table or
 * column, empty `tables` or an invalid `redeliveryLimit`.
 */
export function subscribe<
  Name extends TableName = never,
  Options extends { readonly startPosition?: unknown } = {},
  const Columns extends ColumnsOf<TableRows> = {},
>(
  client: ConsumerClient<Options>,
  options: EventHubOptions<Name, Columns>,
  subscribeOptions?: NoInfer<Options>,
): EventHubSubscription {
  return subscribeTables(tables, client, options, subscribeOptions);
}

/**
 * Creates the handlers for calling the client's own `subscribe`, for example for one partition. Pass
 * `requiredSubscribeOptions` with them. Throws as `subscribe` does.
 */
export function eventHubHandlers<
  Name extends TableName = never,
  const Columns extends ColumnsOf<TableRows> = {},
>(options: EventHubOptions<Name, Columns>): EventHubHandlers {
  return createHandlers(tables, options);
}
