// Reads rows of cells that may have lines around them.

import type { GridRow } from "./grid.ts";

/** Returns the header and the rows without what is outside of their borders, and without white space. */
export function withoutBorders(rows: readonly GridRow[]): GridRow[] {
  const [header] = rows;
  // Of the header, no cell is empty.
  const count = header?.cells.filter((cell) => cell.trim() !== "").length ?? 0;
  return rows.map(({ cells, line }) => {
    const trimmed = cells.map((cell) => cell.trim());
    const isBordered = trimmed.length > count && trimmed[0] === "";
    const inner = isBordered ? trimmed.slice(1) : trimmed;
    return {
      cells: inner.length > count && inner.at(-1) === "" ? inner.slice(0, -1) : inner,
      line,
    };
  });
}
