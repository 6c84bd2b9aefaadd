// Splits text with cells between commas, tabs or semicolons into rows, with the line of each row.

import { type CsvError, parse } from "csv-parse/sync";
import type { Report } from "../export-source.ts";
import { type GridRow, mostWrongRows } from "./grid.ts";

const settings = {
  record_delimiter: "\n",
  relax_column_count: true,
  skip_empty_lines: true,
  trim: true,
} as const;

/** Stops the parser: each wrong row takes it as long as a hundred valid ones. */
class Stop extends Error {}

/** Splits text into rows of trimmed cells and skips blank lines. */
export function splitRows(text: string, delimiter: string, report: Report): GridRow[] {
  // Without quotes, each line is a row.
  if (!text.includes('"')) return splitPlainRows(text, delimiter);
  const rows: GridRow[] = [];
  let firstError: CsvError | undefined;
  let lastLine = 0;
  let wrong = 0;
  const countWrong = (): undefined => {
    wrong += 1;
    // Reads one more row than is reported, so that readGrid reports that there are more.
    if (wrong > mostWrongRows) throw new Stop();
  };
  try {
    parse(text, {
      ...settings,
      delimiter,
      on_record: (cells: string[], { lines }) => {
        if (isEmptyRow(cells, delimiter)) return null;
        // The parser counts the line on which a record ends; a quoted cell may have begun it earlier.
        const inner = cells.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
        rows.push({ cells, line: lines - inner });
        lastLine = lines;
        if (cells.length !== rows[0]?.cells.length) countWrong();
        return null;
      },
      skip_records_with_error: true,
      // After a broken quote the parser guesses its position, so only the first error is reported.
      on_skip: (error) => {
        firstError ??= error;
        return countWrong();
      },
    });
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
  }
  if (firstError?.code === "CSV_QUOTE_NOT_CLOSED") {
    const rest = text.split("\n").slice(lastLine);
    const opened = lastLine + 1 + rest.findIndex((line) => line.includes('"'));
    report("unclosed-quote", opened, "unclosed quote; add the closing quote");
  } else if (firstError !== undefined) {
    const line = Number(firstError["lines"]);
    report(
      "misplaced-quote",
      line,
      'unexpected quote inside a cell; quote the whole cell and write "" for each quote in it',
    );
  }
  return rows;
}

/** A copied grid ends with lines of only tabs. */
function isEmptyRow(cells: readonly string[], delimiter: string): boolean {
  return delimiter === "\t" && cells.every((cell) => cell === "");
}

function splitPlainRows(text: string, delimiter: string): GridRow[] {
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const cells = line.split(delimiter).map((cell) => cell.trim());
    return isEmptyRow(cells, delimiter) ? [] : [{ cells, line: index + 1 }];
  });
}
