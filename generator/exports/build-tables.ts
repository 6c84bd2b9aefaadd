// Saved exports -> their tables with the place of every column, or every problem; on demand, the
// union of what several exports say of one table. Knows no disk.

import type { TableExport } from "../ingest/raw-column.ts";
import { readShippedTables } from "../ingest/shipped-exports.ts";
import type { KustoType } from "../mapping/kusto-types.ts";
import { buildSchema } from "../model/build-schema.ts";
import { findMisreadings } from "../model/find-misreadings.ts";
import { type Problem, quote } from "../problems.ts";

export interface ExportedTable {
  readonly name: string;
  /** The export that it comes from, as shown to people; of a union, the first. */
  readonly path: string;
  readonly columns: readonly ExportedColumn[];
}

export interface ExportedColumn {
  readonly name: string;
  readonly type: KustoType;
  /** Where it stands. */
  readonly path: string;
  readonly line: number;
}

export interface BuiltTables {
  readonly tables: readonly ExportedTable[];
  readonly problems: readonly Problem[];
}

/** Names, types and nothing else: what a project configures is no part of an export. */
const plain = { configFile: "", exclude: [], long: { default: "exact", columns: {} } } as const;

/** Builds the tables of exports, none of which may be in two of them. */
export function buildTables(exports: readonly TableExport[]): BuiltTables {
  const { schema, problems } = buildSchema(exports, plain);
  const misread = findMisreadings(schema, exports, readShippedTables);
  const tables = schema.tables.map(({ name, source, columns }) => {
    const found = exports.find(({ file }) => file === source);
    const path = found?.path ?? source;
    const lines = new Map<string, number>();
    for (const column of found?.columns ?? []) {
      const isOurs = (column.table ?? found?.table) === name;
      if (isOurs && !lines.has(column.name)) lines.set(column.name, column.line);
    }
    return {
      name,
      path,
      columns: columns.map((column) => ({
        name: column.name,
        type: column.type,
        path,
        line: lines.get(column.name) ?? 0,
      })),
    };
  });
  return { tables, problems: [...problems, ...misread] };
}

/** Builds the tables of exports, and makes one of all that have the same name. */
export function mergeTables(exports: readonly TableExport[]): BuiltTables {
  const built = exports.map((each) => buildTables([each]));
  const problems = built.flatMap((each) => each.problems);
  const merged = new Map<string, ExportedTable>();
  for (const table of built.flatMap(({ tables }) => tables)) {
    const first = merged.get(table.name);
    const columns =
      first === undefined ? table.columns : mergeColumns(first.columns, table.columns, problems);
    merged.set(table.name, { ...(first ?? table), columns });
  }
  return { tables: [...merged.values()], problems };
}

/** The columns of the first list in their order, then those that only the second has. */
function mergeColumns(
  first: readonly ExportedColumn[],
  second: readonly ExportedColumn[],
  problems: Problem[],
): readonly ExportedColumn[] {
  const known = new Map(first.map((column) => [column.name, column]));
  for (const { name, type, path, line } of second) {
    const other = known.get(name);
    if (other === undefined || other.type === type) continue;
    const message = `column ${quote(name)} is ${type} here and ${other.type} in ${other.path}:${other.line}; a union needs one type`;
    problems.push({ code: "type-clash", file: path, line, message });
  }
  return [...first, ...second.filter(({ name }) => !known.has(name))];
}
