// Text of a CSV export, with line feeds alone -> its rows, found by header name. Knows nothing of
// types or tables.

import { type CsvError, parse } from "csv-parse/sync";
import { type Problem, type ProblemCode, quote } from "../problems.ts";
import type { RawColumn } from "./raw-column.ts";

const headerNames = {
  columnname: "name",
  columntype: "type",
  datatype: "dataType",
  columnordinal: "ordinal",
  tablename: "table",
} as const;

type Field = (typeof headerNames)[keyof typeof headerNames];
type Header = ReadonlyMap<Field, number>;

interface CsvRow {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Reads `ColumnName,ColumnType` with whatever further columns; every problem of the file at once. */
export function readCsv(
  text: string,
  file: string,
): { columns: readonly RawColumn[]; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const report = (code: ProblemCode, line: number, message: string): void => {
    problems.push({ code, file, line, message });
  };
  const [header, ...rows] = splitRows(text, report);
  const columns: RawColumn[] = [];
  const fields = header === undefined ? undefined : findFields(header, report);
  if (header !== undefined && fields !== undefined) {
    for (const { cells, line } of rows) {
      if (cells.length === header.cells.length) {
        columns.push(columnOf(cells, fields, line));
      } else {
        report(
          cells.length < header.cells.length ? "short-row" : "long-row",
          line,
          `the header has ${header.cells.length} cells, this row has ${cells.length}`,
        );
      }
    }
    if (rows.length === 0 && problems.length === 0) {
      report("no-columns", header.line, "a header and no columns; export the schema again");
    }
  }
  return { columns, problems };
}

function splitRows(
  text: string,
  report: (code: ProblemCode, line: number, message: string) => void,
): CsvRow[] {
  const rows: CsvRow[] = [];
  let firstError: CsvError | undefined;
  let lastLine = 0;
  parse(text, {
    record_delimiter: "\n",
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    on_record: (cells: string[], { lines }) => {
      // The parser counts the line on which a record ends; a quoted cell may have begun it earlier.
      const inner = cells.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
      rows.push({ cells, line: lines - inner });
      lastLine = lines;
      return null;
    },
    skip_records_with_error: true,
    // After a broken quote the parser's place is a guess: only the first error is worth telling.
    on_skip: (error) => {
      firstError ??= error;
      return undefined;
    },
  });
  if (firstError?.code === "CSV_QUOTE_NOT_CLOSED") {
    const rest = text.split("\n").slice(lastLine);
    const opened = lastLine + 1 + rest.findIndex((line) => line.includes('"'));
    report("unclosed-quote", opened, "a quote is opened here and never closed");
  } else if (firstError !== undefined) {
    const line = Number(firstError["lines"]);
    report(
      "misplaced-quote",
      line,
      'a quote in the middle of a cell; quote the whole cell and write "" for a quote in it',
    );
  }
  return rows;
}

function findFields(
  header: CsvRow,
  report: (code: ProblemCode, line: number, message: string) => void,
): Header | undefined {
  const fields = new Map<Field, number>();
  for (const [index, cell] of header.cells.entries()) {
    const field = Object.entries(headerNames).find(([name]) => name === cell.toLowerCase())?.[1];
    if (field === undefined) continue;
    if (fields.has(field)) {
      report("duplicate-header", header.line, `the header names ${quote(cell)} twice`);
      return undefined;
    }
    fields.set(field, index);
  }
  const hasName = fields.has("name");
  const hasType = fields.has("type") || fields.has("dataType");
  if (!hasName && !hasType) {
    report(
      "no-header",
      header.line,
      `no header; the first line must name the cells: ColumnName,ColumnType`,
    );
  } else if (!hasName) {
    report("missing-name-column", header.line, "the header has no ColumnName");
  } else if (!hasType) {
    report("missing-type-column", header.line, "the header has neither ColumnType nor DataType");
  }
  return hasName && hasType ? fields : undefined;
}

function columnOf(cells: readonly string[], fields: Header, line: number): RawColumn {
  const cell = (field: Field): string | undefined => {
    const index = fields.get(field);
    return index === undefined ? undefined : cells[index];
  };
  return {
    table: cell("table"),
    name: cell("name") ?? "",
    type: cell("type"),
    dataType: cell("dataType"),
    ordinal: cell("ordinal"),
    line,
  };
}
