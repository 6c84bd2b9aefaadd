// An array of flat objects, or an object a line -> columns: what Azure CLI, Kusto Explorer and
// PowerShell write. `[{name, type}]`, a list of columns taken out of an answer, is one too.

import type { ExportSource, FormReader, Report } from "./export-source.ts";
import {
  elements,
  entries,
  type JsonNode,
  type JsonText,
  parseJson,
  property,
} from "./json-text.ts";
import type { RawColumn } from "./raw-column.ts";
import { countHeaderNames, type GridRow } from "./read-grid.ts";
import { readResult } from "./read-result.ts";
import { columnsOf, objectRows } from "./result-of-json.ts";

/** Reads a JSON array of objects. */
export const readObjects: FormReader = (source, report) => {
  const { json } = source;
  if (json?.kind !== "value") return undefined;
  // PowerShell writes an array of one row as that row alone.
  const isRow = property(json.root, "columnname") !== undefined;
  const nodes = isRow ? [json.root] : elements(json.root);
  if (nodes === undefined || nodes.some(({ type }) => type !== "object")) return undefined;
  if (nodes.length > 0 && nodes.every(isNamedType)) {
    const columns = columnsOf(nodes, json);
    return readResult({ columns, rows: [], line: json.lineOf(json.root) }, source, report);
  }
  const { names, rows } = objectRows(nodes, json);
  return readNamedRows(names, rows, json.lineOf(json.root), source, report);
};

/** Reads a JSON object a line. */
export const readJsonLines: FormReader = (source, report) => {
  const lines = source.text.split("\n").map((text, index) => ({ text, line: index + 1 }));
  const filled = lines.filter(({ text }) => text.trim() !== "");
  const isLines = filled.length > 1 && filled.every(({ text }) => /^\s*\{.*\}\s*$/.test(text));
  if (source.json?.kind === "value" || !isLines) return undefined;
  const names: string[] = [];
  const objects = filled.map(({ text, line }) => ({ line, json: parseJson(text) }));
  for (const { json, line } of objects) {
    if (json.kind === "value") {
      names.push(...entries(json.root).map(({ key }) => key));
    } else {
      report("not-json", line, `not valid JSON: ${reasonOf(json)}`);
      return [];
    }
  }
  const header = [...new Set(names)];
  const rows = objects.map(({ json, line }) => ({ line, cells: cellsOf(json, header) }));
  return readNamedRows(header, rows, filled[0]?.line ?? 1, source, report);
};

function readNamedRows(
  names: readonly string[],
  rows: readonly GridRow[],
  line: number,
  source: ExportSource,
  report: Report,
): readonly RawColumn[] {
  const columns = names.map((name) => ({ name, type: undefined, line }));
  return readResult({ columns, rows, line }, source, report);
}

function isNamedType(node: JsonNode): boolean {
  const keys = entries(node).map(({ key }) => key);
  const lower = new Set(keys.map((key) => key.toLowerCase()));
  return lower.has("name") && lower.has("type") && lower.size <= 3 && countHeaderNames(keys) === 0;
}

function cellsOf(json: JsonText, header: readonly string[]): string[] {
  if (json.kind !== "value") return [];
  const values = new Map(entries(json.root).map(({ key, value }) => [key, value]));
  return header.map((name) => json.textOf(values.get(name)));
}

function reasonOf(json: Exclude<JsonText, { kind: "value" }>): string {
  return json.kind === "cut" ? "the line ends too early" : json.reason;
}
