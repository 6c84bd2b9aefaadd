// Reads the columns and rows of a result from the JSON structures that several APIs share.

import { describe } from "./description.ts";
import type { GridRow } from "./grid.ts";
import { countHeaderNames, findFields, isSchemaHeader } from "./header.ts";
import type { ResultColumn } from "./query-result.ts";
import { elements, entries, type JsonNode, type JsonValue, property } from "../json-tree.ts";

/** Reads columns from `[{name, type}]`. */
export function columnsOf(nodes: readonly JsonNode[], json: JsonValue): ResultColumn[] {
  return readColumns(nodes, json, ["name"], ["type"]);
}

/** Reads columns from `[{ColumnName, ColumnType}]`; of the types, the first one found counts. */
export function resultColumns(nodes: readonly JsonNode[], json: JsonValue): ResultColumn[] {
  return readColumns(nodes, json, ["columnname"], ["columntype", "datatype"]);
}

function readColumns(
  nodes: readonly JsonNode[],
  { textOf, lineOf }: JsonValue,
  nameKeys: readonly string[],
  typeKeys: readonly string[],
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

/** A row with a name for each of its values, and the line on which it starts. */
export interface ObjectRow {
  readonly keys: readonly string[];
  readonly line: number;
  /** Returns the value of the last occurrence of each of some keys, and an empty text for other keys. */
  valuesOf(keys: readonly string[]): string[];
}

export function objectRow(node: JsonNode, { textOf, lineOf }: JsonValue): ObjectRow {
  const members = entries(node);
  return {
    get keys() {
      return members.map(({ key }) => key);
    },
    line: lineOf(node),
    valuesOf(keys) {
      const values = new Map(members.map(({ key, value }) => [key, value]));
      return keys.map((key) => textOf(values.get(key)));
    },
  };
}

/**
 * Reads rows from objects, with the keys that belong to the header of a schema. If there are no such keys,
 * these are a table's own rows: returns all keys, and the first row without its cells, since each row may
 * have different keys.
 */
export function objectRows(objects: readonly ObjectRow[]): {
  names: readonly string[];
  rows: GridRow[];
} {
  const unique = new Set<string>();
  for (const { keys } of objects) for (const key of keys) unique.add(key);
  const keys = [...unique];
  if (countHeaderNames(keys) > 0) {
    const fields = findFields(keys);
    const names = keys.filter((_, index) => fields[index] !== undefined);
    const rows = objects.map((object) => ({ cells: object.valuesOf(names), line: object.line }));
    if (isSchemaHeader(keys, names, rows)) return { names, rows };
  }
  return { names: keys, rows: objects.slice(0, 1).map(({ line }) => ({ cells: [], line })) };
}

function firstProperty(node: JsonNode, keys: readonly string[]): JsonNode | undefined {
  return keys.map((key) => property(node, key)).find((value) => value !== undefined);
}
