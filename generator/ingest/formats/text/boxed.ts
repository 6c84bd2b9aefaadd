// Reads a grid with lines between its cells, as consoles draw it: `| ColumnName | ColumnType |` next to
// `+------+------+`, or the same in box-drawing characters.

import { withoutBorders } from "../../cells/bordered-row.ts";
import { filledLines, type Line } from "../../cells/filled-lines.ts";
import { type GridRow, readGrid } from "../../cells/grid.ts";
import { countHeaderNames, isSchemaHeader } from "../../cells/header.ts";
import type { FormatReader } from "../../export-source.ts";

const joint = /[+|\u250C-\u254B\u2552-\u256C\u2502\u2503\u2551\u256D-\u2570]/;
const bar = /[|\u2502\u2503\u2551]/;

export const readBoxed: FormatReader = ({ text }, report) => {
  const beginning = filledLines(text, 2);
  const rule = beginning.find((line) => isRule(line.text));
  if (rule === undefined || !beginning.some((line) => bar.test(line.text))) return undefined;
  const lines = filledLines(text).filter((line) => !isRule(line.text));
  const [header, ...rows] = withoutBorders(splitLines(lines, jointsOf(rule.text)));
  if (header === undefined || countHeaderNames(header.cells) === 0) return undefined;
  if (!isSchemaHeader(header.cells, header.cells, rows)) return undefined;
  if (rows.length === 0) {
    report("no-columns", header.line, "no columns below the header; export the schema again");
  }
  return readGrid({ header, rows }, report);
};

/** Whether a line is between rows. It has a joint at each line between cells. */
function isRule(line: string): boolean {
  return /^[-=+|\u2500-\u257F\s]+$/.test(line) && /[-=\u2500\u2501\u2550]/.test(line);
}

function jointsOf(line: string): number[] {
  const characters = [...line];
  return characters.flatMap((character, at) => (joint.test(character) ? [at] : []));
}

/**
 * Cuts each line below the joints if each line has its bars there, since a name may contain a bar too.
 * Otherwise splits the lines at their bars.
 */
function splitLines(lines: readonly Line[], joints: readonly number[]): GridRow[] {
  const cut = joints.length === 0 ? [] : lines.flatMap((line) => cutLine(line, joints) ?? []);
  if (cut.length === lines.length) return cut;
  return lines.map(({ text, line }) => ({ cells: text.split(bar), line }));
}

function cutLine({ text, line }: Line, joints: readonly number[]): GridRow | undefined {
  // Positions count characters, not UTF-16 units.
  const characters = /[\uD800-\uDFFF]/.test(text) ? [...text] : text;
  if (!joints.every((at) => bar.test(characters[at] ?? ""))) return undefined;
  const cells = [-1, ...joints].map((at, index) => {
    const piece = characters.slice(at + 1, joints[index] ?? characters.length);
    return typeof piece === "string" ? piece : piece.join("");
  });
  return { cells, line };
}
