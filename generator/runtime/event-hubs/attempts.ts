// Delivers messages, and counts how often each has failed, so that one message cannot stop a partition
// for ever.

import type { Tables } from "../records/choice.ts";
import { deliver } from "./delivery.ts";
import { type AnyHubOptions, HandlerError, type MessageContext } from "./options.ts";

/** Failed messages that are counted at once. A partition stops at its first, so there are few. */
const mostCounted = 1000;

/** Delivers a message. Returns the error of the callback that failed if it has to be redelivered. */
export type Attempt = (context: MessageContext) => Promise<HandlerError | undefined>;

/** Throws a `RangeError` for a `redeliveryLimit` that is not a whole number. */
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
    const failed = await attempt(context, () => deliver(tables, options, context));
    const count = failed === undefined ? 0 : (failures.get(key) ?? 0) + 1;
    // Deleted first, so that the oldest is the first in the map.
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
      if (failures.size <= mostCounted) break;
      failures.delete(oldest);
    }
    return failedAgain;
  };
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
