// Reads rows of cells that may have lines around them.

import type { GridRow } from "./grid.ts";

/** Returns the header and the rows without what is outside of their borders, and without white space. */
export function withoutBorders(rows: readonly GridRow[]): GridRow[] {
  const [header] = rows;
  // Of the header, no cell is empty.
  const count = header?.cells.filter((cell) => cell.trim() !== "").length ?? 0;
  return rows.map(({ cells, line }) => {
    const isBlank = (at: number): boolean => cells.at(at)?.trim() === "";
    const start = cells.length > count && isBlank(0) ? 1 : 0;
    const end = cells.length - start > count && isBlank(-1) ? -1 : undefined;
    return { cells: cells.slice(start, end).map((cell) => cell.trim()), line };
  });
}
