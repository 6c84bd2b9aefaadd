// Reads Event Hubs with every table of the schema: what `@huntgen/defender/event-hubs` exports.

import {
  type ConsumerClient,
  type EventHubHandlers,
  type EventHubSubscription,
} from "./event-hubs/client.ts";
import { type HubOptions } from "./event-hubs/options.ts";
import { createHandlers, subscribeTables } from "./event-hubs/subscribe.ts";
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

/** How to read Event Hubs, and what to do with what is read. */
export type EventHubOptions<Name extends TableName = TableName> = HubOptions<HuntingEvents, Name>;

/**
 * Reads all partitions with an `EventHubConsumerClient`: from the last checkpoint on, else from
 * `startPosition`, else from the first message. A checkpoint covers a message when all its callbacks
 * are done; a message that one of them fails on comes again.
 */
export function subscribe<
  Name extends TableName = TableName,
  Options extends { readonly startPosition?: unknown } = {},
>(
  client: ConsumerClient<Options>,
  options: EventHubOptions<Name>,
  subscribeOptions?: NoInfer<Options>,
): EventHubSubscription {
  return subscribeTables(tables, client, options, subscribeOptions);
}

/** Makes the handlers for who calls the client's `subscribe` alone, with `requiredSubscribeOptions`. */
export function eventHubHandlers<Name extends TableName = TableName>(
  options: EventHubOptions<Name>,
): EventHubHandlers {
  return createHandlers(tables, options);
}
