// Reads responses of version 1 of Azure Data Explorer's API: {Tables: [{Columns, Rows}]}.

import { arrayRows, resultColumns } from "../../cells/json-result.ts";
import { isCertainHeader } from "../../cells/header.ts";
import { readResult, severalResults } from "../../cells/query-result.ts";
import type { FormatReader } from "../../export-source.ts";
import { elements, property } from "../../json-tree.ts";

/** Reads a response to a query or a management command. */
export const readDataExplorerV1: FormatReader = (source, report) => {
  const { json } = source;
  if (json?.kind !== "value") return undefined;
  const [table, ...others] = elements(property(json.root, "tables")) ?? [];
  const columns = elements(property(table, "columns"));
  const rows = elements(property(table, "rows"));
  const isNamed = columns?.some((column) => property(column, "columnname") !== undefined);
  if (table === undefined || columns === undefined || rows === undefined || isNamed !== true) {
    return undefined;
  }
  // After the result, there are only tables about the query, unless it had several statements.
  const second = others.find((other) => {
    const names = resultColumns(elements(property(other, "columns")) ?? [], json);
    return isCertainHeader(names.map(({ name }) => name));
  });
  if (second !== undefined) {
    report("several-tables", json.lineOf(second), severalResults);
    return [];
  }
  return readResult(
    {
      columns: resultColumns(columns, json),
      rows: arrayRows(rows, json),
      line: json.lineOf(table),
    },
    source,
    report,
  );
};
