// Defines the options of a reader of Event Hubs: its callbacks, and what they receive.

import type { PartitionInfo, ReceivedEvent } from "./client.ts";
import {
  type AnyDeliverOptions,
  type DeadLetter as DeliveredLetter,
  type EventOptions,
  type RecordCallbacks,
  type Result,
  toError,
} from "../deliver/options.ts";
import type { ColumnsOf } from "../records/choice.ts";

/** The message that a callback is called for, and its partition. */
export interface MessageContext extends PartitionInfo {
  readonly message: ReceivedEvent;
}

/** The partition of an error, and the message if the error concerns one. */
export interface ErrorContext extends PartitionInfo {
  readonly message?: ReceivedEvent;
}

/**
 * What cannot be handled as an event: a rejected record, a record of an unknown table, a body that is not a
 * message, or a message that failed too often.
 */
export type DeadLetter =
  | DeliveredLetter
  | {
      /**
       * A message on which callbacks failed more often than `redeliveryLimit` allows. Some of its events
       * may have been handled.
       */
      readonly kind: "failed";
      readonly body: unknown;
      /** Its `cause` is what the callback threw. */
      readonly error: HandlerError;
    };

/**
 * Reports that a callback failed on a message; `cause` is what the callback threw. The message is
 * redelivered, or becomes a dead letter after `redeliveryLimit` redeliveries.
 */
export class HandlerError extends Error {
  /** The message and its partition. */
  readonly context: MessageContext;

  constructor(context: MessageContext, cause: unknown) {
    const { partitionId, message } = context;
    const which = `message ${message.sequenceNumber} of partition ${partitionId}`;
    super(`${which} was not handled: ${toError(cause).message}`, { cause });
    this.name = "HandlerError";
    this.context = context;
  }
}

interface HubCallbacks extends RecordCallbacks<DeadLetter, MessageContext> {
  /** Receives errors of the SDK, of checkpoints and of callbacks. What it throws is ignored. */
  readonly error: (error: Error, context: ErrorContext) => Result;
}

interface Limits {
  /**
   * How often a message is redelivered to this process after a callback has failed, before it becomes a
   * dead letter of kind `"failed"`; unlimited by default. With a limit, valid messages become dead letters
   * while a dependency, such as a database, is down.
   */
  readonly redeliveryLimit?: number | undefined;
}

/** What to read, and the callbacks that receive it. */
export type HubOptions<
  Rows,
  Events,
  Name extends keyof Events,
  Columns extends ColumnsOf<Rows>,
> = HubCallbacks & Limits & EventOptions<Rows, Events, Name, Columns, MessageContext>;

/** The options for code that does not know the tables. Each handler receives the events of its table. */
export interface AnyHubOptions
  extends Omit<AnyDeliverOptions<MessageContext>, "deadLetter">, HubCallbacks, Limits {}
