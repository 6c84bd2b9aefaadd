// The bytes of one saved export and its name -> its columns, or what keeps it from being read. Knows
// no disk and no types.

import { createHash } from "node:crypto";
import type { Problem } from "../problems.ts";
import { decodeText } from "./decode-text.ts";
import type { ExportSource, Report } from "./export-source.ts";
import { formReaders } from "./form-readers.ts";
import { parseJson } from "./json-text.ts";
import type { RawColumn, TableExport } from "./raw-column.ts";
import { tableOfFile, takeQuery } from "./table-name.ts";

/** The bytes that an export may have at most: the schemas of thousands of tables take less. */
export const longestExport: number = 8 * 2 ** 20;

/** The columns that an export may have at most. */
const mostColumns = 200_000;

export interface ExportFile {
  /** Path as shown to people, with forward slashes. */
  readonly path: string;
  /** Its last part. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The table that somebody said it is, whatever the export says. */
  readonly table?: string | undefined;
}

export interface ReadExport {
  readonly export: TableExport;
  readonly problems: readonly Problem[];
}

/** Reads an export of any form; every problem of the file at once. */
export function readExport({ path, file, bytes, table }: ExportFile): ReadExport {
  const problems: Problem[] = [];
  const report: Report = (code, line, message) => {
    problems.push({ code, file: path, line, message });
  };
  const decoded = decodeText(bytes);
  if (decoded.kind === "refused") report(decoded.code, 0, decoded.message);
  const text = decoded.kind === "text" ? decoded.text : "";
  const query = takeQuery(text);
  const named = table ?? query.table ?? tableOfFile(file);
  const all = decoded.kind === "text" ? readText(query.text, named, file, report) : [];
  const columns = all.length > mostColumns ? [] : all;
  if (all.length > mostColumns) {
    const message = `${all.length} columns, more than any schema has; these may be rows: run \`Table | getschema\``;
    report("too-large", 0, message);
  }
  if (named === undefined && columns.some((column) => column.table === undefined)) {
    const advice = "rename the file, or `huntgen add FILE --table NAME`";
    report("unnamed-table", 0, `say which table this is: ${advice}`);
  }
  const sha256 = createHash("sha256").update(text).digest("hex");
  return { export: { path, file, table: named, sha256, columns }, problems };
}

function readText(
  text: string,
  table: string | undefined,
  file: string,
  report: Report,
): readonly RawColumn[] {
  const isNamedForCells = /\.(?:csv|tsv)$/i.test(file);
  if (text.trim() === "") {
    report("empty-file", 0, "an empty file; export the schema again");
    return [];
  }
  const json = /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
  const source: ExportSource = { text, json, table, isNamedForCells };
  for (const read of formReaders) {
    const columns = read(source, report);
    if (columns !== undefined) return columns;
  }
  reportUnknown(source, report);
  return [];
}

function reportUnknown({ text, json, isNamedForCells }: ExportSource, report: Report): void {
  const line = text.slice(0, text.search(/\S/)).split("\n").length;
  if (json?.kind === "cut") {
    report("cut-off", json.line, "the JSON ends before it is complete: the file is cut off");
  } else if (json?.kind === "broken") {
    report("not-json", json.line, `not valid JSON: ${json.reason}`);
  } else if (isNamedForCells && json === undefined) {
    const message = "no header; the first line must name the cells: ColumnName,ColumnType";
    report("no-header", line, message);
  } else {
    const message = "no form of export that huntgen knows; save the result of `Table | getschema`";
    report("unknown-form", line, message);
  }
}
