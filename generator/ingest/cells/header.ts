// Recognizes the header of a schema: which of its cells, or which keys of objects, name and type columns.

import { readShippedTables } from "../shipped-exports.ts";

export type Field =
  | "name"
  | "type"
  | "dataType"
  | "ordinal"
  | "tableName"
  | "table"
  | "schema"
  | "database"
  | "databaseSchema"
  | "description";

const headerNames: ReadonlyMap<string, Field> = new Map([
  ["columnname", "name"],
  ["columntype", "type"],
  ["datatype", "dataType"],
  ["columnordinal", "ordinal"],
  ["tablename", "tableName"],
  ["table", "table"],
  ["schema", "schema"],
  ["databasename", "database"],
  ["databaseschema", "databaseSchema"],
  ["description", "description"],
  ["docstring", "description"],
  ["columndescription", "description"],
]);

/** Words that tables have as columns too. They count only together: a name and a type. */
const looseNames: ReadonlyMap<string, "name" | "type"> = new Map([
  ["name", "name"],
  ["column", "name"],
  ["type", "type"],
]);

/** What schema lists have next to name and type, often empty. */
const furtherNames: ReadonlySet<string> = new Set(["entity"]);

/** Columns of the rows of every hunting table, which no schema has. */
const eventTimes: ReadonlySet<string> = new Set(["timestamp", "timegenerated"]);

const columnFields: readonly Field[] = ["name", "type", "dataType", "ordinal"];

/** Longer cells are not in a header that any reader knows. */
const longestCell = 40;

/** Returns a cell of a header in lower case, without the separators that spellings differ in. */
function normalizeHeader(cell: string): string {
  if (cell.length > longestCell) return "";
  return cell.toLowerCase().replace(/[\s_-]/g, "");
}

/** Further cells are ignored: the header of a schema has a few, but a line may have millions. */
export const mostCells = 1000;

/** Returns the field that each cell names. */
export function findFields(cells: readonly string[]): readonly (Field | undefined)[] {
  const keys = cells.slice(0, mostCells).map(normalizeHeader);
  const fields = keys.map((key) => headerNames.get(key));
  const hasName = fields.includes("name");
  const hasType = fields.includes("type") || fields.includes("dataType");
  const loose = (field: "name" | "type"): string | undefined =>
    keys.find((key) => looseNames.get(key) === field);
  const name = hasName ? undefined : loose("name");
  const type = hasType ? undefined : loose("type");
  if (!(hasName || name !== undefined) || !(hasType || type !== undefined)) return fields;
  return keys.map((key, index) => {
    if (key === name) return "name";
    return key === type ? "type" : fields[index];
  });
}

/** Counts the fields that a header names; 0 if it is not the header of a schema. */
export function countHeaderNames(cells: readonly string[]): number {
  const fields = new Set(findFields(cells));
  const hasColumns = columnFields.some((field) => fields.has(field));
  const hasSchemas = fields.has("schema") && fields.has("tableName");
  if (!hasColumns && !hasSchemas && !fields.has("databaseSchema")) return 0;
  // A description is optional, so it does not decide what an export is.
  return [...fields].filter((field) => field !== undefined && field !== "description").length;
}

/** Whether cells are the header of a schema, and no words that tables have as columns too. */
export function isCertainHeader(cells: readonly string[]): boolean {
  if (countHeaderNames(cells) === 0) return false;
  const certain = new Set(
    cells.slice(0, mostCells).map((cell) => headerNames.get(normalizeHeader(cell))),
  );
  return columnFields.some((field) => certain.has(field)) || !findFields(cells).includes("name");
}

/**
 * Whether the names of all cells are the header of a schema. `Name` and `Type` next to columns that no
 * schema has are one only if a row has a usual type and none of them is the time of an event. The rows have the cells of `header`.
 */
export function isSchemaHeader(
  all: readonly string[],
  header: readonly string[],
  rows: readonly { readonly cells: readonly string[] }[],
): boolean {
  if (countHeaderNames(all) === 0) return false;
  if (isCertainHeader(all) || all.every(isSchemaWord)) return true;
  if (all.slice(0, mostCells).some((cell) => eventTimes.has(normalizeHeader(cell)))) return false;
  const type = findFields(header).indexOf("type");
  return rows.some((row) => isUsualType(row.cells[type] ?? ""));
}

function isSchemaWord(cell: string): boolean {
  const key = normalizeHeader(cell);
  return headerNames.has(key) || looseNames.has(key) || furtherNames.has(key);
}

let usualTypes: ReadonlySet<string> | undefined;

/** Whether the tables that huntgen ships have a type, in any letter case. */
export function isUsualType(text: string): boolean {
  usualTypes ??= new Set([...readShippedTables().values()].flatMap((types) => [...types.values()]));
  return text.length < 20 && usualTypes.has(text.toLowerCase());
}
