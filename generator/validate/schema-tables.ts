// Builds the tables that the runtime uses from a schema, without generating code: with the same scalars,
// but checked column by column.

import { scalarOf } from "../mapping/runtime-scalar.ts";
import type { Schema, SchemaTable } from "../model/schema.ts";
import type { Column } from "../runtime/table/scalar.ts";
import { defineTable, type Table } from "../runtime/table/table.ts";
import type { Tables } from "../runtime/records/choice.ts";
import { own, type UncheckedRow } from "../runtime/table/walk.ts";

/** Returns the tables of a schema, by name. */
export function schemaTables({ tables }: Schema): Tables {
  return Object.fromEntries(tables.map((table) => [table.name, defineSchemaTable(table)]));
}

function defineSchemaTable(table: SchemaTable): Table<string, unknown> {
  const columns = table.columns.map((column): Column => [column.name, scalarOf(column)]);
  return defineTable(table.name, columns, (row, after) => findWrong(columns, row, after));
}

function findWrong(columns: readonly Column[], row: UncheckedRow, after: number): number {
  return columns.findIndex(([name, { accepts }], ordinal) => {
    if (ordinal <= after) return false;
    const value = own(row, name);
    return value !== null && value !== undefined && !accepts(value);
  });
}
