// Defines the tables that the fuzzer reads with: every scalar, hostile names, many columns, and some
// tables of Defender.

import { readFileSync } from "node:fs";
import {
  findKustoType,
  type KustoType,
  type LongMode,
} from "../../../generator/mapping/kusto-types.ts";
import type { SchemaColumn, SchemaTable } from "../../../generator/model/schema.ts";
import { schemaTables } from "../../../generator/validate/schema-tables.ts";

export type Tables = ReturnType<typeof schemaTables>;

export interface TableSet {
  readonly name: string;
  readonly schema: readonly SchemaTable[];
  readonly tables: Tables;
}

const types: readonly KustoType[] = [
  "string",
  "long",
  "int",
  "datetime",
  "bool",
  "guid",
  "dynamic",
  "real",
  "decimal",
  "timespan",
];

function column(name: string, type: KustoType, long: LongMode = "exact"): SchemaColumn {
  return { name, type, long };
}

function table(name: string, columns: readonly SchemaColumn[]): SchemaTable {
  return { name, identifier: name, source: `${name}.csv`, columns };
}

/** Assigns names to the types in order, repeatedly. */
function columnsOf(names: readonly string[]): SchemaColumn[] {
  return names.map((name, index) => column(name, types[index % types.length] ?? "string"));
}

const allScalars = table("AllScalars", [
  ...types.map((type) => column(`The_${type}`, type)),
  column("LongNumber", "long", "number"),
  column("LongBigint", "long", "bigint"),
  column("LongText", "long", "string"),
]);

const sixteen = "ColumnOfSixteenB";
const hostileNames = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "a b",
  "\u00e9t\u00e9",
  "\u540d\u524d",
  "\u{1F98A}",
  'qu"ote',
  "back\\slash",
  "line\nbreak",
  "\u2028",
  "category",
  "properties",
  "records",
  "time",
  "a",
  "ab",
  "abc",
  "A",
  "0",
  "1",
  "10",
  "4294967295",
  ":[",
  '\\"',
  "Fifteen_Bytes__",
  sixteen,
  `${sixteen}x`,
  `${sixteen}y`,
  `${sixteen}Column_Of_31_By`,
  `${sixteen}Column_Of_32_Byt`,
  `${sixteen}Column_Of_32_Byu`,
  `${sixteen}Column_Of_33_Byte`,
  `\u00e9${sixteen.slice(0, 14)}`,
  "x".repeat(200),
] as const;

const wide = table(
  "Wide",
  columnsOf(Array.from({ length: 130 }, (_value, index) => `Column${index}`)),
);

/**
 * So many columns that a row may contain more long integers than a text of its length usually does.
 */
const longs = table(
  "Longs",
  Array.from({ length: 66 }, (_value, index) => column(`L${index}`, "long")),
);

const few = columnsOf(["Text", "Long", "Int", "Time", "__proto__"]);

const hostile = [
  allScalars,
  table("HostileNames", columnsOf(hostileNames)),
  wide,
  longs,
  table("__proto__", few),
  table("constructor", few),
  table("T", few),
  table("T2", few),
  table('Ta\u00dfle "of" \\ \u{1F98A}', few),
];

/** Reads an export of this repository. Tests and `npm run fuzz` run in its root. */
function readTable(name: string): SchemaTable {
  const [, ...lines] = readFileSync(`input-schemas/${name}.csv`, "utf8").trim().split(/\r?\n/);
  return table(
    name,
    lines.map((line) => {
      const [columnName = "", typeName = ""] = line.split(",");
      const type = findKustoType(typeName);
      if (type === undefined) throw new Error(`${name}.csv: unexpected line ${line}`);
      return column(columnName, type);
    }),
  );
}

const defender = ["CloudAppEvents", "DeviceInfo", "DeviceLogonEvents", "EmailEvents"].map(
  readTable,
);

function tableSet(name: string, schema: readonly SchemaTable[]): TableSet {
  return { name, schema, tables: schemaTables({ tables: schema }) };
}

export const tableSets: readonly TableSet[] = [
  tableSet("hostile", hostile),
  tableSet("defender", defender),
];
