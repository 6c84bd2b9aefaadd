// Delivers the records of one body to the callbacks in order, and awaits each call.

import { type AnyDeliverOptions, DeliveryError, toError } from "./options.ts";
import { choose, type Tables } from "../records/choice.ts";
import { callHandler } from "../records/handlers.ts";
import type { RejectedRecord, TriageOptions, UnknownRecord } from "../records/triage.ts";
import { MessageError } from "../stream/message-error.ts";
import { readMessage } from "../stream/read-message.ts";

interface AnyEvent {
  readonly category: string;
}

/**
 * Throws a `TypeError` for options that would drop events or dead letters, and a `RangeError` for an unknown
 * table or column, and for empty `tables`.
 */
export function checkDeliverOptions<Context>(
  tables: Tables,
  options: AnyDeliverOptions<Context>,
): void {
  if (options.handlers === undefined && options.events === undefined) {
    throw new TypeError(
      "expected `handlers` or `events`; without them, all events would be dropped",
    );
  }
  if (typeof options.deadLetter !== "function") {
    throw new TypeError("expected `deadLetter`; without it, rejected records would be dropped");
  }
  if (options.tables?.length === 0) {
    throw new RangeError("`tables` is empty; name a table or omit `tables`");
  }
  choose(tables, options, false);
}

/** A body as it arrived, and what can be read of it. */
export interface ReceivedBody {
  /** Its index among the bodies that were passed. */
  readonly index: number;
  readonly original: unknown;
  /** The text or bytes, or the reason why there are none. */
  readonly content: string | Uint8Array | MessageError;
}

/** Delivers a body. Throws a `DeliveryError` if a callback throws. */
export async function deliverBody<Context>(
  tables: Tables,
  options: AnyDeliverOptions<Context>,
  { index, original, content }: ReceivedBody,
  context: Context,
): Promise<void> {
  const { handlers } = options;
  /** The record whose callback is running. */
  let record: number | undefined;
  try {
    const read = readBody(tables, options, content);
    if (read instanceof MessageError) {
      await options.deadLetter({ kind: "message", body: original, error: read }, context);
      return;
    }
    const { events, eventIndexes, others } = read;
    // The cast holds: the events are of the tables that were read, which `events` takes.
    if (events.length > 0) await options.events?.(events as never[], context);
    const last = handlers === undefined ? 0 : events.length;
    for (let [event, other] = [0, 0]; event < last || other < others.length;) {
      const nextEvent = event < last ? events[event] : undefined;
      const nextOther = others[other];
      record = eventIndexes[event] ?? 0;
      if (nextOther !== undefined && (nextEvent === undefined || nextOther.index < record)) {
        record = nextOther.index;
        other += 1;
        await deliverOther(nextOther, options, context);
      } else {
        event += 1;
        if (nextEvent !== undefined && handlers !== undefined) {
          const result = callHandler(nextEvent, handlers, context);
          // Waiting costs time even if there is nothing to wait for.
          if (result !== undefined) await result;
        }
      }
    }
  } catch (error) {
    throw new DeliveryError(index, record, error);
  }
}

async function deliverOther<Context>(
  record: RejectedRecord | UnknownRecord,
  { deadLetter, unknown }: AnyDeliverOptions<Context>,
  context: Context,
): Promise<void> {
  if ("issues" in record) await deadLetter({ kind: "record", ...record }, context);
  else if (unknown !== undefined) await unknown(record, context);
  else await deadLetter({ kind: "unknown", ...record }, context);
}

interface ReadBody {
  readonly events: readonly AnyEvent[];
  /** The index of each event among the records of the body. */
  readonly eventIndexes: readonly number[];
  /** The records that are not events, in order. */
  readonly others: readonly (RejectedRecord | UnknownRecord)[];
}

/**
 * Reads the whole body before any of its records is delivered. Returns an error of reading instead of
 * throwing it, since each redelivery would fail in the same way.
 */
function readBody(
  tables: Tables,
  options: TriageOptions,
  content: string | Uint8Array | MessageError,
): ReadBody | MessageError {
  if (content instanceof MessageError) return content;
  const eventIndexes: number[] = [];
  try {
    const batch = readMessage<AnyEvent>(tables, content, options, false, eventIndexes);
    const others = [...batch.rejected, ...batch.unknown].sort((a, b) => a.index - b.index);
    return { events: batch.events, eventIndexes, others };
  } catch (error) {
    if (error instanceof MessageError) return error;
    return new MessageError(`unreadable message: ${toError(error).message}`, undefined, error);
  }
}
