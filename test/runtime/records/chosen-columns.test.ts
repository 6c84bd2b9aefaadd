// Checks that rows have only the chosen columns, while every column is still validated and nothing
// else is lost.

import { describe, expect, expectTypeOf, test } from "vitest";
import {
  createDriftCollector,
  createReader,
  DeviceInfo,
  DeviceLogonEvents,
  parseLines,
  parseMessage,
} from "../../../generated/index.ts";
import type { SchemaColumn } from "../../../generator/model/schema.ts";
import { readMessage } from "../../../generator/runtime/stream/read-message.ts";
import { schemaTables } from "../../../generator/validate/schema-tables.ts";
import { sampleTexts } from "../../support/records.ts";
import { withAndWithoutScanner } from "../../support/with-and-without-scanner.ts";

const sample = `{"records":[${sampleTexts.join(",")}]}`;

function record(table: string, properties: string): string {
  return `{"time":"t","tenantId":"x","category":"AdvancedHunting-${table}","properties":${properties},"Tenant":"T"}`;
}

function message(...records: readonly string[]): string {
  return `{"records":[${records.join(",")}]}`;
}

withAndWithoutScanner(() => {
  test("rows have the chosen columns in their own order, and absent columns stay absent", () => {
    const text = message(
      record("DeviceInfo", '{"OSPlatform":"W","ReportId":7,"DeviceName":null,"Timestamp":null}'),
      record("DeviceInfo", '{"DeviceId":"d","New":1}'),
    );
    const columns = { DeviceInfo: ["DeviceName", "ReportId", "OSPlatform"] } as const;
    const { events } = parseMessage(text, { columns });
    expect(events.map((event) => JSON.stringify(event))).toEqual([
      record("DeviceInfo", '{"OSPlatform":"W","ReportId":7,"DeviceName":null}'),
      record("DeviceInfo", "{}"),
    ]);
  });

  test("tables without chosen columns are skipped, or read whole if `tables` names them", () => {
    const columns = { DeviceInfo: ["ReportId"] } as const;
    const alone = parseMessage(sample, { columns });
    expect([alone.events.length, alone.skipped]).toEqual([2, 68]);
    const both = parseMessage(sample, { columns, tables: ["DeviceLogonEvents", "DeviceInfo"] });
    expect([both.events.length, both.skipped]).toEqual([5, 65]);
    const whole = parseMessage(sample, { tables: ["DeviceLogonEvents"] }).events;
    const logons = both.events.filter(({ category }) => category.endsWith("DeviceLogonEvents"));
    expect(logons).toEqual(whole);
  });

  test("a wrong value in a column that is not chosen rejects the record, which stays whole", () => {
    const wrong = record("DeviceInfo", '{"ReportId":1,"IsExcluded":"x","OSPlatform":"W"}');
    const unknown = record("NewTable", '{"A":639199803770463703}');
    const batch = parseMessage(message(wrong, unknown), { columns: { DeviceInfo: ["ReportId"] } });
    expect(batch.rejected).toMatchObject([
      { index: 0, record: JSON.parse(wrong) as object, issues: [{ path: ["IsExcluded"] }] },
    ]);
    expect(batch.unknown).toMatchObject([
      { index: 1, record: { properties: { A: 639199803770463703n } } },
    ]);
  });

  test("integers in chosen columns keep their digits", () => {
    const text = message(record("DeviceInfo", '{"OSBuild":5,"ReportId":639199803770463703}'));
    const rows = (columns: readonly ("OSBuild" | "ReportId")[]): unknown[] =>
      parseMessage(text, { columns: { DeviceInfo: columns } }).events.map(
        ({ properties }) => properties,
      );
    expect(rows(["ReportId"])).toEqual([{ ReportId: 639199803770463703n }]);
    expect(rows(["OSBuild"])).toEqual([{ OSBuild: 5 }]);
    expect(rows([])).toEqual([{}]);
  });

  test("unknown columns are rejected on request, and are reported as drift in either case", () => {
    const text = message(
      record("DeviceInfo", '{"ReportId":1,"MachineGroup":"g"}'),
      record("DeviceInfo", '{"ReportId":2,"New":"2026-03-01T00:10:21Z"}'),
      record("DeviceInfo", '{"ReportId":3,"OSPlatform":"W"}'),
    );
    const columns = { DeviceInfo: ["ReportId"] } as const;
    const [picked, whole] = [createDriftCollector(), createDriftCollector()];
    const { events } = parseMessage(text, { columns, drift: picked });
    parseMessage(text, { tables: ["DeviceInfo"], drift: whole });
    expect(events.map(({ properties }) => properties.ReportId)).toEqual([1, 2, 3]);
    expect(picked.report()).toEqual(whole.report());
    expect(picked.report().proposals).toEqual(["DeviceInfo: + New datetime"]);
    const strict = parseMessage(text, { columns, unknownColumns: "reject" });
    expect(strict.rejected.map(({ index }) => index)).toEqual([1]);
  });

  test.each(["exact", "number", "bigint", "string"] as const)("longs as %s are chosen", (long) => {
    const column: SchemaColumn = { name: "Id", type: "long", long };
    const other: SchemaColumn = { name: "Other", type: "string", long: "exact" };
    const source = { name: "T", identifier: "T", source: "T.csv" };
    const tables = schemaTables({ tables: [{ ...source, columns: [column, other] }] });
    const text = message(
      ...["5", "639199803770463703", "null"].map((id) => record("T", `{"Other":"o","Id":${id}}`)),
    );
    const whole = readMessage<{ properties: { Id: unknown } }>(tables, text);
    const picked = readMessage(tables, text, { columns: { T: ["Id"] } });
    expect(whole.events).toHaveLength(3);
    expect(picked.events).toMatchObject(
      whole.events.map(({ properties: { Id } }) => ({ properties: { Id } })),
    );
  });

  test("a choice of columns works for a table of a thousand columns", () => {
    const names = Array.from({ length: 1000 }, (_, index) => `Column${index}`);
    const columns = names.map((name): SchemaColumn => ({ name, type: "string", long: "exact" }));
    const source = { name: "Wide", identifier: "Wide", source: "Wide.csv" };
    const tables = schemaTables({ tables: [{ ...source, columns }] });
    const row = Object.fromEntries(names.map((name) => [name, name]));
    const text = message(record("Wide", JSON.stringify(row)));
    const { events } = readMessage(tables, text, { columns: { Wide: ["Column7", "Column999"] } });
    expect(events).toMatchObject([{ properties: { Column7: "Column7", Column999: "Column999" } }]);
  });

  test("readers of chosen tables and readers of lines choose columns too", async () => {
    const reader = createReader([DeviceInfo, DeviceLogonEvents]);
    const columns = { DeviceInfo: ["ReportId"] } as const;
    const { events, skipped } = reader.parseMessage(sample, { columns });
    expect([events.length, skipped]).toEqual([5, 65]);
    for await (const batch of parseLines(sampleTexts.join("\n"), { columns })) {
      expect(batch.events.map(({ properties }) => Object.keys(properties))).toEqual([
        ["ReportId"],
        ["ReportId"],
      ]);
    }
  });
});

