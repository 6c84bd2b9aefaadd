// Reads columns from the cell that `.show table T cslschema` or `.show table T schema as json` returns.

import { quote } from "../../problems.ts";
import { describe } from "./description.ts";
import type { Report } from "../export-source.ts";
import { elements, type JsonValue, type JsonNode, parseJson, property } from "../json-tree.ts";
import type { RawColumn } from "../export.ts";

const columnName = String.raw`(?:[^\s:,'"[\]{}]+|\['[^']*'\]|\["[^"]*"\])`;
const typeName = String.raw`[A-Za-z][\w.]*`;
const column = new RegExp(String.raw`^\s*(?<name>${columnName})\s*:\s*(?<type>${typeName})\s*$`);

/** Reads `A:string, B:long` or `{"Name":...,"OrderedColumns":[...]}`, all of it on one line. */
export function readSchemaCell(
  cell: string,
  table: string | undefined,
  line: number,
  report: Report,
): readonly RawColumn[] {
  if (cell.trimStart().startsWith("{")) {
    const json = parseJson(cell);
    const columns = json.kind === "value" ? readOrderedColumns(json, table) : undefined;
    if (columns !== undefined) return columns.map((each) => ({ ...each, line }));
    report(
      "not-json",
      line,
      "the Schema cell must contain the schema of a table as JSON; export the schema again",
    );
    return [];
  }
  const columns = readCslSchema(cell, table, line);
  if (columns !== undefined) return columns;
  const shown = quote(cell.trim());
  report(
    "no-columns",
    line,
    `expected a list such as A:string, B:long in the Schema cell, got ${shown}`,
  );
  return [];
}

/** Reads `A:string, B:long`; returns undefined for any other text. */
export function readCslSchema(
  text: string,
  table: string | undefined,
  firstLine: number,
): readonly RawColumn[] | undefined {
  const columns: RawColumn[] = [];
  let line = firstLine;
  for (const part of splitParts(text.trimEnd().replace(/,$/, ""))) {
    const { name, type } = column.exec(part)?.groups ?? {};
    if (name === undefined || type === undefined) return undefined;
    const lead = /^\s*/.exec(part)?.[0] ?? "";
    columns.push({
      table,
      name: name.replace(/^\[.(.*).\]$/s, "$1"),
      type,
      dataType: undefined,
      ordinal: undefined,
      description: undefined,
      line: line + breaksIn(lead),
    });
    line += breaksIn(part);
  }
  return columns.length === 0 ? undefined : columns;
}

/** Reads `{"Name":...,"OrderedColumns":[{"Name","Type","CslType"}]}`; returns undefined for other JSON. */
export function readOrderedColumns(
  { root, textOf, lineOf }: JsonValue,
  table: string | undefined,
): readonly RawColumn[] | undefined {
  const columns = elements(property(root, "orderedcolumns"));
  if (columns === undefined || columns.length === 0) return undefined;
  const cell = (node: JsonNode, name: string): string | undefined => {
    const value = property(node, name);
    return value === undefined ? undefined : textOf(value);
  };
  const named = textOf(property(root, "name")) || table;
  return columns.map((node) => ({
    table: named,
    name: cell(node, "name") ?? "",
    type: cell(node, "csltype"),
    dataType: cell(node, "type"),
    ordinal: undefined,
    description: describe(cell(node, "docstring")),
    line: lineOf(node),
  }));
}

/** Splits at commas outside of `['a, b']`. */
function splitParts(text: string): string[] {
  return text.match(/(?:\['[^']*'\]|\["[^"]*"\]|[^,])+/g) ?? [];
}

function breaksIn(text: string): number {
  return text.split("\n").length - 1;
}
