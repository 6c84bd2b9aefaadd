// A row and the columns of its table -> the columns whose values are wrong, by a walk over the keys
// that are there. Slower than straight-line code on rows of one shape, immune to many shapes.
// Knows the scalars only as data.

import type { Column } from "./scalar.ts";

/** A row as it comes: any object that is no array. */
export interface UncheckedRow {
  readonly [column: string]: unknown;
}

/** The wrong columns of a row, last found first; undefined where nothing is wrong. */
export interface Wrong {
  /** Index of the column in its table. */
  readonly column: number;
  readonly more: Wrong | undefined;
}

/** Reads a property of the row itself, for columns whose names every object inherits. */
export function own(row: UncheckedRow, column: string): unknown {
  return Object.hasOwn(row, column) ? row[column] : undefined;
}

/** Finds the wrong columns of a row. */
export function walk(
  row: UncheckedRow,
  columns: readonly Column[],
  indexes: ReadonlyMap<string, number>,
): Wrong | undefined {
  let wrong: Wrong | undefined;
  for (const key in row) {
    const index = indexes.get(key);
    if (index === undefined) continue;
    const value = row[key];
    if (value === null || value === undefined) continue;
    const scalar = columns[index]?.[1];
    if (scalar !== undefined && !scalar.accepts(value)) wrong = { column: index, more: wrong };
  }
  return wrong;
}
