// Text that begins as JSON does -> its value as a tree with lines, or where it breaks. Knows nothing
// of exports.

import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";

export type JsonNode = Node;

export type JsonText =
  | JsonValue
  | { readonly kind: "cut"; readonly line: number }
  | { readonly kind: "broken"; readonly line: number; readonly reason: string };

export interface JsonValue {
  readonly kind: "value";
  readonly root: JsonNode;
  /** Line on which a value starts, from 1. */
  lineOf(node: JsonNode): number;
  /** A string's text, anything else as it is written; null is no text. */
  textOf(node: JsonNode | undefined): string;
}

/** Reads one JSON value. */
export function parseJson(text: string): JsonText {
  const lineAt = lineFinder(text);
  const errors: ParseError[] = [];
  let root: JsonNode | undefined;
  try {
    root = parseTree(text, errors, { disallowComments: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { kind: "broken", line: 1, reason: "nested too deep" };
  }
  const [first] = errors;
  if (first !== undefined || root === undefined) {
    const end = text.trimEnd().length;
    const reason = first === undefined ? "ValueExpected" : printParseErrorCode(first.error);
    const offset = first?.offset ?? end;
    const isAtEnd = offset + (first?.length ?? 0) >= end || reason === "UnexpectedEndOfString";
    return isAtEnd
      ? { kind: "cut", line: lineAt(end) }
      : { kind: "broken", line: lineAt(offset), reason };
  }
  return {
    kind: "value",
    root,
    lineOf: ({ offset }) => lineAt(offset),
    textOf(node) {
      if (node === undefined || node.type === "null") return "";
      return node.type === "string"
        ? String(node.value)
        : text.slice(node.offset, node.offset + node.length);
    },
  };
}

/** The value of an object's key, in any letter case; undefined where it has none, or is no object. */
export function property(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return entries(node).find(({ key }) => key.toLowerCase() === name)?.value;
}

/** The keys of an object with their values, as they stand; none of anything else. */
export function entries(node: JsonNode | undefined): { key: string; value: JsonNode }[] {
  if (node?.type !== "object") return [];
  return (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    key === undefined || value === undefined ? [] : [{ key: String(key.value), value }],
  );
}

/** The elements of an array; undefined of anything else. */
export function elements(node: JsonNode | undefined): readonly JsonNode[] | undefined {
  return node?.type === "array" ? (node.children ?? []) : undefined;
}

/** Offsets come in no order, so every line's start is known and searched. */
function lineFinder(text: string): (offset: number) => number {
  const starts: number[] = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
