// Reads cells between commas, tabs or semicolons below a header, as portals, Kusto Explorer and PowerShell
// save them.

import type { FormatReader, Report } from "../export-source.ts";
import { countHeaderNames, readGrid } from "../cells/grid.ts";
import { splitRows } from "../cells/split-rows.ts";

export const delimiters: readonly string[] = [",", "\t", ";"];

/** Reads CSV, TSV and similar text, with or without PowerShell's `#TYPE` line or Excel's `sep=` line. */
export const readDelimited: FormatReader = ({ text: written }, report) => {
  const text = written.replace(/^(\s*)(?:#TYPE .*|"?sep=.{1,2}"?)(?=\n)/, "$1");
  const firstLine = /\S.*/.exec(text)?.[0] ?? "";
  const named = delimiters.map((delimiter) => countHeaderNames(cellsOf(firstLine, delimiter)));
  const most = Math.max(...named);
  const delimiter = delimiters[named.indexOf(most)];
  if (most === 0 || delimiter === undefined) return undefined;
  let isSound = true;
  const reportAndCount: Report = (...problem) => {
    isSound = false;
    report(...problem);
  };
  const [header, ...rows] = splitRows(text, delimiter, reportAndCount);
  if (header === undefined) return [];
  const columns = readGrid({ header, rows }, reportAndCount);
  if (rows.length === 0 && isSound) {
    report("no-columns", header.line, "no columns below the header; export the schema again");
  }
  return columns;
};

/** Splits a header roughly, which is enough to detect the delimiter. */
export function cellsOf(line: string, delimiter: string): string[] {
  return line.split(delimiter).map((cell) => cell.trim().replace(/^"|"$/g, "").trim());
}
