// Checks what a generated table returns: its columns, its issues with their exact wording, the
// unknown keys, and what libraries for Standard Schema see.

import type { StandardSchemaV1 } from "@standard-schema/spec";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type AnyTable,
  exportText,
  generatePackage,
  importPackage,
  tableNamed,
  tablesOf,
} from "../../support/generated-package.ts";

let table: AnyTable;
let plain: AnyTable;

beforeAll(async () => {
  const generated = await generatePackage({
    "all.csv": exportText([
      [
        "Events",
        [
          ["Timestamp", "DateTime"],
          ["ProcessId", "System.Int64"],
          ["RemotePort", "int32"],
          ["IsLocal", "SByte"],
          ["Id", "uuid"],
          ["Score", "double"],
          ["Amount", "SqlDecimal"],
          ["Duration", "time"],
          ["FileName", "String"],
          ["AdditionalFields", "object"],
          ["2 fa", "string"],
          ["constructor", "string"],
        ],
      ],
      ["Plain", [["Only", "dynamic"]]],
    ]),
  });
  const tables = tablesOf(await importPackage(generated));
  table = tableNamed(tables, "Events");
  plain = tableNamed(tables, "Plain");
});

const secret = "s3cret-value-of-a-person";

describe("the columns of a table", () => {
  it("have Kusto's names and types, whatever alias the export used", () => {
    expect(table.columns).toEqual([
      { name: "Timestamp", type: "datetime", ordinal: 0 },
      { name: "ProcessId", type: "long", ordinal: 1 },
      { name: "RemotePort", type: "int", ordinal: 2 },
      { name: "IsLocal", type: "bool", ordinal: 3 },
      { name: "Id", type: "guid", ordinal: 4 },
      { name: "Score", type: "real", ordinal: 5 },
      { name: "Amount", type: "decimal", ordinal: 6 },
      { name: "Duration", type: "timespan", ordinal: 7 },
      { name: "FileName", type: "string", ordinal: 8 },
      { name: "AdditionalFields", type: "dynamic", ordinal: 9 },
      { name: "2 fa", type: "string", ordinal: 10 },
      { name: "constructor", type: "string", ordinal: 11 },
    ]);
    expect(table.columns).toBe(table.columns);
    expect(table.schema).toBe(table.schema);
  });
});

describe("the issues of a row", () => {
  it.each([
    ["Timestamp", "2026-02-30T00:00:00Z", "datetime", "string"],
    ["ProcessId", secret, "long", "string"],
    ["RemotePort", 2 ** 31, "int", "number"],
    ["IsLocal", 1, "bool", "number"],
    ["Id", true, "guid", "boolean"],
    ["Score", [secret], "real", "array"],
    ["Amount", { [secret]: secret }, "decimal", "object"],
    ["Duration", 1n, "timespan", "bigint"],
    ["FileName", 5, "string", "number"],
    ["2 fa", false, "string", "boolean"],
    ["constructor", 1, "string", "number"],
  ])("of column %s contain the name, expected type and kind found", (name, value, ...kinds) => {
    const [expected, actual] = kinds;
    const result = table.validate({ [name]: value });
    expect(result).toEqual({
      ok: false,
      issues: [{ path: [name], expected, actual, message: expect.any(String) }],
    });
    const [issue] = result.ok ? [] : result.issues;
    expect(issue?.message).toContain(name);
    expect(issue?.message).toContain(expected);
    expect(issue?.message).toContain(actual);
  });

  it("are in the order of the columns, whatever the order of the keys", () => {
    const wrong = { constructor: 1, FileName: 1, Id: 1, IsLocal: 1, ProcessId: "1", Timestamp: 1 };
    const orders = [Object.entries(wrong), Object.entries(wrong).toReversed()];
    for (const entries of orders) {
      const result = table.validate(Object.fromEntries(entries));
      const names = result.ok ? [] : result.issues.map(({ path }) => path[0]);
      expect(names).toEqual(["Timestamp", "ProcessId", "IsLocal", "Id", "FileName", "constructor"]);
    }
  });

  it.each([
    [null, "null"],
    [undefined, "undefined"],
    [[], "array"],
    [[{}], "array"],
    ["row", "string"],
    [1, "number"],
    [1n, "bigint"],
    [true, "boolean"],
    [() => 1, "function"],
    [Symbol("row"), "symbol"],
  ])("have an empty path for a value that is not a row, %s", (value, actual) => {
    for (const each of [table, plain]) {
      expect(each.is(value)).toBe(false);
      expect(each.validate(value)).toEqual({
        ok: false,
        issues: [{ path: [], expected: "object", actual, message: expect.any(String) }],
      });
    }
  });

  it("never contain the value, which may be about a person", () => {
    const values = [secret, [secret], { [secret]: 1 }, { x: secret }, new Error(secret)];
    for (const value of values) {
      const row = Object.fromEntries(
        table.columns.filter(({ type }) => type !== "string").map(({ name }) => [name, value]),
      );
      const reported = [
        table.validate({ ...row, Unknown: value }, { unknownColumns: "reject" }),
        table["~standard"].validate(row),
        table.validate([value]),
      ];
      const issues = reported.map((result) => ("issues" in result ? result.issues : undefined));
      expect(issues.every((list) => list !== undefined && list.length > 0)).toBe(true);
      expect(JSON.stringify(issues)).not.toContain(secret);
    }
  });
});

