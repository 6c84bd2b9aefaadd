// Checks what the page calculates without a browser: addresses, keys, code to copy and the picture.

import * as fc from "fast-check";
import { ts } from "ts-morph";
import { describe, expect, test } from "vitest";
import {
  buildCatalog,
  type CatalogTable,
  findRetyped,
} from "../../generator/explore/page/catalog.ts";
import type { SavedQuery } from "../../generator/explore/explorer-data.ts";
import { usesOfColumn, usesOfTable } from "../../generator/explore/page/query-uses.ts";
import { parseFragment, printFragment, type Route } from "../../generator/explore/page/fragment.ts";
import { layOut } from "../../generator/explore/page/picture-layout.ts";
import { findJoinPairs, findPivotKeys, keyOf } from "../../generator/explore/page/pivot-keys.ts";
import {
  getschemaQuery,
  importLine,
  interfaceText,
  joinQuery,
  jsonExample,
  starterQuery,
} from "../../generator/explore/page/snippets.ts";
import { hostileNames, hostileTables, madeUpData, shippedData } from "./page-data.ts";

const shipped = buildCatalog(shippedData());

function tableOf(name: string, catalog = shipped): CatalogTable {
  const table = catalog.tables.get(name);
  if (table === undefined) throw new Error(`no table ${name}`);
  return table;
}

