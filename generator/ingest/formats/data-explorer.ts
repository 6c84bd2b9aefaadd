// Reads the responses of Azure Data Explorer. Version 1 of the API returns {Tables: [{Columns, Rows}]};
// version 2 returns an array of frames, one of which contains the result.

import type { FormatReader } from "../export-source.ts";
import { elements, type JsonNode, type JsonValue, property } from "../json-tree.ts";
import { readResult, type Result } from "../cells/query-result.ts";
import { arrayRows, columnsOf } from "../cells/json-result.ts";

/** Reads a response of version 1 of the API, to a query or a management command. */
export const readDataExplorerV1: FormatReader = (source, report) => {
  const { json } = source;
  if (json?.kind !== "value") return undefined;
  const [table] = elements(property(json.root, "tables")) ?? [];
  if (table === undefined || !isDataTable(table)) return undefined;
  return readResult(resultOf(table, json), source, report);
};

/** Reads a response of version 2 of the API. */
export const readDataExplorerV2: FormatReader = (source, report) => {
  const { json } = source;
  if (json?.kind !== "value") return undefined;
  const frames = elements(json.root);
  const kindOf = (frame: JsonNode, key: string): string => json.textOf(property(frame, key));
  if (frames?.some((frame) => kindOf(frame, "frametype") !== "") !== true) return undefined;
  const completion = frames.find((frame) => kindOf(frame, "frametype") === "DataSetCompletion");
  const table = frames.find((frame) => kindOf(frame, "tablekind") === "PrimaryResult");
  if (completion === undefined) {
    report(
      "cut-off",
      json.lineOf(json.root),
      "the last frame is missing: the response is cut off; export again",
    );
    return [];
  }
  if (table === undefined || !isDataTable(table)) {
    report("no-columns", json.lineOf(json.root), "the response contains no result; export again");
    return [];
  }
  return readResult(resultOf(table, json), source, report);
};

function isDataTable(table: JsonNode): boolean {
  const columns = elements(property(table, "columns"));
  return (
    elements(property(table, "rows")) !== undefined &&
    columns?.some((column) => property(column, "columnname") !== undefined) === true
  );
}

function resultOf(table: JsonNode, json: JsonValue): Result {
  return {
    columns: columnsOf(
      elements(property(table, "columns")) ?? [],
      json,
      ["columnname"],
      ["columntype", "datatype"],
    ),
    rows: arrayRows(elements(property(table, "rows")) ?? [], json),
    line: json.lineOf(table),
  };
}
