// Puts the rows of a table in the order of their ordinals, and reports an export that is cut off.

import type { RawColumn } from "../ingest/export.ts";
import { type ProblemCode, quote } from "../problems.ts";

/** A row of an export, with its file. */
export interface Row extends RawColumn {
  readonly file: string;
}

export interface Location {
  readonly file: string;
  readonly line: number;
}

export type Report = (code: ProblemCode, location: Location, message: string) => void;

/** Sorts rows by ordinal. Keeps the order of the file if no row has an ordinal. */
export function sortByOrdinal(rows: readonly Row[], report: Report): readonly Row[] {
  if (rows.every(({ ordinal }) => ordinal === undefined || ordinal === "")) return rows;
  const lines = new Map<number, number>();
  const placed: { row: Row; ordinal: number }[] = [];
  let isSound = true;
  for (const row of rows) {
    const text = row.ordinal ?? "";
    const ordinal = Number(text);
    const first = lines.get(ordinal);
    if (!/^[0-9]{1,9}$/.test(text)) {
      report("invalid-ordinal", row, `ColumnOrdinal must be a number from 0, got ${quote(text)}`);
      isSound = false;
    } else if (first !== undefined) {
      report(
        "duplicate-ordinal",
        row,
        `duplicate ColumnOrdinal ${ordinal} (first on line ${first})`,
      );
      isSound = false;
    } else {
      lines.set(ordinal, row.line);
    }
    placed.push({ row, ordinal });
  }
  placed.sort((a, b) => a.ordinal - b.ordinal);
  const next = placed.find(({ ordinal }, index) => ordinal !== index);
  if (isSound && next !== undefined) {
    const before = placed.indexOf(next);
    const message = `expected ColumnOrdinal ${before}, got ${next.ordinal}: the result is cut off; export it again`;
    report("cut-off", next.row, message);
  }
  return placed.map(({ row }) => row);
}
