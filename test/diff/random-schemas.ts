// Draws random schemas, and pairs of which the second mostly derives from the first.

import * as fc from "fast-check";
import type { KustoType, LongMode } from "../../generator/mapping/kusto-types.ts";
import type { SchemaColumn, Schema } from "../../generator/model/schema.ts";
import type { ColumnType } from "../../generator/diff/schema-change.ts";

const types: readonly KustoType[] = [
  "bool",
  "datetime",
  "decimal",
  "dynamic",
  "guid",
  "int",
  "long",
  "real",
  "string",
  "timespan",
];
const modes: readonly LongMode[] = ["exact", "number", "bigint", "string"];

/** Every combination of type and mode of long that a column can have. */
export const columnTypes: readonly ColumnType[] = types.flatMap((type): readonly ColumnType[] =>
  type === "long" ? modes.map((long) => ({ type, long })) : [{ type, long: "exact" }],
);

const columnNames = "Id ID Name FileName Filename FileNames Isp ISP Port Extra __proto__".split(
  " ",
);
const tableNames = "DeviceInfo MachineInfo Alerts AlertEvents DeviceAlertEvents Other".split(" ");

const columns: fc.Arbitrary<readonly SchemaColumn[]> = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom(...columnNames), fc.constantFrom(...columnTypes))
    .map(([name, { type, long }]): SchemaColumn => ({ name, type, long })),
  { selector: ({ name }) => name, minLength: 1, maxLength: 7 },
);

const schemas: fc.Arbitrary<Schema> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...tableNames), columns), {
    selector: ([name]) => name,
    maxLength: 4,
  })
  .map((tables) => ({
    tables: tables
      .map(([name, ofTable]) => ({
        name,
        identifier: name,
        source: `${name}.csv`,
        columns: ofTable,
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }));

/**
 * Draws two schemas. Each table of the second is a table of the first with some changes, or a new
 * one.
 */
export const schemaPairs: fc.Arbitrary<readonly [Schema, Schema]> = fc
  .tuple(schemas, schemas, fc.array(fc.nat(3), { minLength: 6, maxLength: 6 }))
  .map(([before, other, fates]) => {
    const tables = tableNames.toSorted().flatMap((name, index) => {
      const old = before.tables.find((table) => table.name === name);
      const changed = other.tables.find((table) => table.name === name);
      const fate = fates[index];
      if (fate === 0) return changed ?? [];
      if (fate === 1 || old === undefined) return old ?? [];
      const extra =
        changed?.columns.filter((c) => !old.columns.some((o) => o.name === c.name)) ?? [];
      const kept = fate === 2 ? old.columns : old.columns.toReversed().slice(1);
      const all = [...extra, ...kept];
      return all.length === 0 ? [] : [{ ...old, columns: all }];
    });
    return [before, { tables }] as const;
  });
