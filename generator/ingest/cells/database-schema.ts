// Reads the tables of a database from JSON, as Kusto prints the schema of a table or of a database.

import { quote } from "../../problems.ts";
import { describe } from "./description.ts";
import type { RawColumn } from "../export.ts";
import type { Report } from "../export-source.ts";
import {
  elements,
  entries,
  type JsonNode,
  type JsonValue,
  parseJson,
  property,
} from "../json-tree.ts";
import { mostTables } from "../limits.ts";

/**
 * Reads `{"Name":...,"OrderedColumns":[{"Name","Type","CslType"}]}`; returns undefined for other JSON. All
 * columns are on `line`, if it is defined.
 */
export function readOrderedColumns(
  node: JsonNode,
  { textOf, lineOf }: JsonValue,
  table: string | undefined,
  line?: number,
): readonly RawColumn[] | undefined {
  const columns = elements(property(node, "orderedcolumns"));
  if (columns === undefined || columns.length === 0) return undefined;
  const cell = (column: JsonNode, name: string): string | undefined => {
    const value = property(column, name);
    return value === undefined ? undefined : textOf(value);
  };
  const named = textOf(property(node, "name")) || table;
  return columns.map((column) => ({
    table: named,
    name: cell(column, "name") ?? "",
    type: cell(column, "csltype"),
    dataType: cell(column, "type"),
    ordinal: undefined,
    description: describe(cell(column, "docstring")),
    line: line ?? lineOf(column),
  }));
}

/**
 * Reads `{"Databases":{"Db":{"Tables":{"T":{"OrderedColumns":[...]}}}}}`; returns undefined for other
 * JSON. Reports tables without columns and tables that occur twice.
 */
export function readDatabases(
  json: JsonValue,
  report: Report,
  line?: number,
): readonly RawColumn[] | undefined {
  const databases = property(json.root, "databases");
  if (databases?.members === undefined) return undefined;
  const tables = entries(databases).flatMap(({ key: database, value }) =>
    entries(property(value, "tables")).map((table) => ({ ...table, database })),
  );
  if (tables.length === 0) {
    const message = "the database schema contains no tables; export it again";
    report("no-columns", line ?? json.lineOf(json.root), message);
  }
  // An export with more tables is refused, so the others need not be read.
  const owners = new Map<string, string>();
  return tables.slice(0, mostTables + 1).flatMap(({ key, value, database }) => {
    const owner = owners.get(key);
    if (owner !== undefined) {
      const message = definedTwice(key, `in database ${quote(owner)}`);
      report("duplicate-table", line ?? json.lineOf(value), message);
      return [];
    }
    owners.set(key, database);
    const columns = readOrderedColumns(value, json, key, line);
    if (columns !== undefined) return columns;
    const message = `table ${quote(key)} has no columns; export the schema again`;
    report("no-columns", line ?? json.lineOf(value), message);
    return [];
  });
}

/** Reads the cell that `.show database schema as json` returns, all of it on one line. */
export function readDatabaseCell(cell: string, line: number, report: Report): readonly RawColumn[] {
  const json = parseJson(cell);
  const columns = json.kind === "value" ? readDatabases(json, report, line) : undefined;
  if (columns !== undefined) return columns;
  const message =
    "the DatabaseSchema cell must contain the schema of a database as JSON; export it again";
  report("not-json", line, message);
  return [];
}

/** Returns the message about a table that an export defines twice. */
export function definedTwice(table: string, place: string): string {
  return `table ${quote(table)} is also defined ${place}; remove one of the definitions`;
}
