// Reads the columns of a table from the result of a query, whichever API returned it. Distinguishes a
// getschema result, a `take 0` result and a table's own rows.

import type { ExportSource, Report } from "../export-source.ts";
import type { RawColumn } from "../export.ts";
import { type GridRow, readGrid } from "./grid.ts";
import { isCertainHeader, isSchemaHeader } from "./header.ts";
import { reportRows } from "./data-rows.ts";

/** A column of a result, as the API describes it. */
export interface ResultColumn {
  readonly name: string;
  readonly type: string | undefined;
  readonly description?: string | undefined;
  readonly line: number;
}

export interface Result {
  readonly columns: readonly ResultColumn[];
  /** In the order of `columns`. */
  readonly rows: readonly GridRow[];
  /** Line on which the result starts. */
  readonly line: number;
}

/** The message about a response to several statements, whose results do not name their tables. */
export const severalResults =
  "the response has several results, and their tables are not named; export each result separately";

/**
 * Reads the columns from the rows of a getschema result. If there are no rows, the columns of the result
 * itself are the table's columns, as `Table | take 0` returns them.
 */
export function readResult(
  { columns, rows, line }: Result,
  source: ExportSource,
  report: Report,
): readonly RawColumn[] {
  const names = columns.map(({ name }) => name);
  if (rows.length > 0) {
    const header = { cells: names, line };
    if (isSchemaHeader(names, names, rows)) return readGrid({ header, rows }, report);
    reportRows(names, source, line, report);
    return [];
  }
  if (isCertainHeader(names) || columns.length === 0) {
    report(
      "no-columns",
      line,
      "the result has no rows; check that the table exists in this tenant, then export again",
    );
    return [];
  }
  return columns.map(({ name, type, description, line: at }) => ({
    table: undefined,
    name,
    type,
    dataType: undefined,
    ordinal: undefined,
    description,
    line: at,
  }));
}
