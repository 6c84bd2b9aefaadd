// Reads responses of Microsoft Graph, the Defender API and the Defender portal:
// {schema: [{name, type}], results: [{...}]}, with keys in any letter case.

import type { FormatReader } from "../../export-source.ts";
import { elements, property } from "../../json-tree.ts";
import { readResult } from "../../cells/query-result.ts";
import { columnsOf, objectRow, objectRows } from "../../cells/json-result.ts";

export const readGraph: FormatReader = (source, report) => {
  const { json } = source;
  if (json?.kind !== "value") return undefined;
  const schema = elements(property(json.root, "schema"));
  const results = elements(property(json.root, "results"));
  if (schema === undefined || results === undefined) return undefined;
  const line = json.lineOf(json.root);
  if (results.length === 0) {
    return readResult({ columns: columnsOf(schema, json), rows: [], line }, source, report);
  }
  const { names, rows } = objectRows(results.map((node) => objectRow(node, json)));
  const columns = names.map((name) => ({ name, type: undefined, line }));
  return readResult({ columns, rows, line }, source, report);
};
