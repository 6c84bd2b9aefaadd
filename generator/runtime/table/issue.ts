// Builds the issues of a row. An issue never contains the value, because rows contain personal data.

import type { Column } from "./scalar.ts";

/** One problem of a row. It names the kind of a value, never the value itself. */
export interface Issue {
  /** The name of the column; empty if the value is not a row. A rounded number has its path in the record. */
  readonly path: readonly string[];
  /** The Kusto type of the column, such as `long`; `object` for a row, `absent` for an unknown column. */
  readonly expected: string;
  /** The kind of the actual value, such as `string`, `array` or `null`. */
  readonly actual: string;
  /** The problem in words, such as `ProcessId: expected long (…), got string`. */
  readonly message: string;
}

/** Builds the issue of a value that is not a row. */
export function notARow(value: unknown): Issue {
  return wrongKind([], "object", value);
}

/** Builds the issue of a column whose value in a row has another type. */
export function wrongType(
  [name, { type, expected }]: Column,
  row: { readonly [column: string]: unknown },
): Issue {
  return wrongKind([name], type, row[name], `${type} (${expected})`);
}

/** Builds the issue of a member of the envelope. */
export function wrongMember(name: string, expected: string, value: unknown): Issue {
  return wrongKind([name], expected, value);
}

/** Builds the issue of an unknown column. */
export function unknownColumn(name: string, value: unknown): Issue {
  const message = `${showName(name)}: unknown column`;
  return { path: [name], expected: "absent", actual: kindOf(value), message };
}

/** Builds the issue of a number that parsing may have rounded; `path` is its path in the record. */
export function roundedNumber(path: readonly string[]): Issue {
  const message =
    `${path.map(showName).join(".")}: a number past 2^53 may have lost digits when the body was parsed; ` +
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
  const label = name === undefined ? "" : `${showName(name)}: `;
  return { path, expected, actual, message: `${label}expected ${wanted}, got ${actual}` };
}

/** Builds the issue of a line that cannot be read as a record. */
export function invalidText(problem: string): Issue {
  return { path: [], expected: "JSON", actual: "text", message: problem };
}

/** Returns a column's name for a message: quoted unless it is an identifier, with hidden characters escaped. */
export function showName(name: string): string {
  if (/^[A-Za-z_]\w*$/.test(name)) return name;
  return JSON.stringify(name).replace(
    /[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** Returns the JSON kind of a value: `null`, `array`, or its `typeof`. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
