// Reads a grid that was copied from a window: aligned with spaces or separated by tabs, with or without a
// header. Without a header, the cells are recognized by the order in which getschema returns them.

import type { FormatReader } from "../../export-source.ts";
import { type GridRow, readGrid } from "../../cells/grid.ts";
import { countHeaderNames, isUsualType } from "../../cells/header.ts";
import { filledLines } from "../../cells/filled-lines.ts";

/** The most cells of an aligned header. Each row gets as many cells, whatever it contains. */
const widestHeader = 100;

/** Reads cells that are aligned with spaces below a header. */
export const readAligned: FormatReader = ({ text }, report) => {
  const header = splitSpaced(/\S.*/.exec(text)?.[0] ?? "");
  if (header.length < 2 || countHeaderNames(header) < 2) return undefined;
  if (header.length > widestHeader) {
    const message = `the header has ${header.length} cells, but an aligned export may have at most ${widestHeader}; save the result of \`Table | getschema\` as CSV`;
    report("too-large", 1, message);
    return [];
  }
  const [first, ...rest] = filledLines(text);
  if (first === undefined) return undefined;
  const starts = [...first.text.matchAll(/\S+/g)].map(({ index }) => index);
  // PowerShell draws a line below the header, and other shells draw a box around the grid.
  const lines = rest.filter((line) => !/^[\s\-=+]+$/.test(line.text));
  if (lines.length === 0) {
    report("no-columns", first.line, "no columns below the header; export the schema again");
    return [];
  }
  const isAligned = lines.every((line) =>
    starts.every((start) => start === 0 || /^\s?$/.test(line.text.charAt(start - 1))),
  );
  const rows = lines.map((line) => ({
    line: line.line,
    cells: isAligned ? cutAt(line.text, starts) : splitSpaced(line.text),
  }));
  return readGrid({ header: { cells: header, line: first.line }, rows }, report);
};

/** The layouts of getschema rows without a header, recognized by the number and the kinds of their cells. */
const layouts: readonly {
  readonly header: readonly string[];
  readonly cells: readonly RegExp[];
}[] = [
  { header: ["ColumnName", "ColumnOrdinal", "DataType", "ColumnType"], cells: patterns("nods") },
  { header: ["TableName", "ColumnOrdinal", "ColumnName", "ColumnType"], cells: patterns("nons") },
  { header: ["ColumnName", "ColumnOrdinal", "DataType"], cells: patterns("nod") },
  { header: ["ColumnName", "ColumnOrdinal", "ColumnType"], cells: patterns("nos") },
  { header: ["ColumnName", "DataType", "ColumnType"], cells: patterns("nds") },
  { header: ["TableName", "ColumnName", "ColumnType"], cells: patterns("nns") },
  { header: ["ColumnName", "DataType"], cells: patterns("nd") },
  { header: ["ColumnName", "ColumnType"], cells: patterns("ns") },
];

const mostCells = Math.max(...layouts.map(({ cells }) => cells.length));

function patterns(letters: string): RegExp[] {
  const kinds: Readonly<Record<string, RegExp>> = {
    n: /\S/,
    o: /^\d+$/,
    d: /^System\.[A-Za-z]/i,
    s: /^[A-Za-z][A-Za-z0-9]*$/,
  };
  return [...letters].map((letter) => kinds[letter] ?? /^/);
}

/** Reads the rows of a schema without a header, with cells between tabs or spaces. */
export const readHeaderless: FormatReader = ({ text }, report) => {
  const lines = filledLines(text);
  for (const split of [splitTabs, splitWide, splitSpaced]) {
    const rows = lines.map((line) => ({ line: line.line, cells: split(line.text, mostCells + 1) }));
    const layout = layouts.find((each) => rows.every(({ cells }) => fits(cells, each.cells)));
    if (layout === undefined) continue;
    if (!isCredible(layout.header, rows)) return undefined;
    return readGrid({ header: { cells: layout.header, line: 1 }, rows }, report);
  }
  return undefined;
};

/**
 * Lines of two or three words are prose, unless at least one of them ends with a type that shipped
 * tables have.
 */
function isCredible(header: readonly string[], rows: readonly GridRow[]): boolean {
  if (header.includes("ColumnOrdinal") || header.includes("DataType")) return true;
  return rows.some(({ cells }) => isUsualType(cells.at(-1) ?? ""));
}

function fits(cells: readonly string[], layout: readonly RegExp[]): boolean {
  return (
    cells.length === layout.length &&
    layout.every((pattern, index) => pattern.test(cells[index] ?? ""))
  );
}

function cutAt(text: string, starts: readonly number[]): string[] {
  // The first cell may be indented differently from the header.
  return starts.map((start, index) =>
    text.slice(index === 0 ? 0 : start, starts[index + 1]).trim(),
  );
}

/** Returns at most `most` cells, like the two functions below: lines of other texts may have millions. */
function splitTabs(text: string, most?: number): string[] {
  return text.split("\t", most).map((cell) => cell.trim());
}

function splitWide(text: string, most?: number): string[] {
  return text.trim().split(/\s{2,}/, most);
}

function splitSpaced(text: string, most?: number): string[] {
  return text.trim().split(/\s+/, most);
}
