// Reads columns from cells below a header of getschema or `.show table`, in any format.

import { quote } from "../../problems.ts";
import { describe, isDescriptionHeader } from "./description.ts";
import type { Report } from "../export-source.ts";
import type { RawColumn } from "../export.ts";
import { readSchemaCell } from "./schema-cell.ts";

type Field = "name" | "type" | "dataType" | "ordinal" | "tableName" | "table" | "schema";

const headerNames: ReadonlyMap<string, Field> = new Map([
  ["columnname", "name"],
  ["columntype", "type"],
  ["datatype", "dataType"],
  ["columnordinal", "ordinal"],
  ["tablename", "tableName"],
  ["table", "table"],
  ["schema", "schema"],
]);
const longestHeaderName = Math.max(...[...headerNames.keys()].map(({ length }) => length));
const columnFields: readonly Field[] = ["name", "type", "dataType", "ordinal"];

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

/** Counts the cells that belong to the header of a schema. */
export function countHeaderNames(cells: readonly string[]): number {
  const fields = new Set(cells.map(fieldOf));
  const hasColumns = columnFields.some((field) => fields.has(field));
  const hasSchemas = fields.has("schema") && fields.has("tableName");
  return hasColumns || hasSchemas ? [...fields].filter((field) => field !== undefined).length : 0;
}

/** Whether a cell belongs to the header of a schema. */
export function isHeaderName(cell: string): boolean {
  return fieldOf(cell) !== undefined;
}

/** Reads the rows below a header with at least one cell of a schema, and reports all problems. */
export function readGrid({ header, rows }: Grid, report: Report): readonly RawColumn[] {
  const fields = findFields(header, report);
  if (fields === undefined) return [];
  const described = header.cells.findIndex(isDescriptionHeader);
  const columns: RawColumn[] = [];
  let wrong = 0;
  for (const { cells, line } of rows) {
    if (cells.length === header.cells.length) {
      const description = describe(cells[described]);
      for (const column of columnsOf({ cells, line }, fields, report)) {
        columns.push(description === undefined ? column : { ...column, description });
      }
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

function findFields(header: GridRow, report: Report): ReadonlyMap<Field, number> | undefined {
  const fields = new Map<Field, number>();
  for (const [index, cell] of header.cells.entries()) {
    const field = fieldOf(cell);
    if (field === undefined) continue;
    if (fields.has(field)) {
      report("duplicate-header", header.line, `the header names ${quote(cell)} twice`);
      return undefined;
    }
    fields.set(field, index);
  }
  const hasName = fields.has("name");
  const hasType = fields.has("type") || fields.has("dataType");
  if (!hasName && !hasType && fields.has("schema")) return fields;
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
  if (name === undefined) return readSchemaCell(cell("schema") ?? "", table, line, report);
  if (/(?:\.\.\.|…)$/.test(name)) {
    const message = `column name ${quote(name)} is truncated; widen the output, or export it as CSV`;
    report("cut-off", line, message);
    return [];
  }
  const [type, dataType, ordinal] = [cell("type"), cell("dataType"), cell("ordinal")];
  return [{ table, name, type, dataType, ordinal, description: undefined, line }];
}

function fieldOf(cell: string): Field | undefined {
  return cell.length > longestHeaderName ? undefined : headerNames.get(cell.toLowerCase());
}
