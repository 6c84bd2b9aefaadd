// Finds the line on which an export defines a column.

import type { TableExport } from "./export.ts";

/** The line of each column of a table, by name. If a column is defined twice, the first line. */
export type ColumnLines = ReadonlyMap<string, number>;

/**
 * Returns a function that finds the column lines of a table in an export, by file name. Each export is
 * indexed once.
 */
export function lineFinder(
  exports: readonly TableExport[],
): (file: string, table: string) => ColumnLines {
  const byFile = new Map(exports.map((each) => [each.file, each]));
  const indexes = new Map<string, ReadonlyMap<string | undefined, ColumnLines>>();
  return (file, table) => {
    let index = indexes.get(file);
    if (index === undefined) {
      index = indexLines(byFile.get(file));
      indexes.set(file, index);
    }
    return index.get(table) ?? new Map();
  };
}

function indexLines(source: TableExport | undefined): ReadonlyMap<string | undefined, ColumnLines> {
  const index = new Map<string | undefined, Map<string, number>>();
  for (const { table = source?.table, name, line } of source?.columns ?? []) {
    let lines = index.get(table);
    if (lines === undefined) {
      lines = new Map();
      index.set(table, lines);
    }
    if (!lines.has(name)) lines.set(name, line);
  }
  return index;
}
