// Checks the handlers for Event Hubs with a client that delivers as the SDK does: in batches of any
// size, and again from the checkpoint after a failure. test/consumers checks them with the real
// SDK.

import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  type ConsumerClient,
  eventHubHandlers,
  type EventHubHandlers,
  type EventHubOptions,
  HandlerError,
  type PartitionContext,
  type ReceivedEvent,
  requiredSubscribeOptions,
  subscribe,
} from "../../../generated/event-hubs.ts";
import { parseMessage } from "../../../generated/index.ts";
import { fatedRecords } from "../../support/records.ts";

const info = {
  fullyQualifiedNamespace: "n",
  eventHubName: "h",
  consumerGroup: "g",
  partitionId: "0",
};

function received(body: unknown, sequenceNumber = 0, bodyType = "data"): ReceivedEvent {
  const enqueuedTimeUtc = new Date(0);
  const offset = String(sequenceNumber * 10);
  return { body, sequenceNumber, offset, enqueuedTimeUtc, getRawAmqpMessage: () => ({ bodyType }) };
}

function partition(save: (sequence: number) => void = () => undefined): PartitionContext {
  return { ...info, updateCheckpoint: async ({ sequenceNumber }) => save(sequenceNumber) };
}

function row(table: string, properties: object): string {
  return JSON.stringify({
    time: "t",
    tenantId: "t",
    category: `AdvancedHunting-${table}`,
    properties,
  });
}

function message(...records: readonly string[]): string {
  return `{"records":[${records.join(",")}]}`;
}

const good = message(row("DeviceInfo", { DeviceId: "a" }));
const quiet = { deadLetter: () => undefined, error: () => undefined };

test("every kind of record reaches its callback in order, and no record is dropped", async () => {
  await fc.assert(
    fc.asyncProperty(fatedRecords, async (fated) => {
      const found: unknown[] = [];
      const { processEvents } = eventHubHandlers({
        handlers: { _: (event) => found.push(["event", event]) },
        deadLetter: (letter) => {
          if (letter.kind === "record") found.push(["rejected", letter.record]);
        },
        unknown: ({ record }) => found.push(["unknown", record]),
        error: (error) => found.push(error),
      });
      const text = message(...fated.map(({ record }) => JSON.stringify(record)));
      await processEvents([received(Buffer.from(text))], partition());
      const records: unknown[] = JSON.parse(text).records;
      expect(found).toEqual(fated.map(({ fate }, index) => [fate, records[index]]));
    }),
  );
});

test("no checkpoint covers an unfinished message, whatever fails and however messages are delivered", async () => {
  const plan = fc.record({
    count: fc.integer({ min: 1, max: 12 }),
    batches: fc.infiniteStream(fc.integer({ min: 0, max: 4 })),
    failing: fc.infiniteStream(fc.boolean()),
    storing: fc.infiniteStream(fc.boolean()),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ count, batches, failing, storing }) => {
      const done = new Set<number>();
      let failures = 0;
      let saved = -1;
      const early: number[] = [];
      const reported: Error[] = [];
      const { processEvents, processClose } = eventHubHandlers({
        handlers: {
          _: async (_event, { message: { sequenceNumber } }) => {
            await Promise.resolve();
            if (failures < 20 && failing.next().value) {
              failures += 1;
              throw Object.assign(new Error("failed"), { retryable: true });
            }
            done.add(sequenceNumber);
          },
        },
        deadLetter: () => undefined,
        error: (error) => reported.push(error),
      });
      const save = (sequence: number): void => {
        if (failures < 20 && storing.next().value) throw new Error("no store");
        // Throwing here would look like a failing checkpoint store.
        if ([...done].filter((each) => each <= sequence).length <= sequence) early.push(sequence);
        saved = sequence;
      };
      let next = 0;
      const thrown: unknown[] = [];
      let context = partition(save);
      while (next < count) {
        const size = batches.next().value;
        const batch = Array.from({ length: Math.min(size, count - next) }, (_, index) =>
          received(good, next + index),
        );
        try {
          await processEvents(batch, context);
          next += batch.length;
        } catch (error) {
          thrown.push(error);
          await processClose("Shutdown", context);
          next = saved + 1;
          context = partition(save);
        }
      }
      expect(early).toEqual([]);
      expect(done.size).toBe(count);
      expect(reported.filter((error) => error instanceof HandlerError)).toEqual(thrown);
      expect(thrown.filter((error) => Object.hasOwn(Object(error), "retryable"))).toEqual([]);
    }),
  );
});