describe("keys that are not columns", () => {
  const row: unknown = JSON.parse(
    '{"__proto__": {"x": 1}, "toString": 1, "FileName": "x", "fileName": 1, "": null, "0": 1}',
  );
  const unknown = ["0", "__proto__", "toString", "fileName", ""];

  it("are accepted and listed", () => {
    expect(table.is(row)).toBe(true);
    expect(table.validate(row)).toEqual({ ok: true, value: row });
    expect(table.validate(row, {}).ok).toBe(true);
    expect(table.validate(row, { unknownColumns: "accept" }).ok).toBe(true);
    expect(table.unknownColumns(row)).toEqual(unknown);
    expect(table["~standard"].validate(row)).toEqual({ value: row });
  });

  it("are rejected on request, each with an issue after those of the columns", () => {
    const result = table.validate(row, { unknownColumns: "reject" });
    expect(result.ok ? [] : result.issues.map(({ path }) => path)).toEqual(
      unknown.map((name) => [name]),
    );
    const both = table.validate({ Unknown: 1, FileName: 1 }, { unknownColumns: "reject" });
    expect(both.ok ? [] : both.issues.map(({ path }) => path)).toEqual([["FileName"], ["Unknown"]]);
  });

  it("do not invalidate a row with only known columns", () => {
    const known = Object.fromEntries(table.columns.map(({ name }) => [name, null]));
    expect(table.validate(known, { unknownColumns: "reject" })).toEqual({ ok: true, value: known });
    expect(table.unknownColumns(known)).toEqual([]);
  });

  it("are an empty list for a value that is not a row", () => {
    for (const value of [null, undefined, [], ["x"], "row", 1]) {
      expect(table.unknownColumns(value)).toEqual([]);
    }
  });
});

describe("a table as a Standard Schema", () => {
  it("returns the value itself, or issues with a path", () => {
    const row = { FileName: "x" };
    const right = table["~standard"].validate(row);
    expect("value" in right && right.value).toBe(row);
    expect(right.issues).toBeUndefined();
    const wrong = table["~standard"].validate({ FileName: 1 });
    expect(wrong.issues).toEqual([expect.objectContaining({ path: ["FileName"] })]);
    expect(table["~standard"].version).toBe(1);
    expect(table["~standard"].vendor).toBe("huntgen");
  });

  it("converts to the drafts that it supports, and throws for others", () => {
    const { input, output } = table["~standard"].jsonSchema;
    const draft7 = input({ target: "draft-07" });
    expect(draft7["$schema"]).toBe("http://json-schema.org/draft-07/schema#");
    expect(draft7["properties"]).toEqual(table.schema["properties"]);
    expect(output({ target: "draft-2020-12" })).toEqual(table.schema);
    expect(() => input({ target: "openapi-3.0" })).toThrow("openapi-3.0");
  });

  it("works in a library that knows only the specification", async () => {
    const row = { FileName: "x" };
    expect(await parse(table, row)).toBe(row);
    expect(await parse(table, { FileName: 1 })).toEqual([
      expect.objectContaining({ path: ["FileName"], message: expect.any(String) }),
    ]);
  });

  it("works when its functions are detached, as libraries do", () => {
    const { validate } = table["~standard"];
    const { is, validate: own } = table;
    expect([validate({}).issues, is({}), own({}).ok]).toEqual([undefined, true, true]);
  });
});

describe("a table with only dynamic columns", () => {
  it("accepts every row, and no other value", () => {
    const rows = [{}, { Only: 1 }, { Only: [{}] }, { Only: null }, { Other: 1n }];
    expect(rows.map((row) => plain.is(row))).toEqual(rows.map(() => true));
    expect(plain.unknownColumns({ Only: 1, Other: 1 })).toEqual(["Other"]);
  });
});

/** Does what a library does with a schema when it knows only the specification. */
async function parse(schema: StandardSchemaV1, value: unknown): Promise<unknown> {
  const result = await schema["~standard"].validate(value);
  return result.issues ?? result.value;
}
