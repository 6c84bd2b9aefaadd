// Delivers messages and counts how often each has failed, so that one message cannot block its partition
// forever.

import { deliverBody } from "../deliver/deliver-body.ts";
import { DeliveryError } from "../deliver/options.ts";
import type { Tables } from "../records/choice.ts";
import { messageBodyOf } from "./message-body.ts";
import { type AnyHubOptions, HandlerError, type MessageContext } from "./options.ts";

/** Limits memory. A partition stops at its first failed message, so few messages are counted at once. */
const maxCounted = 1000;

/** Delivers a message. Returns the error of the failed callback if the message must be redelivered. */
export type Attempt = (context: MessageContext) => Promise<HandlerError | undefined>;

/**
 * Creates the function that delivers messages. Throws a `RangeError` if `redeliveryLimit` is not a whole
 * number from 0.
 */
export function createAttempt(tables: Tables, options: AnyHubOptions): Attempt {
  const { redeliveryLimit = Infinity } = options;
  if (
    redeliveryLimit !== Infinity &&
    !(Number.isSafeInteger(redeliveryLimit) && redeliveryLimit >= 0)
  ) {
    throw new RangeError(
      `redeliveryLimit: expected a whole number from 0, got ${JSON.stringify(redeliveryLimit)}`,
    );
  }
  const failures = new Map<string, number>();

  return async (context) => {
    const key = keyOf(context);
    const failed = await attempt(context, () => deliverMessage(tables, options, context));
    const count = failed === undefined ? 0 : (failures.get(key) ?? 0) + 1;
    // Deleted even if it is set again below, so that the map stays in order of age.
    failures.delete(key);
    if (failed === undefined) return undefined;
    const { body } = context.message;
    const failedAgain =
      count > redeliveryLimit
        ? await attempt(context, () =>
            options.deadLetter({ kind: "failed", body, error: failed }, context),
          )
        : failed;
    if (failedAgain === undefined) return undefined;
    failures.set(key, count);
    for (const oldest of failures.keys()) {
      if (failures.size <= maxCounted) break;
      failures.delete(oldest);
    }
    return failedAgain;
  };
}

/** Delivers a message. Throws what a callback throws, and a `TypeError` if the SDK has parsed the body. */
async function deliverMessage(
  tables: Tables,
  options: AnyHubOptions,
  context: MessageContext,
): Promise<void> {
  const { message } = context;
  const body = { index: 0, original: message.body, content: messageBodyOf(message) };
  try {
    await deliverBody(tables, options, body, context);
  } catch (error) {
    // A `HandlerError` names the message, and its cause is what the callback threw.
    throw error instanceof DeliveryError ? error.cause : error;
  }
}

async function attempt(
  context: MessageContext,
  call: () => unknown,
): Promise<HandlerError | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    return new HandlerError(context, error);
  }
}

function keyOf(context: MessageContext): string {
  const { fullyQualifiedNamespace, eventHubName, consumerGroup, partitionId, message } = context;
  const { sequenceNumber } = message;
  return JSON.stringify([
    fullyQualifiedNamespace,
    eventHubName,
    consumerGroup,
    partitionId,
    sequenceNumber,
  ]);
}