test.each([
  ["what was parsed", { records: [] }, "data", /skipParsingBodyAsJson: true/],
  ["a number", 1, "data", /skipParsingBodyAsJson: true/],
])("%s is refused", async (_name, body, bodyType, expected) => {
  const letters: unknown[] = [];
  const { processEvents } = eventHubHandlers({
    events: () => undefined,
    deadLetter: (letter) => letters.push(letter),
    error: () => undefined,
  });
  await expect(processEvents([received(body, 0, bodyType)], partition())).rejects.toThrow(expected);
  expect(letters).toEqual([]);
});

test.each([
  ["an AMQP value", { records: [] }, "value"],
  ["nothing", null, "data"],
  ["several sections of bytes", [Buffer.from("{"), Buffer.from("}")], "data"],
  ["text that is not JSON", "poison", "data"],
  ["an object without records", "{}", "data"],
])("%s becomes a dead letter, with a checkpoint", async (_name, body, bodyType) => {
  const [letters, saved]: [unknown[], number[]] = [[], []];
  const { processEvents } = eventHubHandlers({
    handlers: {},
    deadLetter: (letter) => letters.push(letter),
    error: () => undefined,
  });
  await processEvents(
    [received(body, 7, bodyType)],
    partition((sequence) => saved.push(sequence)),
  );
  expect(letters).toMatchObject([{ kind: "message", body, error: { name: "MessageError" } }]);
  expect(saved).toEqual([7]);
});

test("text, bytes and buffers are read the same way, for the chosen tables", async () => {
  const text = message(row("DeviceInfo", { DeviceId: "a" }), row("AlertInfo", { AlertId: "b" }));
  for (const body of [text, Buffer.from(text), new Uint8Array(Buffer.from(text))]) {
    const seen: unknown[] = [];
    const { processEvents } = eventHubHandlers({
      tables: ["AlertInfo"],
      events: (events) => seen.push(...events),
      ...quiet,
    });
    await processEvents([received(body)], partition());
    expect(seen).toEqual(parseMessage(text, { tables: ["AlertInfo"] }).events);
  }
});

test.each([
  undefined,
  null,
  "text",
  Object.assign(new Error("x"), { code: "ReceiverDisconnectedError" }),
  Object.create(null),
  Symbol("thrown"),
])(
  "the SDK gets an error that stops the partition, whatever a handler throws: %s",
  async (thrown) => {
    const { processEvents } = eventHubHandlers({
      ...quiet,
      events: () => {
        throw thrown;
      },
    });
    const failure: unknown = await processEvents([received(good)], partition()).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(HandlerError);
    expect(failure).toMatchObject({ cause: thrown, context: { partitionId: "0" } });
    expect(failure).not.toHaveProperty("code");
  },
);

test("an error is reported once, and what `error` throws is ignored", async () => {
  const reported: Error[] = [];
  const { processEvents, processError } = eventHubHandlers({
    deadLetter: () => undefined,
    events: () => Promise.reject(new Error("failed")),
    error: (error) => {
      reported.push(error);
      throw new Error("and again");
    },
  });
  const failure: unknown = await processEvents([received(good)], partition()).catch(
    (error: unknown) => error,
  );
  if (failure instanceof Error) await processError(failure, partition());
  const other = new Error("of the SDK");
  await processError(other, partition());
  expect(reported).toEqual([failure, other]);
});

test("a lost partition keeps the checkpoint of its new owner", async () => {
  let calls = 0;
  const context = partition(() => {
    calls += 1;
    throw new Error("no store");
  });
  const { processEvents, processClose } = eventHubHandlers({ events: () => undefined, ...quiet });
  await processEvents([received(good)], context);
  await processEvents([], context);
  expect(calls).toBe(2);
  await processClose("OwnershipLost", context);
  expect(calls).toBe(2);
  await processClose("Shutdown", context);
  expect(calls).toBe(3);
});

interface Options {
  readonly startPosition?: unknown;
  readonly maxBatchSize?: number;
}

/** Creates a client that records the arguments of its calls. */
function fakeClient(story: string[]) {
  const passed: { handlers?: EventHubHandlers; options?: Options } = {};
  const client: ConsumerClient<Options> = {
    subscribe(...all: unknown[]) {
      Object.assign(passed, { handlers: all[0], options: all[1] });
      return { isRunning: true, close: async () => void story.push("closed") };
    },
  };
  return { client, passed };
}

test("subscribe passes on the SDK's options together with the required ones", () => {
  const { client, passed } = fakeClient([]);
  const options: EventHubOptions = { handlers: {}, ...quiet };
  subscribe(client, options);
  expect(passed.options).toEqual(requiredSubscribeOptions);
  expect(requiredSubscribeOptions).toEqual({
    startPosition: { enqueuedOn: 0 },
    skipParsingBodyAsJson: true,
  });
  subscribe(client, options, { maxBatchSize: 3, startPosition: 5 });
  expect(passed.options).toEqual({
    maxBatchSize: 3,
    startPosition: 5,
    skipParsingBodyAsJson: true,
  });
});

