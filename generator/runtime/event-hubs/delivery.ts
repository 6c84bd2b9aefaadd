// Delivers the records of one message to the callbacks in order, and awaits each call.

import { choose, type Tables } from "../records/choice.ts";
import type { ReceivedEvent } from "./client.ts";
import { type AnyHubOptions, type MessageContext, toError } from "./options.ts";
import { callHandler } from "../records/handlers.ts";
import { readMessage, takeMessage } from "../stream/read-message.ts";
import { MessageError } from "../stream/message-error.ts";
import {
  type Batch,
  createTriage,
  type RejectedRecord,
  type UnknownRecord,
} from "../records/triage.ts";
import { isBytes } from "../json/utf8.ts";

interface AnyEvent {
  readonly category: string;
}

/** Delivers a message. Throws what a callback throws, and a `TypeError` if the SDK has parsed the body. */
export async function deliver(
  tables: Tables,
  options: AnyHubOptions,
  context: MessageContext,
): Promise<void> {
  const { message } = context;
  const batches = readBody(tables, options, bodyOf(message));
  if (batches instanceof MessageError) {
    await options.deadLetter({ kind: "message", body: message.body, error: batches }, context);
    return;
  }
  for (const { events, rejected, unknown } of batches) {
    // The cast holds: the events are of the tables that were read, which `events` takes.
    if (events.length > 0) await options.events?.(events as never[], context);
    for (const event of events) await callHandler(event, options.handlers ?? {}, context);
    for (const record of inOrder(rejected, unknown)) await deliverRest(record, options, context);
  }
}

async function deliverRest(
  record: RejectedRecord | UnknownRecord,
  { deadLetter, unknown }: AnyHubOptions,
  context: MessageContext,
): Promise<void> {
  if ("issues" in record) await deadLetter({ kind: "record", ...record }, context);
  else if (unknown !== undefined) await unknown(record, context);
  else await deadLetter({ kind: "unknown", ...record }, context);
}

function inOrder(
  rejected: readonly RejectedRecord[],
  unknown: readonly UnknownRecord[],
): (RejectedRecord | UnknownRecord)[] {
  return [...rejected, ...unknown].sort((a, b) => a.index - b.index);
}

/**
 * Reads the whole message before any of its records is delivered. Returns an error of reading instead of
 * throwing it, since each redelivery would fail in the same way.
 */
function readBody(
  tables: Tables,
  options: AnyHubOptions,
  body: string | Uint8Array | MessageError,
): readonly Batch<AnyEvent>[] | MessageError {
  if (body instanceof MessageError) return body;
  try {
    if (options.events !== undefined) return [readMessage(tables, body, options)];
    return readEach(tables, body, options);
  } catch (error) {
    if (error instanceof MessageError) return error;
    return new MessageError(`unreadable message: ${toError(error).message}`, undefined, error);
  }
}

/** Reads each record into a batch of its own, so that events, rejected and unknown records stay in order. */
function readEach(
  tables: Tables,
  body: string | Uint8Array,
  options: AnyHubOptions,
): Batch<AnyEvent>[] {
  const choice = choose(tables, options, false);
  const triage = createTriage<AnyEvent>(choice, options);
  const batches: Batch<AnyEvent>[] = [];
  const finishing =
    <Given extends readonly unknown[]>(sort: (...given: Given) => void) =>
    (...given: Given): void => {
      sort(...given);
      batches.push(triage.finish());
    };
  const each = { ...triage, take: finishing(triage.take), accept: finishing(triage.accept) };
  takeMessage(each, tables, choice, body, options);
  return batches;
}

/** Returns the bytes or text of a message, or the error of its AMQP sections. */
function bodyOf(message: ReceivedEvent): string | Uint8Array | MessageError {
  const { body } = message;
  if (typeof body === "string" || isBytes(body)) return body;
  if (Array.isArray(body) && isBytes(body[0])) {
    return new MessageError("invalid message: expected one AMQP data section, got several");
  }
  const section = message.getRawAmqpMessage?.().bodyType ?? "data";
  if (section !== "data" || body === null || body === undefined) {
    return new MessageError(`invalid message: expected bytes, got an AMQP ${section}`);
  }
  throw new TypeError(
    "the message body is already parsed, which rounds 64-bit integers; " +
      "pass `skipParsingBodyAsJson: true` to the client's `subscribe`",
  );
}
