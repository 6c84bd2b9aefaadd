// What a reader of Event Hubs is told: the callbacks, and what they are given.

import type { PartitionInfo, ReceivedEvent } from "./client.ts";
import type { MessageError } from "../stream/message-error.ts";
import type { RejectedRecord, TriageOptions, UnknownRecord } from "../records/triage.ts";

/** The message that a callback is called for, and where it was read. */
export interface MessageContext extends PartitionInfo {
  readonly message: ReceivedEvent;
}

/** Where an error occurred; `message` where it concerns one. */
export interface ErrorContext extends PartitionInfo {
  readonly message?: ReceivedEvent;
}

/** What could not be handled as an event. */
export type DeadLetter =
  | ({ readonly kind: "record" } & RejectedRecord)
  | ({ readonly kind: "unknown" } & UnknownRecord)
  | {
      readonly kind: "message";
      /** The body as it came. */
      readonly body: unknown;
      readonly error: MessageError;
    }
  | {
      /**
       * A message that the callbacks failed to handle more often than `redeliveryLimit` allows. They may
       * have handled some of its events.
       */
      readonly kind: "failed";
      readonly body: unknown;
      /** Its `cause` is what the callback threw. */
      readonly error: HandlerError;
    };

/** A message that a callback failed to handle; `cause` is what it threw. It is delivered again. */
export class HandlerError extends Error {
  readonly context: MessageContext;

  constructor(context: MessageContext, cause: unknown) {
    const { partitionId, message } = context;
    const which = `message ${message.sequenceNumber} of partition ${partitionId}`;
    super(`${which} was not handled: ${toError(cause).message}`, { cause });
    this.name = "HandlerError";
    this.context = context;
  }
}

/** What was thrown, as an error; anything may be thrown, even what has no text. */
export function toError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  const text = typeof thrown === "object" ? "an object that is no error" : String(thrown);
  return new Error(text, { cause: thrown });
}

/** Whatever a callback answers; a promise is awaited. */
type Answer = unknown;

interface Callbacks {
  /** Takes what is no event: rejected records, bodies that are no message. Then the message is done. */
  readonly deadLetter: (letter: DeadLetter, context: MessageContext) => Answer;
  /** Takes records of tables that the schema does not know; without it they are dead letters. */
  readonly unknown?: ((record: UnknownRecord, context: MessageContext) => Answer) | undefined;
  /** Told of the SDK's errors, failed checkpoints and failed handlers. What it throws is ignored. */
  readonly error: (error: Error, context: ErrorContext) => Answer;
}

interface Limits {
  /**
   * How often a message is redelivered to this process if a callback fails, before it is a dead letter of
   * the kind `"failed"`; without limit by default. With a limit, good messages become dead letters while
   * something else is down, such as a database.
   */
  readonly redeliveryLimit?: number | undefined;
}

interface TableHandlers<Events, Name extends keyof Events> {
  /** A handler a table, called in the order of the records; `_` takes the other tables' events. */
  readonly handlers: {
    readonly [Each in Name]?: (event: Events[Each], context: MessageContext) => Answer;
  } & { readonly _?: (event: Events[Name], context: MessageContext) => Answer };
  readonly events?: undefined;
}

interface MessageHandler<Events, Name extends keyof Events> {
  /** Takes all events of a message at once. */
  readonly events: (events: Events[Name][], context: MessageContext) => Answer;
  readonly handlers?: undefined;
}

/** How to read, and what to do with what is read. */
export type HubOptions<Events, Name extends keyof Events> = Callbacks &
  Limits &
  (TableHandlers<Events, NoInfer<Name>> | MessageHandler<Events, NoInfer<Name>>) &
  Omit<TriageOptions, "tables" | "columns"> & {
    /** Tables to read; records of other known tables are skipped. */
    readonly tables?: readonly Name[] | undefined;
  };

/** The same, for code that does not know the tables: each handler is given its own table's event. */
export interface AnyHubOptions extends Callbacks, Limits, Omit<TriageOptions, "columns"> {
  readonly handlers?:
    | { readonly [name: string]: ((event: never, context: MessageContext) => Answer) | undefined }
    | undefined;
  readonly events?: ((events: never[], context: MessageContext) => Answer) | undefined;
}
