// Checks which of the Event Hubs messages that fail at each delivery become dead letters.

import { describe, expect, test } from "vitest";
import {
  type DeadLetter,
  eventHubHandlers,
  type EventHubOptions,
  HandlerError,
  type PartitionContext,
  type ReceivedEvent,
} from "../../../generated/event-hubs.ts";
import { createDriftCollector } from "../../../generated/index.ts";

const body = `{"records":[{"time":"t","tenantId":"t","category":"AdvancedHunting-DeviceInfo","properties":{}}]}`;

function received(sequenceNumber: number): ReceivedEvent {
  const offset = String(sequenceNumber);
  return { body, sequenceNumber, offset, enqueuedTimeUtc: new Date(0) };
}

function partition(partitionId = "0"): PartitionContext {
  return {
    fullyQualifiedNamespace: "n",
    eventHubName: "h",
    consumerGroup: "g",
    partitionId,
    updateCheckpoint: () => Promise.resolve(),
  };
}

/** Creates handlers that record their calls. `fails` decides which messages fail. */
function recording(
  fails: (sequenceNumber: number) => boolean,
  options: Partial<Pick<EventHubOptions, "redeliveryLimit" | "deadLetter" | "drift">> = {},
) {
  const [letters, tried, thrown]: [DeadLetter[], number[], unknown[]] = [[], [], []];
  const { processEvents } = eventHubHandlers({
    handlers: {
      _: (_event, { message: { sequenceNumber } }) => {
        tried.push(sequenceNumber);
        if (fails(sequenceNumber)) throw new Error(`cannot handle ${sequenceNumber}`);
      },
    },
    deadLetter: (letter) => void letters.push(letter),
    error: () => undefined,
    ...options,
  });
  const deliver = (sequenceNumber: number, partitionId?: string): Promise<unknown> =>
    processEvents([received(sequenceNumber)], partition(partitionId)).then(
      () => "done",
      (error: unknown) => thrown.push(error) && "failed",
    );
  return { letters, tried, thrown, deliver };
}

test("a message that cannot be read becomes a dead letter, because every delivery would fail", async () => {
  const broken = new RangeError("Invalid string length");
  const drift = {
    ...createDriftCollector(),
    addRow() {
      throw broken;
    },
  };
  const { letters, thrown, deliver } = recording(() => false, { drift });
  expect(await deliver(1)).toBe("done");
  expect(thrown).toEqual([]);
  expect(letters).toMatchObject([
    {
      kind: "message",
      body,
      error: {
        name: "MessageError",
        message: "unreadable message: Invalid string length",
        cause: broken,
      },
    },
  ]);
});

test("a message without a limit is redelivered as long as its callback fails", async () => {
  const { letters, deliver } = recording(() => true);
  for (let turn = 0; turn < 100; turn++) expect(await deliver(1)).toBe("failed");
  expect(letters).toEqual([]);
});

describe("a limit on deliveries", () => {
  test.each([0, 1, 3])("redelivers %i times before the dead letter", async (limit) => {
    const { letters, tried, deliver } = recording(() => true, { redeliveryLimit: limit });
    for (let turn = 0; turn < limit; turn++) expect(await deliver(7)).toBe("failed");
    expect(letters).toEqual([]);
    expect(await deliver(7)).toBe("done");
    expect(tried).toHaveLength(limit + 1);
    expect(letters).toMatchObject([
      { kind: "failed", body, error: { cause: new Error("cannot handle 7") } },
    ]);
    expect(letters[0]).toHaveProperty("error", expect.any(HandlerError));
  });

  test("counts messages and partitions separately", async () => {
    const { letters, deliver } = recording(() => true, { redeliveryLimit: 1 });
    for (const id of ["0", "1"]) for (const each of [1, 2]) await deliver(each, id);
    expect(letters).toEqual([]);
    for (const id of ["0", "1"]) for (const each of [1, 2]) await deliver(each, id);
    expect(letters).toHaveLength(4);
  });

  test("counts from the beginning if a message was handled and fails later", async () => {
    let isDown = true;
    const { letters, deliver } = recording(() => isDown, { redeliveryLimit: 1 });
    expect(await deliver(1)).toBe("failed");
    isDown = false;
    expect(await deliver(1)).toBe("done");
    isDown = true;
    expect(await deliver(1)).toBe("failed");
    expect(letters).toEqual([]);
    expect(await deliver(1)).toBe("done");
    expect(letters).toHaveLength(1);
    expect(await deliver(1)).toBe("failed");
  });

  test("redelivers a message if its dead letter cannot be stored", async () => {
    let isDown = true;
    const kept: DeadLetter[] = [];
    const { thrown, deliver } = recording(() => true, {
      redeliveryLimit: 0,
      deadLetter: (letter) => {
        if (isDown) throw new Error("no store");
        kept.push(letter);
      },
    });
    expect(await deliver(1)).toBe("failed");
    expect(thrown).toMatchObject([{ name: "HandlerError", cause: new Error("no store") }]);
    isDown = false;
    expect(await deliver(1)).toBe("done");
    expect(kept).toMatchObject([
      { kind: "failed", error: { cause: new Error("cannot handle 1") } },
    ]);
  });

  test("does not fill the memory with counts of messages that failed once", async () => {
    const { letters, deliver } = recording(() => true, { redeliveryLimit: 1 });
    for (let sequence = 0; sequence <= 1000; sequence++) await deliver(sequence);
    // The count of the first message was dropped, so it starts again; that of the last one was
    // kept.
    expect(await deliver(0)).toBe("failed");
    expect(await deliver(1000)).toBe("done");
    expect(letters).toHaveLength(1);
  });

  test.each([-1, 1.5, Number.NaN, "3"])("rejects %j as a limit", (limit) => {
    const redeliveryLimit = limit as number;
    expect(() => recording(() => true, { redeliveryLimit })).toThrow(
      new RangeError(
        `redeliveryLimit: expected a whole number from 0, got ${JSON.stringify(limit)}`,
      ),
    );
  });
});
