// Pieces of JSON answers that several APIs share -> the columns and rows of a result.

import { countHeaderNames, type GridRow, isHeaderName } from "./grid.ts";
import type { ResultColumn } from "./query-result.ts";
import { elements, entries, type JsonNode, type JsonValue, property } from "../json-tree.ts";

/** Columns as `[{name, type}]`, whatever the API calls the two; the first key that is there counts. */
export function columnsOf(
  nodes: readonly JsonNode[],
  { textOf, lineOf }: JsonValue,
  nameKeys: readonly string[] = ["name"],
  typeKeys: readonly string[] = ["type"],
): ResultColumn[] {
  return nodes.map((node) => {
    const type = firstProperty(node, typeKeys);
    return {
      name: textOf(firstProperty(node, nameKeys)),
      type: type === undefined ? undefined : textOf(type),
      line: lineOf(node),
    };
  });
}

/** Rows as arrays of cells. */
export function arrayRows(nodes: readonly JsonNode[], { textOf, lineOf }: JsonValue): GridRow[] {
  return nodes.map((node) => ({
    cells: (elements(node) ?? []).map(textOf),
    line: lineOf(node),
  }));
}

/** A row that is an object, and the line on which it starts. */
export interface ObjectRow {
  readonly node: JsonNode;
  readonly line: number;
  readonly textOf: JsonValue["textOf"];
}

export function objectRow(node: JsonNode, { textOf, lineOf }: JsonValue): ObjectRow {
  return { node, line: lineOf(node), textOf };
}

/**
 * Rows below the keys that name the cells of a schema. If no key does, these are a table's own rows: all
 * keys, and the first row without its cells, since each row may have keys of its own.
 */
export function objectRows(objects: readonly ObjectRow[]): {
  names: readonly string[];
  rows: GridRow[];
} {
  const unique = new Set<string>();
  for (const { node } of objects) for (const { key } of entries(node)) unique.add(key);
  const keys = [...unique];
  if (countHeaderNames(keys) === 0) {
    return { names: keys, rows: objects.slice(0, 1).map(({ line }) => ({ cells: [], line })) };
  }
  const names = keys.filter(isHeaderName);
  const rows = objects.map(({ node, line, textOf }) => {
    const values = new Map(entries(node).map(({ key, value }) => [key, value]));
    return { cells: names.map((name) => textOf(values.get(name))), line };
  });
  return { names, rows };
}

function firstProperty(node: JsonNode, keys: readonly string[]): JsonNode | undefined {
  return keys.map((key) => property(node, key)).find((value) => value !== undefined);
}
