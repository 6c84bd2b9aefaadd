// Reads what responses of several APIs have in common: columns, cells and errors.

import type { AnswerChannel } from "../table/scalar.ts";
import { isObject } from "../table/walk.ts";
import { AnswerError, showText } from "./answer-error.ts";

/** A column as a response declares it: Kusto's name of its type, or .NET's. */
export interface DeclaredColumn {
  readonly name: string;
  readonly type: string;
}

/** A response before its values are decoded. */
export interface ReadAnswer {
  readonly channel: AnswerChannel;
  readonly columns: readonly DeclaredColumn[];
  /** Each row is an object, or an array with a cell for each column. */
  readonly rows: readonly unknown[];
}

/** Reads declared columns. The names of the members depend on the API; the first one found counts. */
export function columnsOf(
  declared: readonly unknown[],
  nameKeys: readonly string[],
  typeKeys: readonly string[],
): readonly DeclaredColumn[] {
  const names = new Set<string>();
  return declared.map((column) => {
    const name = textOf(column, nameKeys);
    const type = textOf(column, typeKeys);
    if (name === undefined || type === undefined) {
      throw new AnswerError("invalid response: expected columns with a name and a type");
    }
    if (names.has(name)) {
      throw new AnswerError(
        `invalid response: it has two columns ${showText(name)}; rename one of them in the query`,
      );
    }
    names.add(name);
    return { name, type };
  });
}

/**
 * Returns rows of cells. Throws if a row is an object, which is an error that Azure Data Explorer writes after a
 * partial result.
 */
export function cellsOf(rows: readonly unknown[]): readonly unknown[] {
  for (const row of rows) {
    if (!isObject(row)) continue;
    refuseError(row);
    throw new AnswerError("incomplete response: expected a row of cells, got an object");
  }
  return rows;
}

/** Throws if an object reports an error, with or without a part of the result. */
export function refuseError(answer: { readonly [key: string]: unknown }): void {
  const { error, Exceptions: exceptions, OneApiErrors: oneApiErrors } = answer;
  if (error !== undefined && error !== null) throw serviceError(error);
  for (const errors of [exceptions, oneApiErrors]) {
    if (Array.isArray(errors) && errors.length > 0) throw serviceError(errors[0]);
  }
}

/** Builds the error of a service's `{code, message}`, of text, or of an object around one of them. */
export function serviceError(error: unknown): AnswerError {
  const inner = isObject(error) && isObject(error["error"]) ? error["error"] : error;
  const code = textOf(inner, ["code"]);
  const message = typeof inner === "string" ? inner : textOf(inner, ["message", "@message"]);
  const shown = [code, message].flatMap((text) => (text === undefined ? [] : showText(text)));
  return new AnswerError(
    `the service returned an error${shown.length > 0 ? `: ${shown.join(": ")}` : ""}`,
    code,
  );
}

function textOf(object: unknown, keys: readonly string[]): string | undefined {
  if (!isObject(object)) return undefined;
  return keys.map((key) => object[key]).find((value) => typeof value === "string");
}
