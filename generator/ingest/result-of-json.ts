// Pieces of JSON answers that several APIs share -> the columns and rows of a result.

import type { GridRow } from "./read-grid.ts";
import type { ResultColumn } from "./read-result.ts";
import { elements, entries, type JsonNode, type JsonValue, property } from "./json-text.ts";

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

/** Rows as objects, below every key that any of them has. */
export function objectRows(
  nodes: readonly JsonNode[],
  { textOf, lineOf }: JsonValue,
): { names: readonly string[]; rows: GridRow[] } {
  const names = [...new Set(nodes.flatMap((node) => entries(node).map(({ key }) => key)))];
  const rows = nodes.map((node) => {
    const values = new Map(entries(node).map(({ key, value }) => [key, value]));
    return { cells: names.map((name) => textOf(values.get(name))), line: lineOf(node) };
  });
  return { names, rows };
}

function firstProperty(node: JsonNode, keys: readonly string[]): JsonNode | undefined {
  return keys.map((key) => property(node, key)).find((value) => value !== undefined);
}
