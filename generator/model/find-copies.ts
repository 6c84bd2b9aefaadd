// Finds tables that look like copies of other tables: nearly the same name and nearly the same columns.

import { lineFinder } from "../ingest/column-lines.ts";
import type { TableExport } from "../ingest/export.ts";
import { findTable, indexNames, isNearName } from "../ingest/known-names.ts";
import { type Problem, quote } from "../problems.ts";
import type { Schema } from "./schema.ts";

type ColumnTypes = ReadonlyMap<string, string | undefined>;

/** The least share of equal columns of a copy. */
const leastShare = 0.8;

/** Fewer columns prove nothing. */
const fewestColumns = 3;

/**
 * Reports tables that are neither shipped nor very different from another table. Custom tables are only
 * compared with shipped tables, and with tables whose name they extend, as in `Orders - Copy`.
 */
export function findCopies(
  { tables }: Schema,
  exports: readonly TableExport[],
  readShipped: () => ReadonlyMap<string, ReadonlyMap<string, string>>,
  isShipped: (table: string) => boolean,
): Problem[] {
  const unknown = tables.filter(({ name }) => !isShipped(name));
  if (unknown.length === 0) return [];
  const shipped = readShipped();
  const types = new Map<string, ColumnTypes>(shipped);
  for (const { name, columns } of tables) {
    types.set(name, new Map(columns.map((column) => [column.name, column.type])));
  }
  const byLowerCase = new Map(indexNames(types.keys()).byLowerCase);
  const names = new Set(types.keys());
  const originalOf = (name: string): string | undefined => {
    // Without its own name, which it would mean.
    const key = name.toLowerCase();
    const same = byLowerCase.get(key);
    names.delete(name);
    byLowerCase.delete(key);
    const table = findTable(name, { names, byLowerCase });
    names.add(name);
    if (same !== undefined) byLowerCase.set(key, same);
    return table;
  };
  const isCopy = (name: string, other: string): boolean => {
    const [own, others] = [types.get(name), types.get(other)];
    if (own === undefined || others === undefined) return false;
    const fewest = Math.min(own.size, others.size);
    return fewest >= fewestColumns && shareOf(own, others) >= leastShare;
  };
  const locate = locator(exports);
  return unknown.flatMap(({ name, source }): Problem[] => {
    const near = [...shipped.keys()].filter((table) => isNearName(name, table));
    const candidates = [originalOf(name) ?? [], near].flat();
    const original = candidates.find((table) => isCopy(name, table));
    if (original === undefined) return [];
    const message = `table ${quote(name)} has nearly the name and the columns of ${quote(original)}; if it is a copy, remove it, and if it is misspelled, rename it`;
    return [{ code: "similar-table", ...locate(source, name), message }];
  });
}

/** The number of equal columns, divided by the number of all columns of both tables. */
export function shareOf(a: ColumnTypes, b: ColumnTypes): number {
  let equal = 0;
  for (const [name, type] of a) if (type !== undefined && b.get(name) === type) equal += 1;
  return equal / Math.max(1, a.size + b.size - equal);
}

/** Returns the file of a table, and the line of its first row if the rows name their tables. */
function locator(
  exports: readonly TableExport[],
): (source: string, table: string) => { readonly file: string; readonly line: number } {
  const byFile = new Map(exports.map((each) => [each.file, each]));
  const linesOf = lineFinder(exports);
  return (source, table) => {
    const origin = byFile.get(source);
    const [line = 0] = origin?.table === table ? [] : linesOf(source, table).values();
    return { file: origin?.path ?? source, line };
  };
}