describe("a fragment", () => {
  test("contains every view and name, and is read back", () => {
    const text = fc.oneof(fc.constantFrom(...hostileNames, ""), fc.string({ unit: "grapheme" }));
    const columns = fc.array(text, { maxLength: 3 });
    const route: fc.Arbitrary<Route> = fc.oneof(
      fc.record({ view: fc.constant("table" as const), table: text, columns }),
      fc.record({ view: fc.constant("column" as const), column: text }),
      fc.record({ view: fc.constant("join" as const), left: text, right: text, columns }),
      fc.record({
        view: fc.constant("picture" as const),
        kind: fc.constantFrom("table" as const, "key" as const),
        name: text,
      }),
      fc.record({ view: fc.constant("history" as const), grade: text }),
      fc.record({ view: fc.constant("queries" as const), text }),
      fc.constantFrom<Route>({ view: "overview" }, { view: "types" }),
    );
    const search = fc.record({ text, type: text, status: text, streamed: text });
    fc.assert(
      fc.property(route, fc.option(search), (wanted, found) => {
        const printed = printFragment(wanted, found ?? undefined);
        const read = parseFragment(printed);
        expect(read.route).toEqual(wanted);
        const hasSearch = found !== null && Object.values(found).some((part) => part !== "");
        expect(read.search).toEqual(hasSearch ? found : undefined);
        expect(printed).toMatch(/^#[\x21-\x7E]*$/);
      }),
      { numRuns: 100 },
    );
  });

  test("that is broken leads to a view", () => {
    for (const text of [
      "",
      "#",
      "#/",
      "#/table",
      "#/table/%E0%A4%A",
      "#/nonsense/x",
      "#/picture/x/y",
    ]) {
      expect(parseFragment(text).route.view).toMatch(/^(?:overview|table|picture)$/);
    }
    expect(printFragment({ view: "column", column: "\uD800" })).toBe("#/column/%EF%BF%BD");
  });
});

describe("the catalog", () => {
  test("knows the names that have several types", () => {
    const retyped = findRetyped(shipped).map(({ name }) => name);
    expect(retyped.length).toBe(23);
    expect(retyped).toEqual(
      expect.arrayContaining(["ReportId", "AdditionalFields", "IsCompliant", "Port"]),
    );
  });

  test("merges tenants: tables and columns of all, with the differences", () => {
    const { tables } = buildCatalog(
      madeUpData(
        {
          A: [
            ["x", "string"],
            ["y", "long"],
          ],
          B: [["x", "string"]],
        },
        {
          A: [
            ["x", "string"],
            ["z", "int"],
            ["y", "real"],
          ],
          C: [["x", "string"]],
        },
      ),
    );
    expect([...tables.keys()]).toEqual(["A", "B", "C"]);
    expect([...tables.values()].map(({ differs }) => differs)).toEqual([true, true, true]);
    expect(
      tables
        .get("A")
        ?.columns.map(({ name, typeByTenant, differs }) => [name, typeByTenant, differs]),
    ).toEqual([
      ["x", ["string", "string"], false],
      ["y", ["long", "real"], true],
      ["z", [undefined, "int"], true],
    ]);
    // A table that a tenant lacks says nothing about the columns.
    expect(tables.get("B")?.columns.map(({ differs }) => differs)).toEqual([false]);
  });
});

function savedQuery(name: string, reads: SavedQuery["reads"]): SavedQuery {
  return { name, file: `${name}.kql`, line: 1, problem: null, reads };
}

describe("saved queries", () => {
  const catalog = buildCatalog({
    // The second tenant adds the column z, which is then the third one.
    ...madeUpData(
      {
        A: [
          ["x", "string"],
          ["y", "long"],
        ],
        B: [["x", "string"]],
      },
      {
        A: [
          ["z", "int"],
          ["x", "string"],
        ],
      },
    ),
    queries: [
      savedQuery("rows", [["A", [], "all others"]]),
      savedQuery("both", [
        ["A", [1], "all others"],
        ["B", [0], []],
      ]),
      savedQuery("unknown", [
        ["Gone", [0], "all others"],
        ["A", [2, 9], [0]],
      ]),
    ],
  });

  const ofTable = (name: string): unknown[] =>
    usesOfTable(catalog, name).map((use) => [use.query.name, use.read.named, use.read.unnamed]);
  const ofColumn = (name: string): unknown[] =>
    usesOfColumn(catalog, name).map((use) => [use.query.name, use.named, use.unnamed]);

  test("are found at the tables and the columns that they read", () => {
    expect(ofTable("A")).toEqual([
      ["rows", [], ["x", "y", "z"]],
      ["both", ["y"], ["x", "z"]],
      ["unknown", ["z"], ["x"]],
    ]);
    expect(ofTable("B")).toEqual([["both", ["x"], []]]);
    expect(ofTable("Gone")).toEqual([["unknown", [], []]]);
    // The queries that name it come first.
    expect(ofColumn("x")).toEqual([
      ["both", ["B"], ["A"]],
      ["rows", [], ["A"]],
      ["unknown", [], ["A"]],
    ]);
    expect(ofColumn("z")).toEqual([
      ["unknown", ["A"], []],
      ["rows", [], ["A"]],
      ["both", [], ["A"]],
    ]);
  });
});

describe("pivot keys", () => {
  test("identify something across tables", () => {
    expect(
      ["DeviceId", "InitiatingProcessSHA1", "IpAddress", "NetworkMessageId"].map(keyOf),
    ).toEqual(["DeviceId", "SHA1", "IPAddress", "NetworkMessageId"]);
    // Microsoft Entra's id of a device is not Defender's; process ids and report ids repeat.
    expect(keyOf("AadDeviceId")).toBe("AadDeviceId");
    expect(
      ["ReportId", "ProcessId", "InitiatingProcessId", "TenantId", "Timestamp"].map(keyOf),
    ).toEqual(Array.from({ length: 5 }, () => undefined));
    expect(findPivotKeys(shipped)[0]?.name).toMatch(/^Device(?:Id|Name)$/);
  });

  test("pair the columns of two tables, keys first", () => {
    const pairs = findJoinPairs(shipped, tableOf("DeviceFileEvents"), tableOf("AlertEvidence"));
    expect(pairs[0]).toMatchObject({
      left: { name: "DeviceId" },
      right: { name: "DeviceId" },
      key: "DeviceId",
    });
    const crossed = pairs.find(
      ({ left, right }) => left.name === "InitiatingProcessSHA1" && right.name === "SHA1",
    );
    expect(crossed).toMatchObject({ key: "SHA1", sameType: true });
    expect(pairs.at(-1)?.key).toBeUndefined();
  });

  test("are all drawn, each line between a table and a key that it has", () => {
    const keys = findPivotKeys(shipped);
    const picture = layOut(keys);
    expect(picture.hiddenTables + picture.hiddenKeys).toBe(0);
    const pairs = keys.flatMap((key) =>
      [...key.tables.keys()].map(({ name }) => `${name} ${key.name}`),
    );
    expect(picture.lines.map(({ table, key }) => `${table} ${key}`).toSorted()).toEqual(
      pairs.toSorted(),
    );
    // No label is on another one.
    for (const x of new Set([...picture.tables, ...picture.keys].map((each) => each.x))) {
      const heights = [...picture.tables, ...picture.keys]
        .filter((each) => each.x === x)
        .map(({ y }) => y)
        .toSorted((a, b) => a - b);
      const gaps = heights.slice(1).map((y, index) => y - (heights[index] ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(18.9);
      expect(heights.at(-1)).toBeLessThan(picture.height);
    }
  });
});

describe("code to copy", () => {
  const hostile = buildCatalog(madeUpData(hostileTables));

  test("for shipped tables is what a user would write", () => {
    const table = tableOf("DeviceLogonEvents");
    const picked = table.columns.filter(({ name }) =>
      ["Timestamp", "DeviceId", "AdditionalFields", "ReportId"].includes(name),
    );
    expect(importLine(shipped, table)).toBe(
      'import { DeviceLogonEvents } from "@huntgen/defender";\n',
    );
    expect(starterQuery(shipped, table, picked.slice(0, 2))).toBe(
      "DeviceLogonEvents\n| where Timestamp > ago(1d)\n| project Timestamp, DeviceId\n| take 100\n",
    );
    expect(getschemaQuery(table)).toBe(
      "DeviceLogonEvents\n| getschema\n| project ColumnName, ColumnType\n",
    );
    expect(interfaceText(shipped, table, picked.slice(1, 2))).toBe(
      "export interface DeviceLogonEventsRow {\n  /** Kusto `string`. */\n  DeviceId?: string | null;\n}\n",
    );
    const join = joinQuery(
      shipped,
      table,
      tableOf("AlertEvidence"),
      findJoinPairs(shipped, table, tableOf("AlertEvidence")).slice(0, 1),
    );
    expect(join).toBe(
      "DeviceLogonEvents\n| where Timestamp > ago(1d)\n| join kind=inner (\n    AlertEvidence\n    | where Timestamp > ago(1d)\n) on DeviceId\n| take 100\n",
    );
  });

  test("converts columns of different types before it joins them", () => {
    const catalog = buildCatalog(
      madeUpData({ A: [["ApplicationId", "int"]], B: [["ApplicationId", "string"]] }),
    );
    const [left, right] = [tableOf("A", catalog), tableOf("B", catalog)];
    const query = joinQuery(catalog, left, right, findJoinPairs(catalog, left, right));
    expect(query).toContain("| extend JoinKey1 = tostring(ApplicationId)");
    expect(query).toContain("on JoinKey1");
  });

  test("is TypeScript and JSON that parse, and hide no characters", () => {
    for (const catalog of [shipped, hostile]) {
      for (const table of [...catalog.tables.values()].slice(0, 13)) {
        const source = `${importLine(catalog, table)}${interfaceText(catalog, table, table.columns)}`;
        const { diagnostics = [] } = ts.transpileModule(source, { reportDiagnostics: true });
        expect(diagnostics.map(({ messageText }) => messageText)).toEqual([]);
        const parsed = ts.createSourceFile("a.ts", source, ts.ScriptTarget.Latest);
        const declared = parsed.statements.find(ts.isInterfaceDeclaration);
        const keys = declared?.members.map(({ name }) =>
          name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name))
            ? name.text
            : "",
        );
        expect(keys).toEqual(table.columns.map(({ name }) => name));
        const json = jsonExample(catalog, table.columns);
        const entries = json.split("\n").slice(1, -2);
        expect(
          entries.map((line) => Object.keys(JSON.parse(`{${line.replace(/,$/, "")}}`))[0]),
        ).toEqual(table.columns.map(({ name }) => name));
        expect(source + json).not.toMatch(/[\u202E\u2028]/);
      }
    }
  });
});
