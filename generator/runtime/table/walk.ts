// Finds the wrong columns of a row by a walk over the keys that it has. This is slower than straight-line code
// on rows of one shape, but does not get slower with many shapes.

import { isString } from "./checks.ts";
import type { Column, Scalar } from "./scalar.ts";

/** A row before its check: any object that is not an array. */
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
  // An object without a prototype is faster than a Map, and `__proto__` is an ordinary key of it.
  const ordinals: { [column: string]: number } = Object.create(null);
  const accepts = columns.map(([name, scalar], ordinal) => {
    ordinals[name] = ordinal;
    return scalar.accepts;
  });
  return { ordinals, accepts };
}

/** Returns the ordinals of a plain row's wrong columns, in the order of its keys, or `undefined`. */
export function walk(row: UncheckedRow, { ordinals, accepts }: Layout): number[] | undefined {
  let wrong: number[] | undefined;
  // V8 optimizes a read by the key of `for in`, and needs no lookup for it.
  for (const key in row) {
    const value = row[key];
    if (value === null) continue;
    const ordinal = ordinals[key];
    if (ordinal === undefined || value === undefined) continue;
    const accept = accepts[ordinal];
    // Most columns hold text: a check here saves a call that V8 cannot inline.
    if (accept === isString ? typeof value !== "string" : accept?.(value) === false) {
      (wrong ??= []).push(ordinal);
    }
  }
  return wrong;
}

/**
 * Whether a row is a plain object, as `JSON.parse` creates it. Only then the walk sees everything that
 * straight-line code reads. The read by name is deliberate: at such a read, V8 migrates a row with a
 * deprecated hidden class. If that first happens inside the walk, the walk stays three times slower.
 */
export function isPlain(row: UncheckedRow): boolean {
  return row["constructor"] === Object && Object.getPrototypeOf(row) === Object.prototype;
}

/** Reads a property of the row itself, for a column whose name every object inherits. */
export function own(row: UncheckedRow, column: string): unknown {
  return Object.hasOwn(row, column) ? row[column] : undefined;
}

/** Whether a value is an object but not an array, as rows and records are. */
export function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
