// Reads the tables that an API describes by their names and columns.

import { quote } from "../../problems.ts";
import type { RawColumn } from "../export.ts";
import type { Report } from "../export-source.ts";
import { elements, type JsonNode, type JsonValue, property } from "../json-tree.ts";
import { definedTwice } from "./database-schema.ts";
import { columnsOf } from "./json-result.ts";

export interface ListedTable {
  readonly node: JsonNode;
  readonly name: string;
  readonly columns: readonly JsonNode[];
}

/** Describes a table whose columns are an array below the first of some keys. */
export function listedTable(node: JsonNode, json: JsonValue, ...keys: string[]): ListedTable {
  const columns = keys.map((key) => elements(property(node, key))).find(Boolean);
  return { node, name: json.textOf(property(node, "name")), columns: columns ?? [] };
}

/** Reads the columns of all tables, and reports tables without columns and tables that occur twice. */
export function readTables(
  tables: readonly ListedTable[],
  json: JsonValue,
  report: Report,
): readonly RawColumn[] {
  if (tables.length === 0) {
    const message = "the response contains no tables; export again";
    report("no-columns", json.lineOf(json.root), message);
  }
  const lines = new Map<string, number>();
  return tables.flatMap(({ node, name, columns }) => {
    const [line, first] = [json.lineOf(node), lines.get(name)];
    if (first !== undefined && name !== "") {
      report("duplicate-table", line, definedTwice(name, `on line ${first}`));
      return [];
    }
    lines.set(name, line);
    if (columns.length === 0) {
      const shown = name === "" ? "the table" : `table ${quote(name)}`;
      const message = `${shown} has no columns; export the schema again`;
      report("no-columns", line, message);
    }
    return columnsOf(columns, json).map((column) => ({
      table: name,
      name: column.name,
      type: column.type,
      dataType: undefined,
      ordinal: undefined,
      description: column.description,
      line: column.line,
    }));
  });
}
