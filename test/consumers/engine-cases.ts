// Builds what both engines are tested with: one mixed message of the captured records, values at the edges of
// every scalar, and a table of hostile names.

import { readFileSync } from "node:fs";
import { hostileColumns, scalars } from "../support/emit-models.ts";

export const samples = readFileSync(
  new URL("../support/fixtures/stream-records.ndjson", import.meta.url),
  "utf8",
)
  .trim()
  .split("\n");

/** The number of sample records of each table. */
export function countSamples(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const sample of samples) {
    const { category }: { category: string } = JSON.parse(sample);
    const table = category.replace("AdvancedHunting-", "");
    counts[table] = (counts[table] ?? 0) + 1;
  }
  return counts;
}

export function recordOf(
  table: string,
  properties: string,
  time = "2026-03-05T04:14:21.4185296Z",
): string {
  return `{"time":"${time}","tenantId":"t","category":${JSON.stringify(`AdvancedHunting-${table}`)},"properties":${properties}}`;
}

/** An export of the ten scalars, and values at their edges as the stream and the engines write them. */
export const scalarExport = `ColumnName,ColumnType\n${scalars.map((type) => `The ${type},${type}\n`).join("")}`;

export const lowest: Readonly<Record<string, string>> = {
  "The bool": "false",
  "The datetime": '"2026-03-01T00:10:21.9630741Z"',
  "The decimal": '"-12345678901234567890.123456789012345678"',
  "The dynamic": '{"b":[1,"x",null],"a":9223372036854775807}',
  "The guid": '"682b96ab-25e6-58dd-72a4-a92066e851a1"',
  "The int": "-2147483648",
  "The long": "-9223372036854775808",
  "The real": "-0.1",
  "The string": '"\\u00e9 \\"q\\"\\n\\u202e\\ud83e\\udd8a"',
  "The timespan": '"-1.02:03:04.5678901"',
};

export const highest: Readonly<Record<string, string>> = {
  "The bool": "true",
  "The datetime": '"2099-12-31T23:59:59.9999999Z"',
  "The decimal": "0.125",
  "The dynamic": '"text"',
  "The guid": '"FFFFFFFF-25e6-58dd-72a4-a92066e851a1"',
  "The int": "2147483647",
  "The long": "9223372036854775807",
  "The real": '"-Infinity"',
  "The string": '""',
  "The timespan": '"00:00:00"',
};

export const asObject = (values: Readonly<Record<string, string>>): string =>
  `{${Object.entries(values)
    .map(([name, text]) => `${JSON.stringify(name)}:${text}`)
    .join(",")}}`;

/** Hostile columns that an export can have in CSV, all of type string. */
export const hostileNames = hostileColumns.filter(
  (name) => !["\r", "\u0000"].some((each) => name.includes(each)) && name.trim() === name,
);

export const hostileTable = `ev'il"; DROP TABLE \\x --`;

export const hostileExport = `TableName,ColumnName,ColumnType\n${hostileNames
  .map((name) => `${csvCell(hostileTable)},${csvCell(name)},string\n`)
  .join("")}`;

function csvCell(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** A record whose value of each hostile column is its position. */
export const hostileRecord = recordOf(
  hostileTable,
  JSON.stringify(Object.fromEntries(hostileNames.map((name, index) => [name, `value ${index}`]))),
);
