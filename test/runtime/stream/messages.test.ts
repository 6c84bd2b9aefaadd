// Checks that no record of a message is dropped, whatever it contains, and that choosing tables
// returns what filtering returns.

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createReader,
  DeviceInfo,
  DeviceLogonEvents,
  handleEvent,
  eventOf,
  MessageError,
  parseMessage,
  stringify,
  tableNames,
  tables,
} from "../../../generated/index.ts";
import { fatedRecords, sampleTexts, spacing } from "../../support/records.ts";

const sample = `{"records":[${sampleTexts.join(",")}]}`;

describe("the captured records", () => {
  test.each([
    ["as text", sample],
    ["as text with a byte order mark", `\uFEFF${sample}`],
    ["as bytes", new TextEncoder().encode(sample)],
    ["as a Node buffer", Buffer.from(sample)],
  ])("are all events, with all their digits: %s", (_name, body) => {
    const { events, rejected, unknown, skipped } = parseMessage(body);
    expect({ rejected, unknown, skipped }).toEqual({ rejected: [], unknown: [], skipped: 0 });
    expect(events.map(stringify)).toEqual(sampleTexts);
  });

  test("are events if they are already parsed, except for one that has lost digits", () => {
    const { events, rejected } = parseMessage(JSON.parse(sample) as object);
    expect([events.length, rejected.length]).toEqual([69, 1]);
    expect(rejected[0]?.issues).toMatchObject([{ path: ["properties", "ReportId"] }]);
  });
});

test("every record ends up in its list, in order, with its index", () => {
  fc.assert(
    fc.property(fatedRecords, spacing, (fated, space) => {
      const text = JSON.stringify({ records: fated.map(({ record }) => record) }, null, space);
      // Parsing again keeps the key order and the own `__proto__` that records have in JSON.
      const records = (JSON.parse(text) as { records: unknown[] }).records;
      const { events, rejected, unknown, skipped } = parseMessage(text);
      const of = (fate: string): number[] =>
        fated.flatMap((each, index) => (each.fate === fate ? [index] : []));
      expect(skipped).toBe(0);
      expect(events).toEqual(of("event").map((index) => records[index]));
      expect(rejected.map(({ index, record }) => [index, record])).toEqual(
        of("rejected").map((index) => [index, records[index]]),
      );
      expect(unknown.map(({ index, record }) => [index, record])).toEqual(
        of("unknown").map((index) => [index, records[index]]),
      );
      expect(rejected.every(({ issues }) => issues.length > 0)).toBe(true);
    }),
    { numRuns: 1500, seed: 1 },
  );
});

test("choosing tables returns what filtering returns", () => {
  fc.assert(
    fc.property(fatedRecords, spacing, fc.boolean(), (fated, space, more) => {
      const records = fated.map(({ record }) => record);
      const text = JSON.stringify(more ? { records, x: [1] } : { records }, null, space);
      for (const name of ["DeviceInfo", "CloudAppEvents"] as const) {
        const all = parseMessage(text);
        const chosen = parseMessage(text, { tables: [name] });
        const isOfOther = (category: string | undefined): boolean =>
          tableNames.some((each) => each !== name && category === `AdvancedHunting-${each}`);
        expect(chosen.events).toEqual(all.events.filter(({ category }) => !isOfOther(category)));
        // Tables that the schema does not know are still returned.
        expect(chosen.unknown).toEqual(all.unknown);
        // Records of other tables are skipped, whatever is wrong with them.
        expect(chosen.rejected).toEqual(
          all.rejected.filter(({ category }) => !isOfOther(category)),
        );
        const { events, rejected, unknown, skipped } = chosen;
        expect(events.length + rejected.length + unknown.length + skipped).toBe(records.length);
      }
    }),
    { numRuns: 6000, seed: 2 },
  );
});

test.each([
  [
    "that occurs twice, of which the last one counts",
    '"category":"AdvancedHunting-AlertInfo","properties":{},"category":"AdvancedHunting-DeviceInfo"',
  ],
  [
    "whose key is written with an escape",
    '"category":"AdvancedHunting-AlertInfo","properties":{},"c\\u0061tegory":"AdvancedHunting-DeviceInfo"',
  ],
  [
    "after the row",
    '"properties":{"category":"AdvancedHunting-AlertInfo"},"category":"AdvancedHunting-DeviceInfo"',
  ],
  [
    "before a nested value that ends as rows do",
    '"category":"AdvancedHunting-AlertInfo","properties":{},"category":"AdvancedHunting-DeviceInfo","y":{},"Tenant":"x"',
  ],
  ["with an escape in its value", '"category":"AdvancedHunting-Device\\u0049nfo","properties":{}'],
  [
    "after a key that ends in a backslash",
    '"x\\\\":{"category":"AdvancedHunting-AlertInfo"},"category":"AdvancedHunting-DeviceInfo","properties":{}',
  ],
  [
    "next to a nested category",
    '"y":[{"category":"AdvancedHunting-AlertInfo"}],"category":"AdvancedHunting-DeviceInfo","properties":{"a":[{}]}',
  ],
])("a reader of chosen tables finds the category %s", (_name, members) => {
  const other = '{"time":"t","category":"AdvancedHunting-AlertInfo","properties":{"Title":"},{"}}';
  const text = `{"records":[${other},{"time":"t",${members}},${other}]}`;
  const { events, skipped, rejected } = parseMessage(text, { tables: ["DeviceInfo"] });
  expect([events.length, skipped, rejected]).toEqual([1, 2, []]);
});

