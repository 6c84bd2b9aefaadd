// Saved exports -> their tables with the place of every column, or every problem; on demand, the
// union of what several exports say of one table. Knows no disk.

import { lineFinder } from "../ingest/column-lines.ts";
import type { TableExport } from "../ingest/export.ts";
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
  const paths = new Map(exports.map(({ file, path }) => [file, path]));
  const linesOf = lineFinder(exports);
  const tables = schema.tables.map(({ name, source, columns }) => {
    const path = paths.get(source) ?? source;
    const lines = linesOf(source, name);
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
  const merged = new Map<
    string,
    { readonly first: ExportedTable; readonly columns: Map<string, ExportedColumn> }
  >();
  for (const table of built.flatMap(({ tables }) => tables)) {
    const known = merged.get(table.name);
    if (known === undefined) {
      const columns = new Map(table.columns.map((column) => [column.name, column]));
      merged.set(table.name, { first: table, columns });
    } else {
      addColumns(known.columns, table.columns, problems);
    }
  }
  const tables = [...merged.values()].map(({ first, columns }) => ({
    ...first,
    columns: [...columns.values()],
  }));
  return { tables, problems };
}

/** Adds the columns that are not there yet; one of another type is a problem. */
function addColumns(
  columns: Map<string, ExportedColumn>,
  added: readonly ExportedColumn[],
  problems: Problem[],
): void {
  for (const column of added) {
    const { name, type, path, line } = column;
    const other = columns.get(name);
    if (other === undefined) columns.set(name, column);
    if (other === undefined || other.type === type) continue;
    const message = `column ${quote(name)} is ${type} here but ${other.type} in ${other.path}:${other.line}; a union requires the same type`;
    problems.push({ code: "type-clash", file: path, line, message });
  }
}
