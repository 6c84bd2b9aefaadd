// Reads an array of flat objects, or one object on each line, as Azure CLI, Kusto Explorer and PowerShell
// write them. Also reads `[{name, type, ...}]`, a list of columns copied from an API response.

import { invalidJson } from "../../../json-syntax.ts";
import type { ExportSource, FormatReader, Report } from "../../export-source.ts";
import {
  elements,
  mostValues,
  parseJson,
  property,
  tooManyValues,
  type UnreadJson,
} from "../../json-tree.ts";
import type { RawColumn } from "../../export.ts";
import { readResult } from "../../cells/query-result.ts";
import { type ObjectRow, objectRow, objectRows } from "../../cells/json-result.ts";

/** Reads a JSON array of objects. */
export const readObjects: FormatReader = (source, report) => {
  const { json } = source;
  if (json?.kind !== "value") return undefined;
  // PowerShell writes a single row without the array around it.
  const isRow = property(json.root, "columnname") !== undefined;
  const nodes = isRow ? [json.root] : elements(json.root);
  if (nodes === undefined || nodes.some(({ type }) => type !== "object")) return undefined;
  const objects = nodes.map((node) => objectRow(node, json));
  return readNamedRows(objects, json.lineOf(json.root), source, report);
};

/** Reads NDJSON: one JSON object on each line. */
export const readJsonLines: FormatReader = (source, report) => {
  const lines = source.text.split("\n").map((text, index) => ({ text, line: index + 1 }));
  const filled = lines.filter(({ text }) => text.trim() !== "");
  const isLines = filled.length > 1 && filled.every(({ text }) => /^\s*\{.*\}\s*$/.test(text));
  if (source.json?.kind === "value" || !isLines) return undefined;
  const objects: ObjectRow[] = [];
  let left = mostValues;
  for (const { text, line } of filled) {
    const json = parseJson(text, left);
    if (json.kind === "large") {
      report("too-large", line, tooManyValues);
      return [];
    }
    if (json.kind !== "value") {
      report("not-json", line, invalidJson(reasonOf(json)));
      return [];
    }
    left -= json.size;
    objects.push({ ...objectRow(json.root, json), line });
  }
  return readNamedRows(objects, filled[0]?.line ?? 1, source, report);
};

function readNamedRows(
  objects: readonly ObjectRow[],
  line: number,
  source: ExportSource,
  report: Report,
): readonly RawColumn[] {
  const { names, rows } = objectRows(objects);
  const columns = names.map((name) => ({ name, type: undefined, line }));
  return readResult({ columns, rows, line }, source, report);
}

function reasonOf(json: Exclude<UnreadJson, { kind: "large" }>): string {
  return json.kind === "cut" ? "unexpected end of line" : json.reason;
}
