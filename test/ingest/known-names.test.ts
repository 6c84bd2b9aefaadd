// Checks which table a file name or another name means.

import { array, assert, boolean, constantFrom, property, tuple } from "fast-check";
import { expect, test } from "vitest";
import { guessTable } from "../../generator/add/guess-table.ts";
import type { RawColumn } from "../../generator/ingest/export.ts";
import {
  findNearTable,
  findTable,
  indexNames,
  isNearName,
} from "../../generator/ingest/known-names.ts";
import { readShippedTables, shippedNames } from "../../generator/ingest/shipped-exports.ts";
import { tableOfFile } from "../../generator/ingest/table-name.ts";
import { findCopies } from "../../generator/model/find-copies.ts";
import { knownTableRenames } from "../../generator/model/known-renames.ts";
import { buildTables } from "../../generator/add/build-tables.ts";
import { readExports } from "../../generator/ingest/read-exports.ts";

const tables = [...shippedNames().names];

/** Each file name with the table that it means, or nothing. */
const fileNames: Readonly<Record<string, string | undefined>> = {
  "DeviceInfo.csv": "DeviceInfo",
  "DeviceInfo.CSV": "DeviceInfo",
  "deviceinfo.csv": "DeviceInfo",
  "DEVICEPROCESSEVENTS.json": "DeviceProcessEvents",
  "GraphApiAuditEvents.csv": "GraphAPIAuditEvents",
  "DeviceProcessEvents - Copy.csv": "DeviceProcessEvents",
  "DeviceProcessEvents - Copy (2).csv": "DeviceProcessEvents",
  "Copy of DeviceProcessEvents.csv": "DeviceProcessEvents",
  "DeviceProcessEvents - Kopie.csv": "DeviceProcessEvents",
  "DeviceProcessEvents-2026-09-01.csv": "DeviceProcessEvents",
  "2026-09-01_DeviceProcessEvents.csv": "DeviceProcessEvents",
  "DeviceProcessEvents_20260901T101500Z.json": "DeviceProcessEvents",
  "DeviceInfo_Schema.csv": "DeviceInfo",
  "DeviceInfo_schema.csv": "DeviceInfo",
  "DeviceInfo-schema.json": "DeviceInfo",
  "DeviceInfoSchema.csv": "DeviceInfo",
  "DeviceInfo.schema.csv": "DeviceInfo",
  "DeviceInfo.short.csv": "DeviceInfo",
  "DeviceInfo (1).csv": "DeviceInfo",
  "DeviceInfo(12).csv": "DeviceInfo",
  "DeviceInfo_v2_final.txt": "DeviceInfo",
  "schema_EmailUrlInfo.tsv": "EmailUrlInfo",
  "EmailEvents.csv.txt": "EmailEvents",
  "My EmailEvents query.csv": "EmailEvents",
  "AADSignInEventsBeta getschema.csv": "AADSignInEventsBeta",
  "identityinfo old.csv": "IdentityInfo",
  "Orders_CL.csv": "Orders_CL",
  "DeviceInfo_CL.csv": "DeviceInfo_CL",
  "DeviceInfo_prod.csv": "DeviceInfo_prod",
  "DeviceProcesEvents.csv": "DeviceProcesEvents",
  "AlertInfo AlertEvidence.csv": "AlertInfo AlertEvidence",
  "DeviceInfos.csv": "DeviceInfos",
  "2-fa.csv": "2-fa",
  "New query.csv": undefined,
  "New query (1).csv": undefined,
  "query_data.csv": undefined,
  "graph.json": undefined,
  "response.json": undefined,
  "schemas.csv": undefined,
  "My hunting query.csv": undefined,
  "Advanced hunting.csv": undefined,
  "AdvancedHunting_2026-09-01.csv": undefined,
  "export (3).json": undefined,
  "2026-09-01.csv": "2026-09-01",
  "Old.csv": "Old",
  "-.csv": undefined,
  "---.csv": "---",
  "-": undefined,
};

test("the table of file names has at least 40 rows", () => {
  expect(Object.keys(fileNames).length).toBeGreaterThanOrEqual(40);
});

test.for(Object.entries(fileNames))("the file %s means the table %s", ([file, table]) => {
  expect(tableOfFile(file)).toBe(table);
});

/** Each unknown name with the table that is suggested, or nothing. */
const unknownNames: Readonly<Record<string, string | undefined>> = {
  DeviceProcesEvents: "DeviceProcessEvents",
  "DeviceProcesEvents - Copy": "DeviceProcessEvents",
  "copy of alretinfo": "AlertInfo",
  DeviceInfos: "DeviceInfo",
  DeviceInfo_prod: "DeviceInfo",
  EmailAtachmentInfo: "EmailAttachmentInfo",
  "AlertInfo AlertEvidence": undefined,
  DeviceInfo_CL: undefined,
  DeviceNetworkEvents_CL: undefined,
  Orders: undefined,
  Heartbeat: undefined,
  SecurityEvent: undefined,
  SigninLogs: undefined,
  Syslog: undefined,
  T: undefined,
  "": undefined,
  ["DeviceInfo ".repeat(50)]: undefined,
};

test.for(Object.entries(unknownNames))("the name %j is near to %j", ([name, table]) => {
  expect(findNearTable(name, shippedNames())).toBe(table);
});

