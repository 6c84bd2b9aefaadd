// Reads the columns of one saved export from its bytes and its name, and reports its problems.

import { createHash } from "node:crypto";
import { invalidJson } from "../json-syntax.ts";
import { type Problem, quote } from "../problems.ts";
import { decodeText } from "./decode-text.ts";
import type { ExportSource, Report } from "./export-source.ts";
import { formatReaders } from "./formats/formats.ts";
import { parseJson, tooManyValues } from "./json-tree.ts";
import type { RawColumn, TableExport } from "./export.ts";
import { mostColumns, mostLines, mostTables } from "./limits.ts";
import { tableOfFile, takeQuery } from "./table-name.ts";

/** The most bytes of an export. The schemas of thousands of tables need fewer. */
export const longestExport: number = 8 * 2 ** 20;

export interface ExportFile {
  /** Path as shown to people, with forward slashes. */
  readonly path: string;
  /** The last part of the path. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The table that the user named. It overrides the query at the top and the file name. */
  readonly table?: string | undefined;
}

export interface ReadExport {
  readonly export: TableExport;
  /** The table of a query at the top of the text. */
  readonly queryTable: string | undefined;
  readonly problems: readonly Problem[];
}

/** Reads an export in any format and returns all of its problems at once. */
export function readExport({ path, file, bytes, table }: ExportFile): ReadExport {
  const problems: Problem[] = [];
  const report: Report = (code, line, message) => {
    problems.push({ code, file: path, line, message });
  };
  const decoded = decodeText(bytes);
  if (decoded.kind === "refused") report(decoded.code, 0, decoded.message);
  const text = decoded.kind === "text" ? decoded.text : "";
  const query = takeQuery(text);
  if (query.partial !== undefined) {
    const { operator, line } = query.partial;
    const message = `the result of ${quote(operator)} is not the schema of the whole table; run \`Table | getschema\``;
    report("partial-schema", line, message);
  }
  const named = table ?? query.table ?? tableOfFile(file);
  const all = decoded.kind === "text" ? readText(query, named, file, report) : [];
  if (all.length === 0 && problems.length === 0) {
    report("no-columns", 0, "no columns found; export the schema again");
  }
  const excess = describeExcess(all);
  if (excess !== undefined) report("too-large", 0, excess);
  const columns = excess === undefined ? all : [];
  if (named === undefined && columns.some((column) => column.table === undefined)) {
    const advice = "rename the file, or run `huntgen add FILE --table NAME`";
    report("unnamed-table", 0, `the table is not named; ${advice}`);
  }
  const sha256 = createHash("sha256").update(text).digest("hex");
  return {
    export: { path, file, table: named, sha256, columns },
    queryTable: query.table,
    problems,
  };
}

/** Returns the message about too many columns or tables; undefined if there are not too many. */
function describeExcess(columns: readonly RawColumn[]): string | undefined {
  if (columns.length > mostColumns) {
    return `more than ${mostColumns} columns, but a schema has some hundreds; if these are rows, run \`Table | getschema\``;
  }
  const tables = new Set(columns.map(({ table }) => table)).size;
  if (tables > mostTables) {
    return `more than ${mostTables} tables; split the export`;
  }
  return undefined;
}

function hasMoreLines(text: string, most: number): boolean {
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0 && lines <= most; at = text.indexOf("\n", at + 1)) {
    lines += 1;
  }
  return lines > most;
}

function readText(
  { table: query, text }: ReturnType<typeof takeQuery>,
  table: string | undefined,
  file: string,
  report: Report,
): readonly RawColumn[] {
  const isNamedForCells = /\.(?:csv|tsv)$/i.test(file);
  if (text.trim() === "") {
    // The lines of a query are blank here.
    if (query === undefined) report("empty-file", 0, "empty file; export the schema again");
    else report("no-columns", 1, "only a query, without its result; run it and save the result");
    return [];
  }
  const json = /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
  if (json?.kind === "large") {
    report("too-large", json.line, tooManyValues);
    return [];
  }
  // For JSON that is cut off, there is a better message below.
  if (json?.kind !== "value" && json?.kind !== "cut" && hasMoreLines(text, mostLines)) {
    const message = `more than ${mostLines} lines, but a schema has some hundreds; if these are rows, run \`Table | getschema\``;
    report("too-large", 0, message);
    return [];
  }
  const source: ExportSource = { text, json, table, isNamedForCells };
  const readers = json?.kind === "cut" && hasMoreLines(text, mostLines) ? [] : formatReaders;
  for (const read of readers) {
    const columns = read(source, report);
    if (columns !== undefined) return columns;
  }
  reportUnknown(source, report);
  return [];
}

function reportUnknown({ text, json, isNamedForCells }: ExportSource, report: Report): void {
  const line = text.slice(0, text.search(/\S/)).split("\n").length;
  if (json?.kind === "cut") {
    report("cut-off", json.line, "unexpected end of JSON: the file is cut off; export it again");
  } else if (json?.kind === "broken") {
    report("not-json", json.line, invalidJson(json.reason));
  } else if (isNamedForCells && json === undefined) {
    const message = "no header; the first line must be a header such as ColumnName,ColumnType";
    report("no-header", line, message);
  } else {
    const message = "unrecognized export format; save the result of `Table | getschema`";
    report("unknown-form", line, message);
  }
}
