// Builds tables from saved exports, with the location of every column, and reports every problem. Can
// merge the columns of several exports of one table.

import { lineFinder } from "../ingest/column-lines.ts";
import type { TableExport } from "../ingest/export.ts";
import { readShippedTables } from "../ingest/shipped-exports.ts";
import type { KustoType } from "../mapping/kusto-types.ts";
import { buildSchema } from "../model/build-schema.ts";
import { findMisreadings } from "../model/find-misreadings.ts";
import { type Problem, quote } from "../problems.ts";

export interface ExportedTable {
  readonly name: string;
  /** Path of the export, as shown to people; of a merged table, the first export. */
  readonly path: string;
  readonly columns: readonly ExportedColumn[];
}

export interface ExportedColumn {
  readonly name: string;
  readonly type: KustoType;
  readonly description: string | undefined;
  /** Path of the export that defines the column. */
  readonly path: string;
  readonly line: number;
}

export interface BuiltTables {
  readonly tables: readonly ExportedTable[];
  readonly problems: readonly Problem[];
}

/** No options: the configuration of the project must not affect what an export contains. */
const plain = { configFile: "", exclude: [], long: { default: "exact", columns: {} } } as const;

/** Builds the tables of exports. A table in two exports is a problem. */
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
        description: column.description,
        path,
        line: lines.get(column.name) ?? 0,
      })),
    };
  });
  return { tables, problems: [...problems, ...misread] };
}

/** Builds the tables of exports, and merges tables with the same name. */
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

/** Adds the columns that are missing. A column with another type is a problem. */
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
