// Delivers bodies one after another, as a transport passes them.

import { checkDeliverOptions, deliverBody, type ReceivedBody } from "./deliver-body.ts";
import type { AnyDeliverOptions } from "./options.ts";
import { isBytes } from "../json/utf8.ts";
import type { Tables } from "../records/choice.ts";
import { MessageError } from "../stream/message-error.ts";
import { kindOf } from "../table/issue.ts";

/** The body of a message: text or UTF-8 bytes. Transports have messages without a body too. */
export type DeliveredBody = string | Uint8Array | null | undefined;

/**
 * Delivers one or many bodies in order. Before it calls a callback, it rejects with a `TypeError` if a body
 * is already parsed.
 */
export async function deliverBodies<Context>(
  tables: Tables,
  bodies: unknown,
  options: AnyDeliverOptions<Context>,
  context: Context,
): Promise<void> {
  checkDeliverOptions(tables, options);
  const all: readonly unknown[] = Array.isArray(bodies) ? bodies : [bodies];
  for (const body of all.map(receive)) await deliverBody(tables, options, body, context);
}

function receive(original: unknown, index: number): ReceivedBody {
  if (typeof original === "string" || isBytes(original)) {
    return { index, original, content: original };
  }
  const kind = kindOf(original);
  if (original === null || original === undefined) {
    const content = new MessageError(`invalid message: expected text or bytes, got ${kind}`);
    return { index, original, content };
  }
  throw new TypeError(
    `body ${index}: expected text or bytes, got ${kind}; pass the body unparsed, ` +
      "because a JSON parser rounds 64-bit integers",
  );
}
