// Reads a table in Markdown: `| ColumnName | ColumnType |` above `|---|---|`.

import { withoutBorders } from "../../cells/bordered-row.ts";
import { filledLines } from "../../cells/filled-lines.ts";
import { readGrid } from "../../cells/grid.ts";
import { countHeaderNames, isSchemaHeader, mostCells } from "../../cells/header.ts";
import type { FormatReader } from "../../export-source.ts";

export const readMarkdown: FormatReader = ({ text }, report) => {
  const [first, second] = filledLines(text, 2);
  if (first === undefined || second === undefined || !isRule(second.text)) return undefined;
  const [header, , ...rows] = withoutBorders(
    filledLines(text).map((line) => ({ cells: splitRow(line.text), line: line.line })),
  ).map(({ cells, line }) => ({
    // A row with far more cells than the header is only reported.
    cells: cells.length > mostCells ? cells : cells.map(unescape),
    line,
  }));
  if (header === undefined || countHeaderNames(header.cells) === 0) return undefined;
  if (!isSchemaHeader(header.cells, header.cells, rows)) return undefined;
  if (rows.length === 0) {
    report("no-columns", first.line, "no columns below the header; export the schema again");
  }
  return readGrid({ header, rows }, report);
};

function isRule(line: string): boolean {
  return line.includes("|") && line.includes("-") && /^[\s|:-]+$/.test(line);
}

/** Splits at the pipes that are not escaped. */
function splitRow(line: string): string[] {
  const cells: string[] = [];
  let start = 0;
  for (let at = line.indexOf("|"); at >= 0; at = line.indexOf("|", at + 1)) {
    if (isEscaped(line, at)) continue;
    cells.push(line.slice(start, at));
    start = at + 1;
  }
  cells.push(line.slice(start));
  return cells;
}

function isEscaped(line: string, at: number): boolean {
  let slashes = 0;
  while (line[at - 1 - slashes] === "\\") slashes += 1;
  return slashes % 2 === 1;
}

/** Asterisks that make all of a cell bold or italic. */
const emphasis = /^(\*{1,3})([^*]+)\1$/;

/**
 * Returns the text of a cell, without asterisks around it, the backticks of code and the backslashes before
 * punctuation.
 */
function unescape(written: string): string {
  const cell = emphasis.exec(written)?.[2] ?? written;
  const isCode =
    cell.length > 2 && cell.startsWith("`") && cell.indexOf("`", 1) === cell.length - 1;
  return isCode
    ? cell.slice(1, -1).replaceAll("\\|", "|").trim()
    : cell.replace(/\\([!-/:-@[-`{-~])/g, "$1");
}
