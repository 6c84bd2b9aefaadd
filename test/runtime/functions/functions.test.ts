// Checks the handler of a function with what the Functions library passes to it. test/consumers checks it
// with the library itself.

import { describe, expect, test } from "vitest";
import {
  eventHubHandler,
  eventHubOptions,
  type FunctionContext,
  type FunctionInvocation,
  unlimitedRetry,
} from "../../../generated/functions.ts";

const ignore = (): undefined => undefined;
const deadLetter = ignore;

function body(...tables: readonly string[]): Uint8Array {
  const records = tables.map((table) => ({ category: `AdvancedHunting-${table}`, properties: {} }));
  return Buffer.from(JSON.stringify({ records }));
}

function invocation(triggerMetadata?: Record<string, unknown>): FunctionInvocation {
  return {
    invocationId: "i",
    functionName: "f",
    ...(triggerMetadata === undefined ? {} : { triggerMetadata }),
    extraOutputs: { get: ignore, set: ignore },
    log: ignore,
    warn: ignore,
    error: ignore,
  };
}

/** Returns the contexts of the events of two messages, as the trigger describes them. */
async function contextsOf(triggerMetadata?: Record<string, unknown>): Promise<FunctionContext[]> {
  const contexts: FunctionContext[] = [];
  const handler = eventHubHandler({
    handlers: { DeviceInfo: (_event, context) => contexts.push(context) },
    deadLetter,
  });
  await handler([body("DeviceInfo"), body("DeviceInfo")], invocation(triggerMetadata));
  return contexts;
}

describe("the handler", () => {
  test("delivers every message in order, with its partition and its position in it", async () => {
    const metadata = { partitionContext: { partitionId: "3" }, sequenceNumberArray: [7, 9] };
    expect(await contextsOf(metadata)).toMatchObject([
      { index: 0, partitionId: "3", sequenceNumber: 7, invocation: { invocationId: "i" } },
      { index: 1, partitionId: "3", sequenceNumber: 9 },
    ]);
  });

  test.each([
    [undefined],
    [{}],
    [{ partitionContext: "3", sequenceNumberArray: [1] }],
    [{ partitionContext: { partitionId: 3 }, sequenceNumberArray: ["7", "9"] }],
  ])("reports nothing that the trigger does not pass in full: %j", async (metadata) => {
    const unknown = { partitionId: undefined, sequenceNumber: undefined };
    expect(await contextsOf(metadata)).toMatchObject([unknown, unknown]);
  });

  test("takes one message as the trigger passes it without a batch", async () => {
    const numbers: unknown[] = [];
    const handler = eventHubHandler({
      events: (_events, { sequenceNumber }) => numbers.push(sequenceNumber),
      deadLetter,
    });
    await handler(body("DeviceInfo"), invocation({ sequenceNumber: 5 }));
    expect(numbers).toEqual([5]);
  });

  test("makes a dead letter of a message that is not JSON, and delivers the others", async () => {
    const calls: unknown[] = [];
    const handler = eventHubHandler({
      handlers: { _: ({ category }) => calls.push(category) },
      deadLetter: (letter, { index }) => calls.push([letter.kind, index]),
    });
    const poison = Buffer.from("poison");
    await handler(
      [body("DeviceInfo"), poison, Buffer.alloc(0), body("AlertInfo", "New")],
      invocation(),
    );
    expect(calls).toEqual([
      "AdvancedHunting-DeviceInfo",
      ["message", 1],
      ["message", 2],
      "AdvancedHunting-AlertInfo",
      ["unknown", 3],
    ]);
  });

  test("throws at the message whose callback throws, so that the host retries all messages", async () => {
    const seen: number[] = [];
    const handler = eventHubHandler({
      handlers: {
        _: (_event, { index }) => {
          seen.push(index);
          if (index === 1) throw new Error("down");
        },
      },
      deadLetter,
    });
    const calling = handler(
      [body("AlertInfo"), body("AlertInfo"), body("AlertInfo")],
      invocation(),
    );
    await expect(calling).rejects.toThrow("record 0 of body 1 was not delivered: down");
    expect(seen).toEqual([0, 1]);
  });

  test.each([
    ["a parsed message", { records: [] }, "object"],
    ["text, which was not JSON", "poison", "string"],
    ["a parsed list", [], "array"],
    ["nothing", undefined, "undefined"],
  ])("refuses %s before it delivers any message", async (_name, message, kind) => {
    const calls: unknown[] = [];
    const handler = eventHubHandler({
      handlers: { _: () => calls.push(1) },
      deadLetter: () => calls.push(2),
    });
    const calling = handler([body("AlertInfo"), message], invocation());
    await expect(calling).rejects.toThrow(
      `message 1: expected bytes, got ${kind}; set \`dataType: "binary"\``,
    );
    expect(calls).toEqual([]);
  });

  test("is not created with options that would drop events", () => {
    expect(() => eventHubHandler({ deadLetter } as never)).toThrow(TypeError);
    expect(() => eventHubHandler({ handlers: {}, deadLetter, tables: [] })).toThrow(RangeError);
  });
});

describe("the options", () => {
  const handler = eventHubHandler({ handlers: {}, deadLetter });
  const given = { connection: "HUB", eventHubName: "defender", handler };

  test("have a retry policy without a limit, many messages, and bytes", () => {
    expect(eventHubOptions(given)).toEqual({
      ...given,
      cardinality: "many",
      dataType: "binary",
      retry: unlimitedRetry,
    });
    expect(eventHubOptions({ ...given, retry: undefined } as never).retry).toBe(unlimitedRetry);
    expect(unlimitedRetry.maxRetryCount).toBe(-1);
  });

  test("keep a policy of the caller, but not another type of data", () => {
    const retry = { strategy: "fixedDelay", maxRetryCount: 3, delayInterval: 100 } as const;
    const other = { ...given, retry, dataType: "string", cardinality: "one" };
    expect(eventHubOptions(other)).toMatchObject({
      retry,
      dataType: "binary",
      cardinality: "many",
    });
  });
});
