// Finds the line on which an export names a column of a table.

import type { TableExport } from "./export.ts";

/** The lines of a table's columns by their names; of a column that is named twice, the first. */
export type ColumnLines = ReadonlyMap<string, number>;

/** Finds the lines of a table of one of these exports, which is named by its file. Indexes an export once. */
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
