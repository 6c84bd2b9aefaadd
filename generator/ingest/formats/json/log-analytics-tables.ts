// Reads the tables of a workspace as Azure's management API and its templates describe them: a list
// {value: [{name, properties: {schema}}]}, one of its tables, or a template with such resources.

import { quote } from "../../../problems.ts";
import { type ListedTable, readTables } from "../../cells/table-list.ts";
import type { FormatReader } from "../../export-source.ts";
import { elements, type JsonNode, type JsonValue, property } from "../../json-tree.ts";

export const readLogAnalyticsTables: FormatReader = ({ json }, report) => {
  if (json?.kind !== "value") return undefined;
  const list = elements(property(json.root, "value")) ??
    elements(property(json.root, "resources")) ??
    elements(json.root) ?? [json.root];
  const tables = list.flatMap((node) => readResource(node, json) ?? []);
  if (tables.length === 0) return undefined;
  const next = json.textOf(property(json.root, "nextlink"));
  if (next !== "") {
    const message = `the list continues at ${quote(next)}; save all of its pages in one "value"`;
    report("cut-off", json.lineOf(json.root), message);
  }
  return readTables(tables, json, report);
};

/** Returns a table; undefined for any other resource. */
function readResource(node: JsonNode, json: JsonValue): ListedTable | undefined {
  // Azure CLI prints what is in `properties` without it.
  const schema = property(property(node, "properties") ?? node, "schema");
  const lists = ["standardcolumns", "columns"].map((key) => elements(property(schema, key)));
  if (lists.every((list) => list === undefined)) return undefined;
  const names = [property(schema, "name"), property(node, "name")].map((each) => json.textOf(each));
  const name = names.map(nameOfResource).find((each) => each !== "") ?? "";
  return { node, name, columns: lists.flatMap((list) => list ?? []) };
}

/**
 * Returns the name of a table without the workspace before it. Templates compute names, such as
 * `[format('{0}/{1}', parameters('workspace'), 'T')]`; returns an empty text if the table is a parameter.
 */
function nameOfResource(resource: string): string {
  const computed = /,\s*'([^']*)'\s*\)\s*\]$/.exec(resource)?.[1] ?? "";
  return (resource.startsWith("[") ? computed : resource).replace(/^.*\//s, "");
}
