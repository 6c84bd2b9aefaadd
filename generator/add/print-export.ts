// A table -> the canonical export of it: its file's name and its text. Knows no disk.

import { readExport } from "../ingest/read-export.ts";
import { tableOfFile } from "../ingest/table-name.ts";
import { identifierOf } from "../model/identifier.ts";
import type { ExportedTable } from "./build-tables.ts";

export interface PrintedExport {
  /** Name in the input directory. */
  readonly file: string;
  readonly text: string;
}

/**
 * Prints `ColumnName,ColumnType`, and a `TableName` too where the table's name is no plain file
 * name. Undefined where a name holds what no text file gives back, such as a carriage return.
 */
export function printExport(table: ExportedTable): PrintedExport | undefined {
  const { name, columns } = table;
  const plain = `${identifierOf(name)}.csv`;
  // Names come from strangers; none may lead out of the directory or mean another table.
  const isPlain = plain === `${name}.csv` && tableOfFile(plain) === name;
  const file = isPlain ? plain : `${identifierOf(name).slice(0, 100)}.csv`;
  const rows = columns.map((column) => [column.name, column.type]);
  const cells = isPlain
    ? [["ColumnName", "ColumnType"], ...rows]
    : [["TableName", "ColumnName", "ColumnType"], ...rows.map((row) => [name, ...row])];
  const text = cells.map((row) => `${row.map(printCell).join(",")}\n`).join("");
  return givesBack(file, text, table) ? { file, text } : undefined;
}

function printCell(text: string): string {
  return /[",\n]|^\s|\s$|^#/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function givesBack(file: string, text: string, { name, columns }: ExportedTable): boolean {
  const read = readExport({ path: file, file, bytes: new TextEncoder().encode(text) }).export;
  const written = columns.map((column) => [name, column.name, column.type]);
  const back = read.columns.map((column) => [column.table ?? read.table, column.name, column.type]);
  return JSON.stringify(written) === JSON.stringify(back);
}
