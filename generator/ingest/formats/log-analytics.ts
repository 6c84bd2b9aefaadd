// Reads responses of the Log Analytics API: {tables: [{name, columns: [{name, type}], rows}]} for a query,
// and the same without rows for a metadata call, which returns many tables.

import type { FormatReader } from "../export-source.ts";
import { elements, type JsonNode, property } from "../json-tree.ts";
import { readResult } from "../cells/query-result.ts";
import { arrayRows, columnsOf } from "../cells/json-result.ts";

export const readLogAnalytics: FormatReader = (source, report) => {
  const { json } = source;
  if (json?.kind !== "value") return undefined;
  const tables = elements(property(json.root, "tables"));
  if (tables === undefined) return undefined;
  const nameOf = (table: JsonNode): string => json.textOf(property(table, "name"));
  const line = json.lineOf(json.root);
  const isQueryResult = tables.some((table) => property(table, "rows") !== undefined);
  if (isQueryResult) {
    const primary = tables.find((table) => nameOf(table) === "PrimaryResult") ?? tables[0];
    if (primary === undefined) return undefined;
    const rows = arrayRows(elements(property(primary, "rows")) ?? [], json);
    const columns = columnsOf(columnNodes(primary), json);
    return readResult({ columns, rows, line: json.lineOf(primary) }, source, report);
  }
  for (const table of tables) {
    if (columnNodes(table).length > 0) continue;
    report("no-columns", json.lineOf(table), "the table has no columns; export the schema again");
  }
  if (tables.length === 0)
    report("no-columns", line, "the response contains no tables; export again");
  return tables.flatMap((table) =>
    columnsOf(columnNodes(table), json).map(({ name, type, description, line: at }) => ({
      table: nameOf(table),
      name,
      type,
      dataType: undefined,
      ordinal: undefined,
      description,
      line: at,
    })),
  );
};

function columnNodes(table: JsonNode): readonly JsonNode[] {
  return elements(property(table, "columns")) ?? [];
}