test("indexes count every record, including skipped records", () => {
  const other = { category: "AdvancedHunting-AlertInfo", properties: {} };
  const wrong = { category: "AdvancedHunting-DeviceInfo", properties: { ReportId: "x" } };
  const text = JSON.stringify({ records: [other, wrong, other, {}, wrong] });
  const { rejected, skipped } = parseMessage(text, { tables: ["DeviceInfo"] });
  expect([skipped, rejected.map(({ index }) => index)]).toEqual([2, [1, 3, 4]]);
});

test.each(["DeviceInfo", "Advanced-DeviceInfo", "AdvancedHuntingDeviceInfo", "", null, 5])(
  "a record of the category %j is rejected",
  (category) => {
    const { rejected } = parseMessage({ records: [{ category, properties: {} }] });
    expect(rejected.map(({ issues }) => issues[0]?.path)).toEqual([["category"]]);
  },
);

describe("a body that is not a message", () => {
  test.each<[string, string | Uint8Array | object, RegExp]>([
    ["nothing", "", /^invalid message: unexpected end of input at position 0$/],
    ["HTML", "<html>", /unexpected "<" at position 0$/],
    ["a list", "[]", /expected \{"records":\[\.\.\.\]\}, got array$/],
    ["null", "null", /got null$/],
    ["no records", '{"record":[]}', /got an object without an array "records"$/],
    ["records that are no list", '{"records":{}}', /without an array "records"$/],
    ["a wrong comma", '{"records":[{},]}', /unexpected "\]" at position 15$/],
    ["a control character", '{"records":["\u0000"]}', /unexpected U\+0000 at position 13$/],
    ["bytes that are no UTF-8", new Uint8Array([0x7b, 0xff]), /expected UTF-8 text$/],
    ["an array that was parsed", [], /got array/],
  ])("throws for %s", (_name, body, message) => {
    expect(() => parseMessage(body)).toThrow(MessageError);
    expect(() => parseMessage(body)).toThrow(message);
  });

  test("names the position at which a truncated message ends, but not its content", () => {
    const text =
      '{"records":[{"category":"AdvancedHunting-DeviceInfo","properties":{"DeviceName":"secret\\n","n":[-1.5e3,true,null]}}]}';
    for (let end = 0; end < text.length; end++) {
      let thrown: unknown;
      try {
        parseMessage(text.slice(0, end));
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(MessageError);
      expect(String(thrown)).not.toContain("secret");
      expect(thrown).toMatchObject({ position: expect.any(Number) });
    }
  });
});

function wrap(value: string): string {
  return `{"records":[{"time":"t","tenantId":"t","category":"AdvancedHunting-CloudAppEvents","properties":{"RawEventData":${value}}}]}`;
}

describe("a hostile message", () => {
  test.each([
    ["arrays", "[".repeat(100_000) + "]".repeat(100_000)],
    ["objects", '{"a":'.repeat(100_000) + "1" + "}".repeat(100_000)],
    [
      "arrays around a long integer",
      `${"[".repeat(100_000)}639199803770463703${"]".repeat(100_000)}`,
    ],
  ])("of 100,000 levels of %s is read and written back", (_name, value) => {
    const [event] = parseMessage(wrap(value)).events;
    expect(event === undefined ? "" : stringify(event).includes(value)).toBe(true);
    expect(parseMessage(wrap(value), { tables: ["DeviceInfo"] }).skipped).toBe(1);
  });

  test("with a string of 50 MB is read", () => {
    const value = `"${'\\"{x},'.repeat(9_000_000)}"`;
    expect(parseMessage(wrap(value)).events).toHaveLength(1);
    expect(parseMessage(wrap(value), { tables: ["DeviceInfo"] }).skipped).toBe(1);
  });

  test("with names that every object has pollutes nothing", () => {
    const row =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1}';
    const text = `{"records":[{"__proto__":{"category":"x"},"category":"AdvancedHunting-DeviceInfo","properties":${row}},{"category":"AdvancedHunting-__proto__","properties":{}},{"category":"AdvancedHunting-constructor","properties":{}}]}`;
    const { events, unknown } = parseMessage(text);
    expect(events).toHaveLength(1);
    expect(unknown).toHaveLength(2);
    expect(events.map((event) => stringify(event.properties))).toEqual([row]);
    expect("polluted" in {}).toBe(false);
  });
});

test("events are identified by table, and passed to the handler of their table", () => {
  const { events } = parseMessage(sample);
  const infos = events.filter((event) => eventOf(event, "DeviceInfo"));
  expect(infos).toHaveLength(2);
  const handled = events.map((event) =>
    handleEvent<string>(event, { DeviceInfo: (e) => e.category, _: () => "other" }),
  );
  expect(handled.filter((each) => each !== "other")).toEqual(infos.map((e) => e.category));
  expect(events.map((event) => handleEvent(event, {}))).toEqual(events.map(() => undefined));
});

test("a reader of chosen tables reads only those tables", () => {
  const reader = createReader([DeviceInfo, DeviceLogonEvents]);
  const { events, skipped } = reader.parseMessage(sample);
  expect(events.map(({ category }) => category).toSorted()).toEqual([
    ...Array.from({ length: 2 }, () => "AdvancedHunting-DeviceInfo"),
    ...Array.from({ length: 3 }, () => "AdvancedHunting-DeviceLogonEvents"),
  ]);
  expect(skipped).toBe(65);
  expect(Object.keys(tables)).toHaveLength(66);
});
