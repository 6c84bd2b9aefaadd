// Checks drift and event keys for records that are read from messages.

import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  createDriftCollector,
  eventKey,
  parseJsonColumn,
  parseMessage,
} from "../../../generated/index.ts";
import { sampleTexts } from "../../support/records.ts";

const info = (properties: unknown): unknown => ({
  time: "t",
  tenantId: "tenant",
  category: "AdvancedHunting-DeviceInfo",
  properties,
});

test("drift reports new columns and tables, rejections and unseen columns, but no values", () => {
  const drift = createDriftCollector();
  const records = [
    info({ DeviceId: "secret-1", AwsName: "secret-2", When: "2026-03-01T00:10:21.9630741Z", N: 1 }),
    info({ DeviceId: "secret-3", AwsName: null, N: 2.5, MachineGroup: "secret-4" }),
    info({ ReportId: "secret-5", AwsName: '{"secret":6}', N: 1, Deep: { secret: 7 } }),
    { category: "AdvancedHunting-NewTable", properties: { secret: 8 } },
    // This column is not part of the export: the stream adds it to every event.
    { category: "AdvancedHunting-UrlClickEvents", properties: { MachineGroup: "secret-9" } },
  ];
  parseMessage({ records: records.slice(0, 2) }, { drift });
  parseMessage({ records: records.slice(2) }, { drift });
  const report = drift.report();
  expect(report.tables["DeviceInfo"]).toMatchObject({
    rows: 3,
    unknownColumns: {
      AwsName: {
        count: 3,
        kinds: ["string", "null"],
        texts: ["JSON", "text"],
        proposedType: "string",
      },
      Deep: { count: 1, kinds: ["object"], texts: [], proposedType: "dynamic" },
      N: { count: 3, kinds: ["integer", "number"], texts: [], proposedType: "real" },
      When: { count: 1, kinds: ["string"], texts: ["datetime"], proposedType: "datetime" },
    },
    rejectedColumns: { "ReportId: expected long, got string": 1 },
  });
  const unseen = report.tables["DeviceInfo"]?.unseenColumns;
  expect(unseen).toContain("OSPlatform");
  expect(unseen).not.toContain("DeviceId");
  expect(unseen).not.toContain("MachineGroup");
  expect(report.unknownTables).toEqual({ "AdvancedHunting-NewTable": 1 });
  expect(report.proposals).toEqual([
    "DeviceInfo: + AwsName string",
    "DeviceInfo: + Deep dynamic",
    "DeviceInfo: + N real",
    "DeviceInfo: + When datetime",
    "NewTable: new table; export its schema",
  ]);
  expect(JSON.stringify(report)).not.toContain("secret");
});

test("drift keeps a thousand names of a table and counts the others", () => {
  const drift = createDriftCollector();
  for (let round = 0; round < 30; round++) {
    const row = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`c${round}-${i}`, 1]));
    parseMessage({ records: [info(row)] }, { drift });
  }
  const report = drift.report().tables["DeviceInfo"];
  expect(Object.keys(report?.unknownColumns ?? {})).toHaveLength(1000);
  expect(report?.omittedColumns).toBe(2000);
});

const events = parseMessage(`{"records":[${sampleTexts.join(",")}]}`).events;

test("a copy of an event has the same key, whatever the order of members, and other events do not", () => {
  const keys = events.map(eventKey);
  expect(new Set(keys).size).toBe(events.length);
  const reverse = (value: unknown): unknown =>
    typeof value !== "object" || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(
          Object.entries(value)
            .toReversed()
            .map(([key, member]) => [key, reverse(member)]),
        );
  for (const [index, event] of events.entries()) {
    const copy = { ...event, time: "later", properties: reverse(event.properties) };
    expect(eventKey(copy)).toBe(keys[index]);
    expect(eventKey({ ...event, tenantId: "other" })).not.toBe(keys[index]);
    for (const [column, value] of Object.entries(event.properties)) {
      const changed = { ...event, properties: { ...event.properties, [column]: [value] } };
      expect(eventKey(changed)).not.toBe(keys[index]);
    }
  }
});

test("events have keys however deeply their values are nested", () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const text = `{"records":[{"tenantId":"t","category":"AdvancedHunting-DeviceInfo","properties":{"X":${deep}}}]}`;
  expect(parseMessage(text).events.map(eventKey)).toEqual([
    expect.stringMatching(/^[0-9a-f]{64}$/),
  ]);
});

test("the text of a column is read as JSON, or its problem is reported", () => {
  expect(parseJsonColumn('{"Id":639199803770463703,"a":[1]}')).toEqual({
    ok: true,
    value: { Id: 639199803770463703n, a: [1] },
  });
  expect(parseJsonColumn(null)).toEqual({ ok: true, value: null });
  expect(parseJsonColumn(undefined)).toEqual({ ok: true, value: null });
  expect(parseJsonColumn("")).toEqual({
    ok: false,
    problem: "not JSON: unexpected end of input at position 0",
  });
  expect(parseJsonColumn("{'a':1}")).toEqual({
    ok: false,
    problem: `not JSON: unexpected "'" at position 1`,
  });
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      let ok = true;
      try {
        JSON.parse(text);
      } catch {
        ok = false;
      }
      expect(parseJsonColumn(text).ok).toBe(ok);
    }),
    { numRuns: 1000, seed: 7 },
  );
});
