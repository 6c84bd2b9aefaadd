// Builds the tables that the runtime uses from a schema, without generating code: with the same scalars,
// but checked column by column.

import { scalarOf } from "../mapping/runtime-scalar.ts";
import type { Schema, SchemaTable } from "../model/schema.ts";
import type { Column } from "../runtime/table/scalar.ts";
import { defineColumnTable } from "../runtime/table/column-table.ts";
import type { Table } from "../runtime/table/table.ts";
import type { Tables } from "../runtime/records/choice.ts";

/** Returns the tables of a schema, by name. */
export function schemaTables({ tables }: Schema): Tables {
  return Object.fromEntries(tables.map((table) => [table.name, defineSchemaTable(table)]));
}

function defineSchemaTable(table: SchemaTable): Table<string, unknown> {
  const columns = table.columns.map((column): Column => [column.name, scalarOf(column)]);
  return defineColumnTable(table.name, columns);
}
