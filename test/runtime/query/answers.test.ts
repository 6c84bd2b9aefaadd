// Reads responses as the services write them, and texts that are not responses.

import { describe, expect, it, test } from "vitest";
import {
  AnswerError,
  decodeAnswer,
  DeviceInfo,
  DeviceLogonEvents,
  OAuthAppInfo,
} from "../../../generated/index.ts";

const graph = (schema: object, ...results: readonly unknown[]): string =>
  JSON.stringify({
    schema: Object.entries(schema).map(([name, type]) => ({ name, type })),
    results,
  });

describe("a table", () => {
  it("decodes a row as Graph writes it", () => {
    const row = {
      IsLocalAdmin: 1,
      "IsLocalAdmin@odata.type": "#SByte",
      RemotePort: {},
      ReportId: {},
    };
    expect(DeviceLogonEvents.decode(row)).toEqual({
      ok: true,
      value: { IsLocalAdmin: true, RemotePort: null, ReportId: null },
    });
    expect(row.IsLocalAdmin).toBe(1);
  });

  it("reports what is wrong with a row", () => {
    expect(DeviceLogonEvents.decode({ RemotePort: "x" })).toMatchObject({
      ok: false,
      issues: [{ path: ["RemotePort"], actual: "string" }],
    });
    expect(DeviceLogonEvents.decode([])).toMatchObject({ ok: false });
    expect(DeviceLogonEvents.decode({ Timestamp: ["2026-03-01T00:00:00"] })).toMatchObject({
      ok: false,
    });
  });

  it("unwraps dynamic values at every level", () => {
    const row = {
      VerifiedPublisher: {
        "@odata.type": "#microsoft.graph.security.dynamicColumnValue",
        name: "x",
        "ids@odata.type": "#Collection(String)",
        ids: ['{"id":639199803770463703}', "plain"],
        inner: { "@odata.type": "#microsoft.graph.security.dynamicColumnValue" },
      },
    };
    const result = OAuthAppInfo.decode(row);
    expect(result).toEqual({
      ok: true,
      value: {
        VerifiedPublisher: { name: "x", ids: [{ id: 639199803770463703n }, "plain"], inner: {} },
      },
    });
  });

  it("keeps a real @odata.type of other channels", () => {
    const value = { "@odata.type": "#microsoft.graph.user", "x@odata.type": "#Int64" };
    const row = { VerifiedPublisher: value };
    for (const channel of ["defender", "logAnalytics", "adx"] as const) {
      expect(OAuthAppInfo.decode(row, channel)).toEqual({ ok: true, value: row });
    }
    expect(OAuthAppInfo.decode({ VerifiedPublisher: {} }, "defender")).toEqual({
      ok: true,
      value: { VerifiedPublisher: {} },
    });
  });
});

