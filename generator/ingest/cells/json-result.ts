// Reads the columns and rows of a result from the JSON structures that several APIs share.

import { describe, isDescriptionHeader } from "./description.ts";
import { countHeaderNames, type GridRow, isHeaderName } from "./grid.ts";
import type { ResultColumn } from "./query-result.ts";
import { elements, entries, type JsonNode, type JsonValue, property } from "../json-tree.ts";

/**
 * Reads columns from `[{name, type}]`. The names of the two keys depend on the API; the first one found
 * counts.
 */
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
      description: describe(textOf(firstProperty(node, ["description", "docstring"]))),
      line: lineOf(node),
    };
  });
}

/** Reads rows from arrays of cells. */
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
 * Reads rows from objects, with the keys that belong to the header of a schema. If there is no such key,
 * these are a table's own rows: returns all keys, and the first row without its cells, since each row may
 * have different keys.
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
  const names = keys.filter((key) => isHeaderName(key) || isDescriptionHeader(key));
  const rows = objects.map(({ node, line, textOf }) => {
    const values = new Map(entries(node).map(({ key, value }) => [key, value]));
    return { cells: names.map((name) => textOf(values.get(name))), line };
  });
  return { names, rows };
}

function firstProperty(node: JsonNode, keys: readonly string[]): JsonNode | undefined {
  return keys.map((key) => property(node, key)).find((value) => value !== undefined);
}
