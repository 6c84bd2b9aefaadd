// What is wrong with a row -> its issues. Never hold the value itself: rows hold people's data.

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
  return wrongKind([], "object", value);
}

/** Builds the issue of a column whose value is not of its type. */
export function wrongType([name, { type, expected }]: Column, value: unknown): Issue {
  return wrongKind([name], type, value, `${type} (${expected})`);
}

/** Builds the issue of a member of the envelope. */
export function wrongMember(name: string, expected: string, value: unknown): Issue {
  return wrongKind([name], expected, value);
}

/** Builds the issue of a key that is no column. */
export function unknownColumn(name: string, value: unknown): Issue {
  const message = `${showName(name)}: no such column`;
  return { path: [name], expected: "absent", actual: kindOf(value), message };
}

/** Builds the issue of a number that has lost digits before it came here, by its path in the record. */
export function roundedNumber(path: readonly string[]): Issue {
  const message =
    `${path.map(showName).join(".")}: a number past 2^53 has lost digits when the body was parsed; ` +
    "pass the body as text or bytes";
  return { path, expected: "exact integer", actual: "number", message };
}

function wrongKind(
  path: readonly string[],
  expected: string,
  value: unknown,
  wanted: string = expected,
): Issue {
  const [name] = path;
  const actual = kindOf(value);
  const where = name === undefined ? "" : `${showName(name)}: `;
  return { path, expected, actual, message: `${where}expected ${wanted}, found ${actual}` };
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
