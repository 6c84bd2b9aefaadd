// Reads columns from the cell that `.show table T cslschema` or `.show table T schema as json` returns.

import { quote } from "../../problems.ts";
import type { RawColumn } from "../export.ts";
import type { Report } from "../export-source.ts";
import { parseJson } from "../json-tree.ts";
import { mostColumns } from "../limits.ts";
import { lineIndex } from "../line-index.ts";
import { takeColumns } from "./csl-columns.ts";
import { readOrderedColumns } from "./database-schema.ts";
import { KustoScanner } from "./kusto-scanner.ts";

/** Reads `A:string, B:long` or `{"Name":...,"OrderedColumns":[...]}`, all of it on one line. */
export function readSchemaCell(
  cell: string,
  table: string | undefined,
  line: number,
  report: Report,
): readonly RawColumn[] {
  if (cell.trimStart().startsWith("{")) {
    const json = parseJson(cell);
    const columns =
      json.kind === "value" ? readOrderedColumns(json.root, json, table, line) : undefined;
    if (columns !== undefined) return columns;
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

/**
 * Reads `A:string, B:long`, with or without brackets around it; returns undefined for any other text. All
 * columns are on `line`, if it is defined.
 */
export function readCslSchema(
  text: string,
  table: string | undefined,
  line?: number,
): readonly RawColumn[] | undefined {
  const scanner = new KustoScanner(text);
  scanner.skipSpace();
  const isBracketed = scanner.take(/\(/y) !== undefined;
  const columns = takeColumns(scanner);
  if (columns === undefined) return undefined;
  const isWhole = columns.length <= mostColumns;
  if (isWhole && isBracketed && scanner.take(/\)/y) === undefined) return undefined;
  scanner.skipSpace();
  scanner.take(/;/y);
  scanner.skipSpace();
  if (isWhole && !scanner.isAtEnd) return undefined;
  const lineAt = lineIndex(text);
  return columns.map(({ name, type, offset }) => ({
    table,
    name,
    type,
    dataType: undefined,
    ordinal: undefined,
    description: undefined,
    line: line ?? lineAt(offset),
  }));
}