describe("decodeAnswer", () => {
  it("checks rows with a table and reports how the response differs from it", () => {
    const schema = { DeviceId: "String", ReportId: "Int64", n: "Int64", OSPlatform: "Object" };
    const answer = decodeAnswer(
      graph(
        schema,
        { DeviceId: "a", ReportId: 5, n: "9007199254740993", OSPlatform: "Linux" },
        { DeviceId: 1, ReportId: 5, n: {}, "n@odata.type": "#Int64", OSPlatform: {} },
      ),
      DeviceInfo,
    );
    expect(answer.rows).toEqual([
      { DeviceId: "a", ReportId: 5, n: 9007199254740993n, OSPlatform: "Linux" },
    ]);
    expect(answer.rejected).toMatchObject([
      { index: 1, row: { DeviceId: 1 }, issues: [{ path: ["DeviceId"] }] },
    ]);
    expect(answer.drift.added).toEqual([{ name: "n", type: "long" }]);
    expect(answer.drift.retyped).toEqual([
      { name: "OSPlatform", type: "dynamic", tableType: "string" },
    ]);
    expect(answer.drift.missing).toHaveLength(DeviceInfo.columns.length - 3);
    expect(answer.columns.map(({ type }) => type)).toEqual(["string", "long", "long", "dynamic"]);
  });

  it("reads keys in another letter case, and reports keys that are not declared", () => {
    const { rows, drift } = decodeAnswer(
      graph(
        { IsOn: "SByte", Other: "String" },
        {
          ison: 1,
          "ison@odata.type": "#SByte",
          extra: 2,
          "@odata.type": "#row",
        },
      ),
    );
    expect(rows).toEqual([{ IsOn: true, extra: 2 }]);
    expect(drift.undeclared).toEqual(["extra"]);
  });

  it("keeps __proto__ as a column", () => {
    const text = graph({ a: "String" }, {})
      .replaceAll('"a"', '"__proto__"')
      .replace("[{}]", '[{"__proto__":"x"}]');
    const [row] = decodeAnswer(text).rows;
    expect(Object.entries(row ?? {})).toEqual([["__proto__", "x"]]);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
  });

  it.each([{ DeviceId: "String" }, {}])("keeps a column named like an annotation", (schema) => {
    const name = "DeviceId@odata.type";
    const row = { DeviceId: "a", [name]: "b", "@odata.type": "c" };
    const text = graph({ ...schema, [name]: "String", "@odata.type": "String" }, row);
    expect(decodeAnswer(text).rows).toEqual([row]);
    expect(decodeAnswer(text, DeviceInfo).rows).toEqual([row]);
  });

  it("rejects only the row whose value is nested too deeply to decode", () => {
    const deep = `[9007199254740993,${"[".repeat(1e5)}${"]".repeat(1e5)}]`;
    const issues = [{ path: [], message: "a value is nested too deeply or too long" }];
    const inText = decodeAnswer(graph({ d: "Object" }, { d: deep }, { d: "[1]" }));
    expect(inText).toMatchObject({ rows: [{ d: [1] }], rejected: [{ index: 0, issues }] });
    const native = `{"schema":[{"name":"d","type":"Object"}],"results":[{"d":${deep}},{"d":[1]}]}`;
    expect(decodeAnswer(native)).toMatchObject({
      rows: [{ d: [1] }],
      rejected: [{ index: 0, issues }],
    });
  });

  it("rejects rows with another number of cells", () => {
    const columns = [{ name: "a", type: "string" }];
    const text = JSON.stringify({
      tables: [{ name: "PrimaryResult", columns, rows: [["x"], [], 5] }],
    });
    const { rows, rejected } = decodeAnswer(text);
    expect(rows).toEqual([{ a: "x" }]);
    expect(rejected.map(({ index }) => index)).toEqual([1, 2]);
  });

  it("keeps the name of an unknown type", () => {
    expect(decodeAnswer(graph({ a: "constructor" }, { a: "x" })).columns).toEqual([
      { name: "a", type: "constructor" },
    ]);
  });

  it("reads bytes, and text with a BOM", () => {
    const text = graph({ a: "String" }, { a: "ü" });
    expect(decodeAnswer(new TextEncoder().encode(text)).rows).toEqual([{ a: "ü" }]);
    expect(decodeAnswer(`\uFEFF${text}`).rows).toEqual([{ a: "ü" }]);
  });
});

const fragment = (rows: unknown, type = "DataAppend"): object => ({
  FrameType: "TableFragment",
  TableId: 1,
  TableFragmentType: type,
  Rows: rows,
});
const completion = (count: number): object => ({
  FrameType: "TableCompletion",
  TableId: 1,
  RowCount: count,
});
const rowsOf = (...frames: readonly object[]): unknown => decodeAnswer(JSON.stringify(frames)).rows;
const status = (severity: number): object => ({
  Columns: [
    { ColumnName: "Severity", DataType: "Int32" },
    { ColumnName: "StatusDescription", DataType: "String" },
  ],
  Rows: [[severity, "out of memory"]],
});

