// A row and the columns of its table -> the columns whose values are wrong, by a walk over the keys
// that are there. Slower than straight-line code on rows of one shape, indifferent to many shapes.

import { isString } from "./checks.ts";
import type { Column, Scalar } from "./scalar.ts";

/** A row as it comes: any object that is no array. */
export interface UncheckedRow {
  readonly [column: string]: unknown;
}

/** The columns of a table, arranged for the walk. */
export interface Layout {
  readonly ordinals: { readonly [column: string]: number };
  readonly accepts: readonly Scalar["accepts"][];
}

/** Arranges the columns of a table for the walk. */
export function arrange(columns: readonly Column[]): Layout {
  // An object without prototype answers faster than a Map, and `__proto__` is a key like any other.
  const ordinals: { [column: string]: number } = Object.create(null);
  const accepts = columns.map(([name, scalar], ordinal) => {
    ordinals[name] = ordinal;
    return scalar.accepts;
  });
  return { ordinals, accepts };
}

/** Finds the wrong columns of a row whose keys are its own: their ordinals, in the order of the keys. */
export function walk(row: UncheckedRow, { ordinals, accepts }: Layout): number[] | undefined {
  let wrong: number[] | undefined;
  // `for in` and a read by its key are one thing to V8, which then needs no lookup.
  for (const key in row) {
    const value = row[key];
    if (value === null) continue;
    const ordinal = ordinals[key];
    if (ordinal === undefined || value === undefined) continue;
    const accept = accepts[ordinal];
    // Most columns hold text: to ask here saves a call that V8 cannot inline.
    if (accept === isString ? typeof value !== "string" : accept?.(value) === false) {
      (wrong ??= []).push(ordinal);
    }
  }
  return wrong;
}

/**
 * Whether the walk sees all that straight-line code reads: a plain object, as JSON.parse makes it.
 * The read by name counts: V8 brings a row whose hidden class is outdated up to date at such a read,
 * and where that first happens inside the walk, the walk stays three times slower ever after.
 */
export function isPlain(row: UncheckedRow): boolean {
  return row["constructor"] === Object && Object.getPrototypeOf(row) === Object.prototype;
}

/** Reads a property of the row itself, for columns whose names every object inherits. */
export function own(row: UncheckedRow, column: string): unknown {
  return Object.hasOwn(row, column) ? row[column] : undefined;
}
