// Creates the handler of a function that Event Hubs triggers.

import { checkDeliverOptions, deliverBody } from "../deliver/deliver-body.ts";
import type { AnyDeliverOptions } from "../deliver/options.ts";
import type { FunctionContext, FunctionInvocation } from "./invocation.ts";
import { isBytes } from "../json/utf8.ts";
import type { Tables } from "../records/choice.ts";
import { kindOf } from "../table/issue.ts";
import { isObject } from "../table/walk.ts";

/** A handler; compatible with the library's `EventHubHandler`. */
export type FunctionHandler = (messages: unknown, invocation: FunctionInvocation) => Promise<void>;

/** Creates a handler. Throws the errors of the options now, when the app starts. */
export function createFunctionHandler(
  tables: Tables,
  options: AnyDeliverOptions<FunctionContext>,
): FunctionHandler {
  checkDeliverOptions(tables, options);
  return async (messages, invocation) => {
    const bodies = bytesOf(messages);
    const contexts = describe(invocation, bodies.length);
    for (const [index, context] of contexts.entries()) {
      const content = bodies[index] ?? "";
      await deliverBody(tables, options, { index, original: content, content }, context);
    }
  };
}

/**
 * Returns the bodies of an invocation: of many messages, or of one. Throws a `TypeError` before any of them is
 * delivered. Text is refused too, since the library parses text: what arrives as text was not JSON, or was
 * the JSON of a string.
 */
function bytesOf(messages: unknown): readonly Uint8Array[] {
  const all: readonly unknown[] = Array.isArray(messages) ? messages : [messages];
  return all.map((body, index) => {
    if (isBytes(body)) return body;
    throw new TypeError(
      `message ${index}: expected bytes, got ${kindOf(body)}; set \`dataType: "binary"\` on the trigger, ` +
        "as `eventHubOptions` does, because the Functions library parses text, which rounds 64-bit integers",
    );
  });
}

/** Describes each message with what the trigger reports. */
function describe(invocation: FunctionInvocation, count: number): FunctionContext[] {
  const { triggerMetadata = {} } = invocation;
  const { partitionContext, sequenceNumberArray, sequenceNumber } = triggerMetadata;
  const partitionId = isObject(partitionContext) ? partitionContext["partitionId"] : undefined;
  // A trigger of one message at a time reports a number instead of an array.
  const numbers: readonly unknown[] = Array.isArray(sequenceNumberArray)
    ? sequenceNumberArray
    : [sequenceNumber];
  return Array.from({ length: count }, (_, index) => {
    const number = numbers.length === count ? numbers[index] : undefined;
    return {
      invocation,
      index,
      partitionId: typeof partitionId === "string" ? partitionId : undefined,
      sequenceNumber: typeof number === "number" ? number : undefined,
    };
  });
}
