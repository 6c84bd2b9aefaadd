// Reads cells between commas, tabs or semicolons below a header, as portals, Kusto Explorer and PowerShell
// save them.

import type { FormatReader, Report } from "../../export-source.ts";
import { readGrid } from "../../cells/grid.ts";
import { countHeaderNames, isSchemaHeader, mostCells } from "../../cells/header.ts";
import { splitRows } from "../../cells/split-rows.ts";

export const delimiters: readonly string[] = [",", "\t", ";"];

/** Reads CSV, TSV and similar text, with or without PowerShell's `#TYPE` line or Excel's `sep=` line. */
export const readDelimited: FormatReader = ({ text: written }, report) => {
  const text = written.replace(/^(\s*)(?:#TYPE .*|"?sep=.{1,2}"?)(?=\n)/, "$1");
  const firstLine = /\S.*/.exec(text)?.[0] ?? "";
  const headers = delimiters.map((delimiter) => cellsOf(firstLine, delimiter));
  const named = headers.map(countHeaderNames);
  const most = Math.max(...named);
  const chosen = named.indexOf(most);
  const [delimiter, names] = [delimiters[chosen], headers[chosen]];
  if (most === 0 || delimiter === undefined || names === undefined) return undefined;
  const problems: Parameters<Report>[] = [];
  const keep: Report = (...problem) => problems.push(problem);
  const [header, ...rows] = splitRows(text, delimiter, keep);
  if (!isSchemaHeader(names, names, rows)) return undefined;
  const columns = header === undefined ? [] : readGrid({ header, rows }, keep);
  for (const problem of problems) report(...problem);
  if (header !== undefined && rows.length === 0 && problems.length === 0) {
    report("no-columns", header.line, "no columns below the header; export the schema again");
  }
  return columns;
};

/** Splits the beginning of a header roughly, which is enough to detect the delimiter. */
export function cellsOf(line: string, delimiter: string): string[] {
  return line
    .split(delimiter, mostCells + 1)
    .map((cell) => cell.trim().replace(/^"|"$/g, "").trim());
}
