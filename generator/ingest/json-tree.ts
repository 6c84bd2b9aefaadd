// Parses JSON into a tree of values with their lines, or reports the line of the first error.

import { type JSONVisitor, type ParseErrorCode, printParseErrorCode, visit } from "jsonc-parser";
import { describeErrorCode } from "../json-syntax.ts";
import { lineIndex } from "./line-index.ts";

/** The most JSON values of a text. 100,000 columns with all their cells need no more. */
export const mostValues = 600_000;

/** The message about a text with more values. */
export const tooManyValues: string = `more than ${mostValues} JSON values, but a schema has some thousands; if these are rows, run \`Table | getschema\``;

/** Deeper JSON is rejected: no export nests this deeply, and a recursive parser would run out of stack. */
const deepestNesting = 500;

export interface JsonNode {
  readonly type: "object" | "array" | "string" | "null" | "literal";
  readonly offset: number;
  readonly end: number;
  /** The text of a string. */
  readonly text?: string;
  /** The members of an object, in their order. */
  readonly members?: readonly JsonMember[];
  /** The elements of an array. */
  readonly elements?: readonly JsonNode[];
}

export interface JsonMember {
  readonly key: string;
  readonly value: JsonNode;
}

export type JsonText = JsonValue | UnreadJson;

export type UnreadJson =
  | { readonly kind: "cut"; readonly line: number }
  | { readonly kind: "broken"; readonly line: number; readonly reason: string }
  | { readonly kind: "large"; readonly line: number };

export interface JsonValue {
  readonly kind: "value";
  readonly root: JsonNode;
  /** The number of values in the text. */
  readonly size: number;
  /** Returns the line on which a value starts, from 1. */
  lineOf(node: JsonNode): number;
  /** Returns the text of a string, an empty text for null, and any other value as it is written. */
  textOf(node: JsonNode | undefined): string;
}

/** Stops the parser at the first problem, so that a broken text takes no longer than a valid one. */
class Stop extends Error {
  readonly found: UnreadJson;

  constructor(found: UnreadJson) {
    super(found.kind);
    this.found = found;
  }
}

/** Parses a text with at most `most` JSON values. */
export function parseJson(text: string, most: number = mostValues): JsonText {
  const lineAt = lineIndex(text);
  const tree = createTree(most, lineAt);
  const end = text.trimEnd().length;
  const onError: JSONVisitor["onError"] = (error, offset, length) => {
    throw new Stop(describeError(error, offset, length, end, lineAt));
  };
  try {
    visit(text.slice(0, end), { ...tree.visitor, onError }, { disallowComments: true });
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return error.found;
  }
  const [root] = tree.roots;
  if (root === undefined) return { kind: "cut", line: lineAt(end) };
  return {
    kind: "value",
    root,
    size: tree.size(),
    lineOf: ({ offset }) => lineAt(offset),
    textOf(node) {
      if (node === undefined || node.type === "null") return "";
      return node.text ?? text.slice(node.offset, node.end);
    },
  };
}

function describeError(
  error: ParseErrorCode,
  offset: number,
  length: number,
  end: number,
  lineAt: (offset: number) => number,
): UnreadJson {
  const isAtEnd = offset + length >= end || printParseErrorCode(error) === "UnexpectedEndOfString";
  return isAtEnd
    ? { kind: "cut", line: lineAt(end) }
    : { kind: "broken", line: lineAt(offset), reason: describeErrorCode(error) };
}

/** An object or array that is not closed yet. */
interface OpenNode {
  readonly type: "object" | "array";
  readonly offset: number;
  end: number;
  readonly members?: JsonMember[];
  readonly elements?: JsonNode[];
  /** The key whose value comes next. */
  key?: string;
}

/** Builds the tree. Its nodes take a third of the memory of the parser's own nodes. */
function createTree(
  most: number,
  lineAt: (offset: number) => number,
): { visitor: JSONVisitor; roots: readonly JsonNode[]; size: () => number } {
  const roots: JsonNode[] = [];
  const open: OpenNode[] = [];
  let size = 0;
  const add = (node: JsonNode): void => {
    size += 1;
    if (size > most) throw new Stop({ kind: "large", line: lineAt(node.offset) });
    const parent = open.at(-1);
    if (parent === undefined) roots.push(node);
    else if (parent.members === undefined) parent.elements?.push(node);
    else parent.members.push({ key: parent.key ?? "", value: node });
  };
  const begin = (node: OpenNode): void => {
    if (open.length === deepestNesting) {
      throw new Stop({ kind: "broken", line: lineAt(node.offset), reason: "nested too deeply" });
    }
    add(node);
    open.push(node);
  };
  const close = (offset: number, length: number): void => {
    const node = open.pop();
    if (node !== undefined) node.end = offset + length;
  };
  const visitor: JSONVisitor = {
    onObjectBegin: (offset) => begin({ type: "object", offset, end: offset, members: [] }),
    onObjectProperty(key) {
      const object = open.at(-1);
      if (object !== undefined) object.key = key;
    },
    onObjectEnd: close,
    onArrayBegin: (offset) => begin({ type: "array", offset, end: offset, elements: [] }),
    onArrayEnd: close,
    onLiteralValue(value: unknown, offset, length) {
      const end = offset + length;
      if (typeof value === "string") add({ type: "string", offset, end, text: value });
      else add({ type: value === null ? "null" : "literal", offset, end });
    },
  };
  return { visitor, roots, size: () => size };
}

/**
 * Returns the value of an object's key, in any letter case; undefined if `node` is not an object with
 * this key.
 */
export function property(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return entries(node).find(({ key }) => key.toLowerCase() === name)?.value;
}

/** Returns the members of an object in their order; an empty list for any other value. */
export function entries(node: JsonNode | undefined): readonly JsonMember[] {
  return node?.members ?? [];
}

/** Returns the elements of an array; undefined for any other value. */
export function elements(node: JsonNode | undefined): readonly JsonNode[] | undefined {
  return node?.elements;
}
