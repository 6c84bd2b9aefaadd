// Reads columns from cells below a header of getschema or `.show table`, in any format.

import { quote } from "../../problems.ts";
import { describe } from "./description.ts";
import type { Report } from "../export-source.ts";
import type { RawColumn } from "../export.ts";
import { definedTwice, readDatabaseCell } from "./database-schema.ts";
import { type Field, findFields } from "./header.ts";
import { readSchemaCell } from "./schema-cell.ts";

/** The most reported rows with more or fewer cells than the header. Reading stops after them. */
export const mostWrongRows = 1000;

export interface GridRow {
  readonly cells: readonly string[];
  readonly line: number;
}

export interface Grid {
  readonly header: GridRow;
  readonly rows: readonly GridRow[];
}

/** Reads the rows below a header with at least one cell of a schema, and reports all problems. */
export function readGrid({ header, rows }: Grid, report: Report): readonly RawColumn[] {
  const fields = indexFields(header, report);
  if (fields === undefined) return [];
  const columns: RawColumn[] = [];
  const databases = new Map<string, { readonly first: string; isReported: boolean }>();
  let wrong = 0;
  for (const { cells, line } of rows) {
    if (cells.length === header.cells.length) {
      if (!isOfFirstDatabase({ cells, line }, fields, databases, report)) continue;
      for (const column of columnsOf({ cells, line }, fields, report)) columns.push(column);
    } else if (wrong === mostWrongRows) {
      const message = `${wrong} rows above have more or fewer cells than the header; the remaining rows were not read`;
      report("too-large", line, message);
      break;
    } else {
      wrong += 1;
      report(
        cells.length < header.cells.length ? "short-row" : "long-row",
        line,
        `expected ${header.cells.length} cells as in the header, got ${cells.length}`,
      );
    }
  }
  return columns;
}

/**
 * Whether a row is of the database in which its table was found first, if the rows name databases. Reports
 * a table in several databases once.
 */
function isOfFirstDatabase(
  { cells, line }: GridRow,
  fields: ReadonlyMap<Field, number>,
  databases: Map<string, { readonly first: string; isReported: boolean }>,
  report: Report,
): boolean {
  const database = cells[fields.get("database") ?? -1];
  const table = cells[fields.get("tableName") ?? -1];
  if (database === undefined || table === undefined || table === "") return true;
  const known = databases.get(table) ?? { first: database, isReported: false };
  databases.set(table, known);
  if (database === known.first) return true;
  if (!known.isReported) {
    known.isReported = true;
    report("duplicate-table", line, definedTwice(table, `in database ${quote(known.first)}`));
  }
  return false;
}

function indexFields(header: GridRow, report: Report): ReadonlyMap<Field, number> | undefined {
  const fields = new Map<Field, number>();
  for (const [index, field] of findFields(header.cells).entries()) {
    if (field === undefined) continue;
    if (fields.has(field)) {
      // The first of several descriptions counts.
      if (field === "description") continue;
      const twice = quote(header.cells[index] ?? "");
      report("duplicate-header", header.line, `the header names ${twice} twice`);
      return undefined;
    }
    fields.set(field, index);
  }
  const hasName = fields.has("name");
  const hasType = fields.has("type") || fields.has("dataType");
  if (!hasName && !hasType && (fields.has("schema") || fields.has("databaseSchema"))) return fields;
  if (!hasName) {
    report("missing-name-column", header.line, "the header has no ColumnName");
  } else if (!hasType) {
    report("missing-type-column", header.line, "the header has neither ColumnType nor DataType");
  }
  return hasName && hasType ? fields : undefined;
}

function columnsOf(
  { cells, line }: GridRow,
  fields: ReadonlyMap<Field, number>,
  report: Report,
): readonly RawColumn[] {
  const cell = (field: Field): string | undefined => {
    const index = fields.get(field);
    return index === undefined ? undefined : cells[index];
  };
  // APIs name the result of any query `PrimaryResult`, which is not a table.
  const named = cell("tableName");
  const table = named === undefined || named === "PrimaryResult" ? cell("table") : named;
  const name = cell("name");
  if (name === undefined) {
    const database = cell("databaseSchema");
    return database === undefined
      ? readSchemaCell(cell("schema") ?? "", table, line, report)
      : readDatabaseCell(database, line, report);
  }
  if (/(?:\.\.\.|…)$/.test(name)) {
    const message = `column name ${quote(name)} is truncated; widen the output, or export it as CSV`;
    report("cut-off", line, message);
    return [];
  }
  const [type, dataType, ordinal] = [cell("type"), cell("dataType"), cell("ordinal")];
  // `.show database schema` has a row for the database and one for each table, without a column.
  if (fields.has("database") && name === "" && !type && !dataType) return [];
  const description = describe(cell("description"));
  return [{ table, name, type, dataType, ordinal, description, line }];
}