describe("a choice that is not possible", () => {
  test.each([
    ["a column that the table lacks", { columns: { DeviceInfo: ["Nope"] } }, /"Nope"/],
    ["a column that every object has", { columns: { DeviceInfo: ["toString"] } }, /"toString"/],
    ["a table in columns", { columns: { Nope: ["A"] } }, /columns: "Nope" is not a table/],
    ["a table", { tables: ["Nope"] }, /tables: "Nope" is not a table/],
  ])("throws a RangeError that names %s", (_name, options, problem) => {
    // Only JavaScript can call it this way: the compiler rejects all of these.
    const read = parseMessage as (body: string, options: object) => unknown;
    expect(() => read(sample, options)).toThrow(RangeError);
    expect(() => read(sample, options)).toThrow(problem);
  });
});

test("the list of chosen columns may change between calls", () => {
  const chosen: ("OSBuild" | "ReportId")[] = ["OSBuild"];
  const text = message(record("DeviceInfo", '{"OSBuild":5,"ReportId":6}'));
  const read = (): unknown => parseMessage(text, { columns: { DeviceInfo: chosen } }).events;
  expect(read()).toMatchObject([{ properties: { OSBuild: 5 } }]);
  chosen[0] = "ReportId";
  expect(read()).toMatchObject([{ properties: { ReportId: 6 } }]);
});

test("the row type has only the chosen columns", () => {
  const { events } = parseMessage(sample, { columns: { DeviceInfo: ["ReportId", "OSPlatform"] } });
  expectTypeOf(events[0]).toMatchTypeOf<
    | {
        category: "AdvancedHunting-DeviceInfo";
        properties: Pick<DeviceInfo, "ReportId" | "OSPlatform">;
      }
    | undefined
  >();
});