test("each shipped table means itself, in any letter case", () => {
  for (const table of tables) {
    expect(tableOfFile(`${table}.csv`)).toBe(table);
    expect(tableOfFile(`${table.toLowerCase()}.csv`)).toBe(table);
    expect(findTable(table.toUpperCase(), shippedNames())).toBe(table);
  }
});

test("a table that was renamed does not become a table with another name", () => {
  const old = knownTableRenames.map(([from]) => from);
  expect(old.length).toBeGreaterThan(10);
  for (const name of old) {
    const table = tableOfFile(`${name}.csv`);
    // GraphApiAuditEvents is the same name in another letter case.
    expect(table?.toLowerCase()).toBe(name.toLowerCase());
  }
});

test("no shipped table is reported as a copy of another, with or without the others", () => {
  const { exports } = readExports("input-schemas");
  const all = buildTables(exports).tables.map((table) => ({
    name: table.name,
    identifier: table.name,
    source: `${table.name}.csv`,
    columns: table.columns.map(({ name, type }) => ({ name, type, long: "exact" as const })),
  }));
  expect(all.length).toBe(tables.length);
  const known = shippedNames().names;
  expect(findCopies({ tables: all }, exports, readShippedTables, (t) => known.has(t))).toEqual([]);
  // As if huntgen did not know one of them.
  const copies = all.flatMap((table) =>
    findCopies(
      { tables: all },
      exports,
      () => new Map([...readShippedTables()].filter(([name]) => name !== table.name)),
      (name) => name !== table.name,
    ),
  );
  expect(copies).toEqual([]);
});

test("any shipped table is found between any of the usual additions", () => {
  const before = ["", "Copy of ", "schema_", "2026-09-01 ", "new-", "[1] ", "export.of.", "the "];
  const after = ["", " - Copy", " (1)", "_Schema", "-schema", ".short", "_2026-09-01", " v2", "~1"];
  assert(
    property(
      constantFrom(...tables),
      constantFrom(...before),
      constantFrom(...after),
      constantFrom(...after),
      boolean(),
      (table, start, end, more, isLower) => {
        const name = `${start}${table}${end}${more}.csv`;
        expect(tableOfFile(isLower ? name.toLowerCase() : name)).toBe(table);
      },
    ),
    { numRuns: 300 },
  );
});

test("a name of fragments means the only known table in it, and otherwise itself", () => {
  const fragments = ["DeviceInfo", "deviceinfo", "AlertInfo", "Foo", "CL", "copy", "7", "Schema"];
  assert(
    property(
      array(tuple(constantFrom(...fragments), constantFrom("_", " ", "-", ".", " - ", "(")), {
        minLength: 1,
        maxLength: 6,
      }),
      (parts) => {
        const name = parts.map(([fragment, separator]) => `${fragment}${separator}`).join("");
        const words = parts.map(([fragment]) => fragment.toLowerCase());
        const own = words.filter((word) => !["copy", "7", "schema"].includes(word));
        const [only] = own;
        const expected =
          own.length === 1
            ? { deviceinfo: "DeviceInfo", alertinfo: "AlertInfo" }[only ?? ""]
            : undefined;
        expect(findTable(name, shippedNames())).toBe(expected);
      },
    ),
    { numRuns: 300 },
  );
});

test("names with very many words are read in no time", () => {
  const long = "a b ".repeat(60);
  for (let n = 0; n < 20_000; n += 1) findTable(`${long}${n}`, shippedNames());
  expect(findTable(long, shippedNames())).toBeUndefined();
});

test("nearness ignores letter case, and differs for short names", () => {
  expect(isNearName("DEVICEINF", "DeviceInfo")).toBe(true);
  expect(isNearName("abc", "abd")).toBe(false);
  expect(isNearName("abcd", "abce")).toBe(true);
  expect(isNearName("abcd", "acbd")).toBe(false);
});

test("the first of two names that differ only in letter case counts", () => {
  const known = indexNames(["Orders_CL", "orders_cl", "Mine"]);
  expect(findTable("ORDERS_CL", known)).toBe("Orders_CL");
  expect(findTable("orders_cl", known)).toBe("orders_cl");
  expect(findTable("mine - copy", known)).toBe("Mine");
});

function rawColumns(table: string): RawColumn[] {
  return [...(readShippedTables().get(table) ?? [])].map(([name, type], at) => ({
    table: undefined,
    name,
    type,
    dataType: undefined,
    ordinal: undefined,
    description: undefined,
    line: at + 2,
  }));
}

test("columns of a shipped table suggest that table or, for twins, no table", () => {
  const guesses = tables.map((table) => [
    table,
    guessTable(rawColumns(table), readShippedTables()),
  ]);
  const wrong = guesses.filter(([table, guess]) => guess !== undefined && guess !== table);
  expect(wrong).toEqual([]);
  expect(guesses.filter(([, guess]) => guess === undefined)).toEqual([]);
});

test("nine tenths of the columns still suggest the table, and few columns suggest no table", () => {
  for (const table of tables) {
    const columns = rawColumns(table);
    const most = columns.slice(0, Math.ceil(columns.length * 0.9));
    expect([table, undefined]).toContain(guessTable(most, readShippedTables()));
    expect(guessTable(columns.slice(0, 2), readShippedTables())).toBeUndefined();
  }
});

test("columns with other types do not suggest a table", () => {
  const columns = rawColumns("DeviceInfo").map((column) => ({ ...column, type: "real" }));
  expect(guessTable(columns, readShippedTables())).toBeUndefined();
});
