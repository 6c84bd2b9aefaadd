// Builds the data of pages for tests, and reads it back from the text of a page.

import { loadConfig } from "../../generator/config.ts";
import { buildData } from "../../generator/explore/build-data.ts";
import type { ColumnEntry, ExplorerData } from "../../generator/explore/explorer-data.ts";
import type { KustoType } from "../../generator/mapping/kusto-types.ts";
import { readSchema } from "../../generator/read-schema.ts";

/** Names that break pages, code and addresses if they are not escaped. */
export const hostileNames: readonly string[] = [
  '<script>alert("x")</script>',
  'it\'s "quoted"',
  "a b",
  "where",
  "x-y.z",
  "\u202Eltr",
  "line\u2028break",
  "*/ ${x} `",
  "\\",
  "%2F/?#&=+",
  "ﬁ😀",
  "__proto__",
  "n".repeat(1000),
];

export type Tables = Readonly<Record<string, readonly (readonly [string, KustoType])[]>>;

const hostileTypes: readonly KustoType[] = ["string", "datetime", "dynamic", "long"];

/** A table of each hostile name, with a column of each. */
export const hostileTables: Tables = Object.fromEntries(
  hostileNames.map((name) => [
    name,
    hostileNames.map((column, index) => [column, hostileTypes[index % 4] ?? "string"] as const),
  ]),
);

/** The data of the shipped tables. */
export function shippedData(): ExplorerData {
  return dataOf([{ name: "input-schemas", schema: readSchema(loadConfig()).schema }]);
}

/** The data of tables, each with its columns as `name` and `type`. */
export function madeUpData(...tenants: readonly Tables[]): ExplorerData {
  return dataOf(
    tenants.map((tables, index) => ({
      name: `tenant ${index + 1}`,
      schema: {
        tables: Object.entries(tables).map(([name, columns]) => ({
          name,
          identifier: name.replace(/\W/g, "_"),
          source: `${name}.csv`,
          columns: columns.map(([column, type]) => ({ name: column, type, long: "exact" })),
        })),
      },
    })),
  );
}

function dataOf(schemas: Parameters<typeof buildData>[0]["schemas"]): ExplorerData {
  return buildData({
    title: "Hunting tables",
    firstView: "overview",
    schemas,
    package: { name: "@huntgen/defender", version: "0.1.0" },
    out: "generated",
  });
}

/** Reads the data that the page would read. */
export function dataIn(page: string): ExplorerData {
  const [, json = ""] =
    /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page) ?? [];
  return JSON.parse(json);
}

/** The columns of a table of the first tenant. */
export function columnsOf(data: ExplorerData, table: string): readonly ColumnEntry[] {
  return data.tenants[0]?.tables.find(({ name }) => name === table)?.columns ?? [];
}
