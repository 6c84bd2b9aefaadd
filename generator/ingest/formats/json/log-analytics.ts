// Reads responses of the Log Analytics API: {tables: [{name, columns: [{name, type}], rows}]} for a query,
// and the same without rows for a metadata call, which returns many tables.

import { arrayRows, columnsOf } from "../../cells/json-result.ts";
import { readResult } from "../../cells/query-result.ts";
import { listedTable, readTables } from "../../cells/table-list.ts";
import type { FormatReader } from "../../export-source.ts";
import { elements, property } from "../../json-tree.ts";

export const readLogAnalytics: FormatReader = (source, report) => {
  const { json } = source;
  if (json?.kind !== "value") return undefined;
  const nodes = elements(property(json.root, "tables"));
  if (nodes === undefined) return undefined;
  const tables = nodes.map((node) => listedTable(node, json, "columns"));
  if (!nodes.some((node) => property(node, "rows") !== undefined)) {
    return readTables(tables, json, report);
  }
  const primary = tables.find(({ name }) => name === "PrimaryResult") ?? tables[0];
  if (primary === undefined) return undefined;
  const rows = arrayRows(elements(property(primary.node, "rows")) ?? [], json);
  const columns = columnsOf(primary.columns, json);
  return readResult({ columns, rows, line: json.lineOf(primary.node) }, source, report);
};
