// Finds the text or bytes of a message that the SDK has received.

import type { ReceivedEvent } from "./client.ts";
import { isBytes } from "../json/utf8.ts";
import { MessageError } from "../stream/message-error.ts";

/**
 * Returns the bytes or text of a message, or the error of its AMQP sections. Throws a `TypeError` if the SDK
 * has parsed the body.
 */
export function messageBodyOf(message: ReceivedEvent): string | Uint8Array | MessageError {
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
