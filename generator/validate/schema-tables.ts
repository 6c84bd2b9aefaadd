// The schema -> the tables that the runtime reads with, without generating code: the same scalars,
// checked column by column.

import { formOf } from "../mapping/kusto-types.ts";
import type { Schema, Table as SchemaTable } from "../model/schema.ts";
import * as runtimeChecks from "../runtime/checks.ts";
import * as runtimeConversions from "../runtime/conversions.ts";
import type { Column } from "../runtime/scalar.ts";
import { defineTable, type Table } from "../runtime/table.ts";
import type { Tables } from "../runtime/triage.ts";
import { own, type UncheckedRow } from "../runtime/walk.ts";

/** The functions of the runtime, by the names that the mapping table gives them. */
const checks = { ...runtimeChecks };
const conversions = { ...runtimeConversions };

/** The tables of a schema, by name. */
export function schemaTables({ tables }: Schema): Tables {
  return Object.fromEntries(tables.map((table) => [table.name, defineSchemaTable(table)]));
}

function defineSchemaTable(table: SchemaTable): Table<string, unknown> {
  const columns = table.columns.map((column): Column => {
    const { check, conversion, primitive, schema, wording } = formOf(column);
    const scalar = {
      type: column.type,
      expected: wording,
      quick: primitive ?? ("" as const),
      accepts: checks[check],
      schema,
      ...(conversion === undefined ? {} : { fromJson: conversions[conversion] }),
    };
    return [column.name, scalar];
  });
  return defineTable(table.name, columns, (row, after) => findWrong(columns, row, after));
}

function findWrong(columns: readonly Column[], row: UncheckedRow, after: number): number {
  return columns.findIndex(([name, { accepts }], index) => {
    if (index <= after) return false;
    const value = own(row, name);
    return value !== null && value !== undefined && !accepts(value);
  });
}
