// What is wrong with a row -> an Issue. Never holds the value itself: rows hold people's data.

import type { Column } from "./scalar.ts";

/** One thing that is wrong with a row. */
export interface Issue {
  /** The column, or nothing where the value is no row at all. */
  readonly path: readonly string[];
  /** The Kusto type of the column, `object` for a row, or `no such column`. */
  readonly expected: string;
  /** The kind of the value that is there, such as `string`, `array` or `null`. */
  readonly actual: string;
  readonly message: string;
}

/** Builds the issue of a value that is no row. */
export function notARow(value: unknown): Issue {
  const actual = kindOf(value);
  return { path: [], expected: "object", actual, message: `expected object, found ${actual}` };
}

/** Builds the issue of a column whose value is not of its type. */
export function wrongType([name, scalar]: Column, value: unknown): Issue {
  const wanted = scalar.expected === "" ? scalar.type : `${scalar.type} (${scalar.expected})`;
  return issueAt(name, scalar.type, `expected ${wanted}`, value);
}

/** Builds the issue of a key that is no column. */
export function unknownColumn(name: string, value: unknown): Issue {
  return issueAt(name, "no such column", "no such column", value);
}

function issueAt(name: string, expected: string, complaint: string, value: unknown): Issue {
  const actual = kindOf(value);
  const shown = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : JSON.stringify(name);
  return { path: [name], expected, actual, message: `${shown}: ${complaint}, found ${actual}` };
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