test("close waits for the current message, even when `error` waits for close", async () => {
  const story: string[] = [];
  const held: (() => void)[] = [];
  const { client, passed } = fakeClient(story);
  const subscription = subscribe(client, {
    ...quiet,
    events: () => new Promise<void>((resolve) => held.push(resolve)),
    error: async () => {
      await subscription.close();
      story.push("error is over");
    },
  });
  const context = partition(() => {
    story.push("saved");
    throw new Error("no store");
  });
  const work = passed.handlers?.processEvents([received(good, 0), received(good, 1)], context);
  const closing = Promise.all([subscription.close(), subscription.close()]);
  for (const release of held) release();
  await Promise.all([closing, work]);
  await passed.handlers?.processEvents([received(good, 2)], context);
  expect(story).toEqual(["saved", "closed", "error is over"]);
});

test("`error` may wait for `close` when the SDK's close tries the store again", async () => {
  const context = partition(() => {
    throw new Error("no store");
  });
  const reported: string[] = [];
  const passed: { handlers?: EventHubHandlers } = {};
  const client: ConsumerClient<Options> = {
    subscribe(...all: unknown[]) {
      Object.assign(passed, { handlers: all[0] });
      const close = async (): Promise<void> => passed.handlers?.processClose("Shutdown", context);
      return { isRunning: true, close };
    },
  };
  const subscription = subscribe(client, {
    ...quiet,
    events: () => undefined,
    error: async (error) => {
      await subscription.close();
      reported.push(error.message);
    },
  });
  await passed.handlers?.processEvents([received(good)], context);
  expect(reported).toEqual(["no store", "no store"]);
});

test("a failed close may be retried", async () => {
  let failures = 1;
  const client: ConsumerClient<Options> = {
    subscribe: () => ({
      isRunning: true,
      close: () => (failures-- > 0 ? Promise.reject(new Error("cut")) : Promise.resolve()),
    }),
  };
  const subscription = subscribe(client, { handlers: {}, ...quiet });
  await expect(subscription.close()).rejects.toThrow("cut");
  await subscription.close();
});

test("processEvents does not return after stop is called until all work is done", async () => {
  const story: string[] = [];
  const held: (() => void)[] = [];
  const { processEvents, stop } = eventHubHandlers({
    ...quiet,
    events: () => new Promise<void>((resolve) => held.push(resolve)),
  });
  const first = processEvents([received(good)], partition()).then(() => story.push("first"));
  const stopped = stop().then(() => story.push("stopped"));
  const later = processEvents([received(good, 9)], partition()).then(() => story.push("later"));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(story).toEqual([]);
  for (const release of held) release();
  await Promise.all([first, stopped, later]);
  expect(held).toHaveLength(1);
});

test("errors of the SDK reach `error`, whatever a store has thrown", async () => {
  const reported: unknown[] = [];
  const { processError } = eventHubHandlers({
    handlers: {},
    deadLetter: () => undefined,
    error: (error) => reported.push(error.message),
  });
  await processError("no store" as never, partition());
  await processError(new Error("cut"), { ...partition(), partitionId: "" });
  expect(reported).toEqual(["no store", "cut"]);
});

test("handlers may be methods, and an undefined handler leaves its events to `_`", async () => {
  class Handlers {
    readonly seen: string[] = [];
    DeviceInfo(event: { readonly category: string }): void {
      this.seen.push(event.category);
    }
  }
  const text = message(row("DeviceInfo", {}), row("AlertInfo", {}));
  const handlers = new Handlers();
  await eventHubHandlers({ handlers, ...quiet }).processEvents([received(text)], partition());
  expect(handlers.seen).toEqual(["AdvancedHunting-DeviceInfo"]);
  const rest: string[] = [];
  // A project without exactOptionalPropertyTypes can pass this.
  const loose = { DeviceInfo: undefined, _: ({ category }: never) => rest.push(category) } as never;
  await eventHubHandlers({ handlers: loose, ...quiet }).processEvents(
    [received(text)],
    partition(),
  );
  expect(rest).toEqual(["AdvancedHunting-DeviceInfo", "AdvancedHunting-AlertInfo"]);
});

test("options that would drop all events are rejected", () => {
  // JavaScript code can call it this way.
  expect(() => eventHubHandlers(quiet as never)).toThrow(/`handlers` or `events`/);
  const options = { handlers: {}, ...quiet };
  expect(() => eventHubHandlers({ ...options, tables: [] })).toThrow(/`tables` is empty/);
  const tables = ["DeviceLogonEvent" as "DeviceLogonEvents"];
  expect(() => eventHubHandlers({ ...options, tables })).toThrow(
    /"DeviceLogonEvent" is not a table/,
  );
});
