// Prints the canonical export of a table: file name and text.

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
 * Prints `ColumnName,ColumnType`, and also `TableName` if the table's name cannot be the file name.
 * Returns undefined if a name contains characters that do not survive a text file, such as a carriage
 * return.
 */
export function printExport(table: ExportedTable): PrintedExport | undefined {
  const { name, columns } = table;
  const plain = `${identifierOf(name)}.csv`;
  // Names are untrusted: a file name must not leave the directory or name another table.
  const isPlain = plain === `${name}.csv` && tableOfFile(plain) === name;
  const file = isPlain ? plain : `${identifierOf(name).slice(0, 100)}.csv`;
  const isDescribed = columns.some(({ description }) => description !== undefined);
  const print = (cells: readonly string[], description: string): string[] => [
    ...cells,
    ...(isDescribed ? [description] : []),
  ];
  const rows = [
    print(["ColumnName", "ColumnType"], "Description"),
    ...columns.map((column) => print([column.name, column.type], column.description ?? "")),
  ];
  const cells = isPlain ? rows : rows.map((row, at) => [at === 0 ? "TableName" : name, ...row]);
  const text = cells.map((row) => `${row.map(printCell).join(",")}\n`).join("");
  return readsBack(file, text, table) ? { file, text } : undefined;
}

function printCell(text: string): string {
  return /[",\n]|^\s|\s$|^#/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function readsBack(file: string, text: string, { name, columns }: ExportedTable): boolean {
  const read = readExport({ path: file, file, bytes: new TextEncoder().encode(text) }).export;
  const written = columns.map((column) => [name, column.name, column.type, column.description]);
  const back = read.columns.map((column) => [
    column.table ?? read.table,
    column.name,
    column.type,
    column.description,
  ]);
  return JSON.stringify(written) === JSON.stringify(back);
}
