// What is wrong with a row -> an Issue. Never holds the value itself: rows hold people's data.

import type { Column } from "./scalar.ts";

/** One thing that is wrong with a row. */
export interface Issue {
  /** The column, or nothing where the value is no row at all. */
  readonly path: readonly string[];
  /** The Kusto type of the column; `object` for a row, `absent` for a key that is no column. */
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
export function wrongType(column: Column, value: unknown): Issue {
  const name = column[0];
  const { type, expected } = column[1];
  const wanted = expected === "" ? type : `${type} (${expected})`;
  const actual = kindOf(value);
  const message = `${showName(name)}: expected ${wanted}, found ${actual}`;
  return { path: [name], expected: type, actual, message };
}

/** Builds the issue of a key that is no column. */
export function unknownColumn(name: string, value: unknown): Issue {
  const message = `${showName(name)}: no such column`;
  return { path: [name], expected: "absent", actual: kindOf(value), message };
}

/** Builds the issue of a member of the envelope. */
export function wrongMember(name: string, expected: string, value: unknown): Issue {
  const actual = kindOf(value);
  return {
    path: [name],
    expected,
    actual,
    message: `${name}: expected ${expected}, found ${actual}`,
  };
}

/** Builds the issue of a line that holds no record. */
export function invalidText(problem: string): Issue {
  return { path: [], expected: "JSON", actual: "text", message: problem };
}

/** A column's name as a message shows it: quoted unless it is a plain identifier, nothing hidden in it. */
export function showName(name: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return name;
  return JSON.stringify(name).replace(
    /[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** The JSON kind of a value, or its `typeof`. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
