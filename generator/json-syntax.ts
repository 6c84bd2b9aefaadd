// Finds and words the syntax errors of JSON that users write or save.

import {
  type Node,
  type ParseError,
  type ParseErrorCode,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";

export type ParsedJson =
  | { readonly kind: "tree"; readonly tree: Node }
  | { readonly kind: "error"; readonly line: number; readonly message: string };

/** Parses JSON without comments into a syntax tree, or returns its first syntax error. */
export function parseSyntaxTree(text: string): ParsedJson {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (error === undefined && tree !== undefined) return { kind: "tree", tree };
  const reason = error === undefined ? "empty" : describeErrorCode(error.error);
  return { kind: "error", line: lineAt(text, error?.offset ?? 0), message: invalidJson(reason) };
}

/** The message about text that is not JSON. */
export function invalidJson(reason: string): string {
  return `not valid JSON: ${reason}`;
}

/** Words an error code of the parser, such as `property name expected`. */
export function describeErrorCode(code: ParseErrorCode): string {
  const words = printParseErrorCode(code).replace(/(?<=[a-z])(?=[A-Z])/g, " ");
  return words.toLowerCase();
}

/** The line of a position, from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
