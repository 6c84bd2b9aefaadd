// Reads the columns and rows of a result from the JSON structures that several APIs share.

import { describe } from "./description.ts";
import type { GridRow } from "./grid.ts";
import { countHeaderNames, findFields, isSchemaHeader, mostCells } from "./header.ts";
import type { ResultColumn } from "./query-result.ts";
import { elements, entries, type JsonNode, type JsonValue, property } from "../json-tree.ts";

/** Reads columns from `[{name, type}]`. Of the keys of types, the first one found counts. */
export function columnsOf(
  nodes: readonly JsonNode[],
  json: JsonValue,
  typeKeys: readonly string[] = ["type"],
): ResultColumn[] {
  return readColumns(nodes, json, ["name"], typeKeys);
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
  readonly line: number;
  readonly members: readonly { readonly key: string }[];
  /** Returns the value of the last occurrence of each of some keys, and an empty text for other keys. */
  valuesOf(keys: readonly string[]): string[];
}

export function objectRow(node: JsonNode, { textOf, lineOf }: JsonValue): ObjectRow {
  const members = entries(node);
  return {
    line: lineOf(node),
    members,
    valuesOf(keys) {
      return keys.map((name) => textOf(members.findLast(({ key }) => key === name)?.value));
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
  const keys = uniqueKeys(objects);
  if (countHeaderNames(keys) > 0) {
    const names = headerKeys(keys);
    const rows = objects.map((object) => ({ cells: object.valuesOf(names), line: object.line }));
    if (isSchemaHeader(keys, names, rows)) return { names, rows };
  }
  return { names: keys, rows: objects.slice(0, 1).map(({ line }) => ({ cells: [], line })) };
}

/** Returns the keys that name fields; of those that name the same field, two are enough to report it. */
function headerKeys(keys: readonly string[]): readonly string[] {
  const fields = findFields(keys);
  const counts = new Map<string, number>();
  return keys.filter((_, index) => {
    const field = fields[index];
    if (field === undefined) return false;
    const count = (counts.get(field) ?? 0) + 1;
    counts.set(field, count);
    return count <= 2;
  });
}

/** Returns the keys of all objects, or only some more than any header has. */
function uniqueKeys(objects: readonly ObjectRow[]): readonly string[] {
  const unique = new Set<string>();
  for (const object of objects) {
    for (const { key } of object.members) {
      unique.add(key);
      if (unique.size > mostCells) return [...unique];
    }
  }
  return [...unique];
}

function firstProperty(node: JsonNode, keys: readonly string[]): JsonNode | undefined {
  return keys.map((key) => property(node, key)).find((value) => value !== undefined);
}
