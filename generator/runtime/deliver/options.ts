// Defines the callbacks that receive the contents of messages, and the errors of a delivery.

import type { ChosenEvent, ColumnsOf } from "../records/choice.ts";
import type { RejectedRecord, TriageOptions, UnknownRecord } from "../records/triage.ts";
import type { MessageError } from "../stream/message-error.ts";

/**
 * What cannot be handled as an event: a rejected record, a record of an unknown table, or a body that is
 * not a message.
 */
export type DeadLetter =
  | ({ readonly kind: "record" } & RejectedRecord)
  | ({ readonly kind: "unknown" } & UnknownRecord)
  | {
      readonly kind: "message";
      /** The original body. */
      readonly body: unknown;
      readonly error: MessageError;
    };

/** Reports that a callback failed; `cause` is what it threw. The body is not done: deliver it again. */
export class DeliveryError extends Error {
  /** The index of the body, among the bodies that were passed. */
  readonly body: number;
  /** The index of the record in its body; `undefined` if the callback received a whole body. */
  readonly record: number | undefined;

  constructor(body: number, record: number | undefined, cause: unknown) {
    const which = record === undefined ? "" : `record ${record} of `;
    super(`${which}body ${body} was not delivered: ${toError(cause).message}`, { cause });
    this.name = "DeliveryError";
    this.body = body;
    this.record = record;
  }
}

/** Converts what was thrown to an error; it may be any value, even an object that has no text. */
export function toError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  const text = typeof thrown === "object" ? "an object that is not an error" : String(thrown);
  return new Error(text, { cause: thrown });
}

/** Callbacks may return anything; a promise is awaited. */
export type Result = unknown;

/** The callbacks for records that are not events. */
export interface RecordCallbacks<Letter, Context> {
  /**
   * Receives what cannot be handled as an event, such as rejected records. Once it returns, the record or
   * message counts as done.
   */
  readonly deadLetter: (letter: Letter, context: Context) => Result;
  /** Receives records of unknown tables; without it, they are dead letters. */
  readonly unknown?: ((record: UnknownRecord, context: Context) => Result) | undefined;
}

/** The names of the tables that are read: those of `tables` and `columns`, or all. */
type ReadName<Events, Name extends keyof Events, Columns> = [Name | keyof Columns] extends [never]
  ? keyof Events
  : Name | (keyof Columns & keyof Events);

/** The event of a table, with the columns that are chosen of it. */
type EventOfName<Rows, Events, Each extends keyof Events, Columns> = Each extends keyof Columns
  ? ChosenEvent<Rows, Events, never, Pick<Columns, Each>>
  : Events[Each];

interface TableHandlers<Rows, Events, Name extends keyof Events, Columns, Context> {
  /** Handlers by table name, called in the order of the records; `_` receives all other events. */
  readonly handlers: {
    readonly [Each in keyof Events]?: Each extends ReadName<Events, Name, Columns>
      ? (event: EventOfName<Rows, Events, Each, Columns>, context: Context) => Result
      : undefined;
  } & {
    readonly _?: (event: ChosenEvent<Rows, Events, Name, Columns>, context: Context) => Result;
  };
  readonly events?: undefined;
}

interface MessageHandler<Event, Context> {
  /** Receives all events of a message in one call. */
  readonly events: (events: Event[], context: Context) => Result;
  readonly handlers?: undefined;
}

/** Which records to deliver, and the callbacks for their events. */
export type EventOptions<
  Rows,
  Events,
  Name extends keyof Events,
  Columns extends ColumnsOf<Rows>,
  Context,
> = Omit<TriageOptions, "tables" | "columns"> & {
  /** Tables to read, all by default. Records of other known tables are skipped. */
  readonly tables?: readonly Name[] | undefined;
  /** Tables to read, each with the columns that its rows get. All columns are checked. */
  readonly columns?: Columns | undefined;
} & (
    | TableHandlers<Rows, Events, NoInfer<Name>, NoInfer<Columns>, Context>
    | MessageHandler<ChosenEvent<Rows, Events, NoInfer<Name>, NoInfer<Columns>>, Context>
  );

/** The options for code that does not know the tables. Each handler receives the events of its table. */
export interface AnyDeliverOptions<Context>
  extends TriageOptions, RecordCallbacks<DeadLetter, Context> {
  readonly handlers?:
    | { readonly [name: string]: ((event: never, context: Context) => Result) | undefined }
    | undefined;
  readonly events?: ((events: never[], context: Context) => Result) | undefined;
}
