// Text of cells between commas, tabs or semicolons -> rows with their lines. Knows quotes; knows
// nothing of what the cells say.

import { type CsvError, parse } from "csv-parse/sync";
import type { Report } from "./export-source.ts";
import type { GridRow } from "./read-grid.ts";

const settings = {
  record_delimiter: "\n",
  relax_column_count: true,
  skip_empty_lines: true,
  trim: true,
} as const;

/** Splits text into rows of trimmed cells; blank lines are none. */
export function splitRows(text: string, delimiter: string, report: Report): GridRow[] {
  // Without a quote nothing can go wrong, and a row is a line: to be told lines takes half of the time.
  if (delimiter !== "\t" && !text.includes('"')) return splitPlainRows(text, delimiter);
  const rows: GridRow[] = [];
  let firstError: CsvError | undefined;
  let lastLine = 0;
  parse(text, {
    ...settings,
    delimiter,
    on_record: (cells: string[], { lines }) => {
      // A grid that was copied ends in lines of tabs alone.
      if (delimiter === "\t" && cells.every((cell) => cell === "")) return null;
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

function splitPlainRows(text: string, delimiter: string): GridRow[] {
  const filled = text.split("\n").flatMap((line, index) => (line.trim() === "" ? [] : [index + 1]));
  const rows: string[][] = parse(text, { ...settings, delimiter });
  return rows.map((cells, index) => ({ cells, line: filled[index] ?? 0 }));
}