describe("a response of Azure Data Explorer", () => {
  const columns = [{ ColumnName: "a", ColumnType: "long" }];
  const table = {
    FrameType: "DataTable",
    TableId: 1,
    TableKind: "PrimaryResult",
    Columns: columns,
    Rows: [[1]],
  };
  const header = {
    FrameType: "TableHeader",
    TableId: 1,
    TableKind: "PrimaryResult",
    Columns: columns,
  };
  const end = { FrameType: "DataSetCompletion", HasErrors: false, Cancelled: false };

  it("is read from a table or from fragments", () => {
    expect(rowsOf(table, end)).toEqual([{ a: 1 }]);
    expect(rowsOf(header, fragment([[1]]), fragment([[2]]), completion(2), end)).toEqual([
      { a: 1 },
      { a: 2 },
    ]);
    expect(
      rowsOf(header, fragment([[1]]), fragment([[2]], "DataReplace"), completion(1), end),
    ).toEqual([{ a: 2 }]);
  });

  it("is read in linear time from many fragments", () => {
    const count = 30_000;
    const fragments = Array.from({ length: count }, () => fragment([[1]]));
    const started = process.cpuUsage();
    expect(rowsOf(header, ...fragments, completion(count), end)).toHaveLength(count);
    // Copying the rows for each fragment takes 10 s.
    expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
  });

  it("of version 1 is found in the table of contents", () => {
    const contents = {
      Columns: [
        { ColumnName: "Ordinal", DataType: "Int64" },
        { ColumnName: "Kind", DataType: "String" },
      ],
      Rows: [
        [0, "QueryResult"],
        [1, "QueryStatus"],
      ],
    };
    const result = { Columns: [{ ColumnName: "a", DataType: "Int64" }], Rows: [[639]] };
    const text = (severity: number): string =>
      JSON.stringify({ Tables: [result, status(severity), contents] });
    expect(decodeAnswer(text(4)).rows).toEqual([{ a: 639 }]);
    expect(() => decodeAnswer(text(2))).toThrow("out of memory");
  });

  it.each([
    ["without its last frame", [table], "cut off"],
    ["without the end of its fragments", [header, fragment([[1]]), end], "cut off"],
    ["with fewer rows than it counts", [header, fragment([[1]]), completion(2), end], "cut off"],
    ["with errors", [table, { ...end, HasErrors: true }], "returned an error"],
    ["that was cancelled", [table, { ...end, Cancelled: true }], "cancelled"],
    [
      "with an error between its rows",
      [
        {
          ...table,
          Rows: [
            [1],
            { OneApiErrors: [{ error: { code: "LimitsExceeded", "@message": "too much" } }] },
          ],
        },
        end,
      ],
      "LimitsExceeded: too much",
    ],
    ["with an object between its rows", [{ ...table, Rows: [[1], { a: 1 }] }, end], "an object"],
    ["with two results", [table, table, end], "several"],
    ["without a result", [end], "no result"],
  ])("%s is an error", (_, frames, message) => {
    expect(() => rowsOf(...frames)).toThrow(AnswerError);
    expect(() => rowsOf(...frames)).toThrow(message);
  });
});

test.each([
  ["", "unexpected end of input"],
  ["<!DOCTYPE html><html></html>", "got HTML"],
  ['{"schema":[],"results":[', "cut off"],
  ['{"schema":[]}', "got another object"],
  ["null", "got null"],
  ["[]", "expected an object or the frames"],
  ["5", "got number"],
  ['{"error":{"code":"BadRequest","message":"\\u001b[31mno"}}', 'BadRequest: "\\u001b[31mno"'],
  ['{"schema":[],"results":[],"@odata.nextLink":"x"}', "further pages"],
  [
    '{"schema":[{"name":"a","type":"int"},{"name":"a","type":"int"}],"results":[]}',
    "two columns a",
  ],
  ['{"schema":[{"name":"a"}],"results":[]}', "a name and a type"],
  [
    '{"tables":[{"name":"PrimaryResult","columns":[],"rows":[]}],"error":{"code":"PartialError"}}',
    "PartialError",
  ],
  ['{"tables":[{"columns":[],"rows":[]},{"columns":[],"rows":[]}]}', "several"],
  ['{"tables":[]}', "without columns"],
  ['{"Tables":[]}', "no result"],
  ['{"Tables":[],"Exceptions":["too large"]}', "too large"],
])("the text %j is an error", (text, message) => {
  expect(() => decodeAnswer(text)).toThrow(AnswerError);
  expect(() => decodeAnswer(text)).toThrow(message);
});

test("a parsed response is refused, since its integers are rounded", () => {
  const parsed: unknown = { schema: [], results: [] };
  // @ts-expect-error -- the type refuses it too
  expect(() => decodeAnswer(parsed)).toThrow(TypeError);
});
