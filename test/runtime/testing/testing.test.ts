// Creates rows and messages of every table, and reads them back.

import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  DeviceInfo,
  AlertInfo,
  parseMessage,
  tables,
  timestampOf,
} from "../../../generated/index.ts";
import { fixtureOf, messageOf } from "../../../generated/testing.ts";
import { type LongMode, scalarMappings } from "../../../generator/mapping/kusto-types.ts";
import { scalarOf } from "../../../generator/mapping/runtime-scalar.ts";
import { defineColumnTable } from "../../../generator/runtime/table/column-table.ts";
import { findKustoType } from "../../../generator/mapping/kusto-types.ts";
import { readMessage } from "../../../generator/runtime/stream/read-message.ts";

const all = Object.values(tables);
const timeOf = (Timestamp: unknown): unknown => timestampOf({ properties: { Timestamp } });

test("a message of fixtures of every table reads back as the same rows", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const rows = all.map((table) => fixtureOf<object>(table, {}, { seed }));
      const { events, rejected, unknown } = parseMessage(messageOf(rows, { seed }));
      expect([rejected, unknown]).toEqual([[], []]);
      expect(events.map(({ properties }) => properties)).toEqual(rows);
      expect(events.map(({ category }) => category)).toEqual(all.map(({ category }) => category));
    }),
    { numRuns: 5 },
  );
});

test.each(["exact", "number", "bigint", "string"] satisfies LongMode[])(
  "a message of a table with all scalars reads back if long is read as %s",
  (long) => {
    const types = [...new Set(scalarMappings.map(({ type }) => findKustoType(type) ?? "string"))];
    const table = defineColumnTable(
      "T",
      types.map((type) => [type, scalarOf({ type, long })]),
    );
    for (const seed of [0, 1, 2, 3, -5]) {
      const row = fixtureOf<unknown>(table, {}, { seed });
      const { events } = readMessage<{ properties: unknown }>(
        { T: table },
        messageOf([Object(row)]),
        {},
        true,
      );
      expect(events.map(({ properties }) => properties)).toEqual([row]);
    }
  },
);

describe("fixtureOf", () => {
  it("returns the same row for the same seed, and another one for another seed", () => {
    expect(fixtureOf(DeviceInfo)).toEqual(fixtureOf(DeviceInfo, {}, { seed: 0 }));
    expect(fixtureOf(DeviceInfo)).not.toEqual(fixtureOf(DeviceInfo, {}, { seed: 1 }));
  });

  it("takes overrides, and refuses those that are not valid", () => {
    const row: DeviceInfo = fixtureOf(DeviceInfo, { DeviceName: "pc-1", ReportId: 2n ** 60n });
    expect(row).toMatchObject({ DeviceName: "pc-1", ReportId: 2n ** 60n });
    expect(fixtureOf(DeviceInfo, { OSPlatform: null }).OSPlatform).toBeNull();
    // @ts-expect-error -- the type refuses it too
    expect(() => fixtureOf(DeviceInfo, { DeviceName: 5 })).toThrow("DeviceName: expected string");
  });
});

describe("messageOf", () => {
  it("takes rows of fixtureOf, tables with rows, and events", () => {
    const row = { Title: "x" };
    const event = { category: "AdvancedHunting-AlertInfo", properties: { Title: "y" }, time: "t" };
    const { events } = parseMessage(
      messageOf([fixtureOf(AlertInfo, row), [AlertInfo, row], event]),
    );
    expect(events.map(({ properties }) => properties)).toMatchObject([row, row, { Title: "y" }]);
    expect(events[2]?.time).toBe("t");
    expect(events[0]).toMatchObject({ operationName: "Publish", Tenant: "DefaultTenant" });
  });

  it("refuses a row without its table", () => {
    expect(() => messageOf([{ ...fixtureOf(AlertInfo) }])).toThrow("part 0");
  });
});

describe("timestampOf", () => {
  it.each([
    ["2026-03-01T00:10:21Z", 0, 0],
    ["2026-03-01T00:10:21.9Z", 900, 0],
    ["2026-03-01T00:10:21.963Z", 963, 0],
    ["2026-03-01T00:10:21.9630741Z", 963, 741],
    ["2026-03-01T00:10:21.96300001Z".replace("01Z", "1Z"), 963, 1],
  ])("returns the date and the rest of %s", (text, milliseconds, remainder) => {
    const date = new Date(Date.UTC(2026, 2, 1, 0, 10, 21, milliseconds));
    expect(timeOf(text)).toEqual({ date, remainder });
  });

  it("returns undefined for null, for text that is not a time, and without the column", () => {
    expect([
      timeOf(null),
      timeOf("2026-02-30T00:00:00Z"),
      timeOf(5),
      timestampOf({ properties: {} }),
    ]).toEqual([undefined, undefined, undefined, undefined]);
    const [event] = parseMessage(messageOf([fixtureOf(DeviceInfo)])).events;
    expect(event === undefined ? undefined : timestampOf(event)?.date).toBeInstanceOf(Date);
  });
});
