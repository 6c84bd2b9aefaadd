// Finds the old names from confirmed renames that a table's module keeps as deprecated names.

import type { LegacyNames } from "../../config.ts";
import type { SchemaColumn, SchemaTable } from "../../model/schema.ts";
import { identifierOf } from "../../model/identifier.ts";
import { comment } from "./source-text.ts";

/** Returns the old names of columns with the current column. Skips names that the table uses again. */
export function legacyColumns(
  { name: table, columns }: SchemaTable,
  legacy: LegacyNames | undefined,
): { readonly name: string; readonly column: SchemaColumn; readonly doc: string }[] {
  const start = `${table}.`;
  return Object.entries(legacy?.renames ?? {}).flatMap(([from, to]) => {
    const name = from.slice(start.length);
    const column = columns.find((each) => `${start}${each.name}` === to);
    if (!from.startsWith(start) || column === undefined) return [];
    if (columns.some((each) => each.name === name)) return [];
    return [{ name, column, doc: deprecation(column.name, legacy) }];
  });
}

/** Returns the old names of a table as identifiers. Skips names that another table uses again. */
export function legacyTables(
  { name: table }: SchemaTable,
  tables: readonly SchemaTable[],
  legacy: LegacyNames | undefined,
): { readonly identifier: string; readonly doc: string }[] {
  const taken = new Set(tables.map(({ identifier }) => identifier));
  return Object.entries(legacy?.renames ?? {}).flatMap(([from, to]) => {
    const identifier = identifierOf(from);
    if (to !== table || taken.has(identifier)) return [];
    return [{ identifier, doc: deprecation(table, legacy) }];
  });
}

function deprecation(name: string, legacy: LegacyNames | undefined): string {
  return comment(
    `@deprecated Renamed to ${name}; will be removed in version ${legacy?.until ?? ""}.`,
  );
}
