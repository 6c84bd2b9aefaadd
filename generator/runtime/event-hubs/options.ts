// Defines the options of a reader of Event Hubs: its callbacks, and what they receive.

import type { PartitionInfo, ReceivedEvent } from "./client.ts";
import type { MessageError } from "../stream/message-error.ts";
import type { RejectedRecord, TriageOptions, UnknownRecord } from "../records/triage.ts";

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
  | ({ readonly kind: "record" } & RejectedRecord)
  | ({ readonly kind: "unknown" } & UnknownRecord)
  | {
      readonly kind: "message";
      /** The original body. */
      readonly body: unknown;
      readonly error: MessageError;
    }
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

/** Converts what was thrown to an error; it may be any value, even an object that has no text. */
export function toError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  const text = typeof thrown === "object" ? "an object that is not an error" : String(thrown);
  return new Error(text, { cause: thrown });
}

/** Callbacks may return anything; a promise is awaited. */
type Result = unknown;

interface Callbacks {
  /**
   * Receives what cannot be handled as an event, such as rejected records. Once it returns, the record or
   * message counts as done.
   */
  readonly deadLetter: (letter: DeadLetter, context: MessageContext) => Result;
  /** Receives records of unknown tables; without it, they are dead letters. */
  readonly unknown?: ((record: UnknownRecord, context: MessageContext) => Result) | undefined;
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

interface TableHandlers<Events, Name extends keyof Events> {
  /** Handlers by table name, called in the order of the records; `_` receives all other events. */
  readonly handlers: {
    readonly [Each in Name]?: (event: Events[Each], context: MessageContext) => Result;
  } & { readonly _?: (event: Events[Name], context: MessageContext) => Result };
  readonly events?: undefined;
}

interface MessageHandler<Events, Name extends keyof Events> {
  /** Receives all events of a message in one call. */
  readonly events: (events: Events[Name][], context: MessageContext) => Result;
  readonly handlers?: undefined;
}

/** What to read, and the callbacks that receive it. */
export type HubOptions<Events, Name extends keyof Events> = Callbacks &
  Limits &
  (TableHandlers<Events, NoInfer<Name>> | MessageHandler<Events, NoInfer<Name>>) &
  Omit<TriageOptions, "tables" | "columns"> & {
    /** Tables to read, all by default. Records of other known tables are skipped. */
    readonly tables?: readonly Name[] | undefined;
  };

/** The options for code that does not know the tables. Each handler receives the events of its table. */
export interface AnyHubOptions extends Callbacks, Limits, Omit<TriageOptions, "columns"> {
  readonly handlers?:
    | { readonly [name: string]: ((event: never, context: MessageContext) => Result) | undefined }
    | undefined;
  readonly events?: ((events: never[], context: MessageContext) => Result) | undefined;
}
