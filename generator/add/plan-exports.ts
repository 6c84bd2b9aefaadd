// Plans which exports to write for new tables, and reports what changes in the directory. Writes nothing.

import path from "node:path";
import type { TableExport } from "../ingest/export.ts";
import { shippedNames, readShippedTables } from "../ingest/shipped-exports.ts";
import { readExports } from "../ingest/read-exports.ts";
import { compare, type Problem, quote, HuntgenError } from "../problems.ts";
import { buildTables, type ExportedTable } from "./build-tables.ts";
import { type ColumnChange, compareColumns } from "./compare-columns.ts";
import type { KnownTables } from "./guess-table.ts";
import { printExport } from "./print-export.ts";
import { readTextFile } from "../read-text-file.ts";

/** A file of the input directory, and what it will hold. */
export interface PlannedFile {
  /** As shown to people, with forward slashes. */
  readonly path: string;
  /** Name in the directory of the exports. */
  readonly file: string;
  readonly text: string;
  /** The current text of the file; undefined if it cannot be read. */
  readonly onDisk: string | undefined;
  /** `replaced`: there is a file, but it could not be read as an export of the table. */
  readonly kind: "new" | "changed" | "same" | "replaced";
}

export interface PlannedExport extends PlannedFile {
  readonly table: string;
  readonly columns: number;
  readonly changes: readonly ColumnChange[];
  /** Whether neither huntgen nor the directory has the table. */
  readonly isNewTable: boolean;
  /** Other exports in the directory that contain the table, and conflict with this export. */
  readonly others: readonly string[];
}

export interface ExportPlan {
  readonly exports: readonly PlannedExport[];
  /** Tables that are in the directory but not in the new exports. */
  readonly untouched: readonly string[];
}

/** Returns the tables of a directory, and those that huntgen ships and the directory does not have. */
export function readKnownTables(directory: string): KnownTables {
  const known = new Map<string, ReadonlyMap<string, string>>();
  for (const each of readExisting(directory)) {
    const { tables } = buildTables([each]);
    for (const { name, columns } of tables) {
      if (!known.has(name)) known.set(name, new Map(columns.map(({ name: c, type }) => [c, type])));
    }
    // An export that cannot be read has a name all the same.
    if (tables.length === 0 && each.table !== undefined) known.set(each.table, new Map());
  }
  for (const [name, types] of readShippedTables()) if (!known.has(name)) known.set(name, types);
  return known;
}

/** Reads the exports of a directory, broken ones included. Returns an empty list if it does not exist. */
export function readExisting(directory: string): readonly TableExport[] {
  return readExports(directory).exports;
}

/** Reads the tables of each export of a directory. */
function readTables(directory: string): readonly ExportedTable[] {
  return readExisting(directory).flatMap((each) => buildTables([each]).tables);
}

/** Gives columns without a description the description that they have in a directory. */
export function keepDescriptions(
  tables: readonly ExportedTable[],
  directory: string,
): ExportedTable[] {
  const known = new Map(readTables(directory).map((table) => [table.name, table.columns]));
  return tables.map((table) => {
    const descriptions = new Map(
      known.get(table.name)?.map(({ name, description }) => [name, description]),
    );
    const columns = table.columns.map((column) => ({
      ...column,
      description: column.description ?? descriptions.get(column.name),
    }));
    return { ...table, columns };
  });
}

/** Compares new tables with a directory. Throws a `HuntgenError` if a table cannot be written as CSV. */
export function planExports(tables: readonly ExportedTable[], directory: string): ExportPlan {
  const shown = directory.split(path.sep).join("/");
  const existing = new Map<string, ExportedTable[]>();
  for (const table of readTables(directory)) {
    existing.set(table.name, [...(existing.get(table.name) ?? []), table]);
  }
  const problems: Problem[] = [];
  const planned = tables.flatMap((table): PlannedExport[] => {
    const printed = printExport(table);
    if (printed === undefined) {
      const message = `a name in table ${quote(table.name)} contains characters that CSV cannot represent, such as a carriage return; fix the export`;
      problems.push({ code: "unwritable-name", file: table.path, line: 0, message });
      return [];
    }
    const { text } = printed;
    const target = `${shown}/${printed.file}`;
    const holders = existing.get(table.name) ?? [];
    const before = holders.find((each) => each.path === target) ?? holders[0];
    const onDisk = readText(path.join(directory, printed.file));
    const changes = before === undefined ? [] : compareColumns(before.columns, table.columns);
    return [
      {
        table: table.name,
        path: target,
        file: printed.file,
        text,
        onDisk,
        columns: table.columns.length,
        kind: kindOf(onDisk, text, before),
        changes,
        isNewTable: holders.length === 0 && !shippedNames().names.has(table.name),
        others: holders.map((each) => each.path).filter((each) => each !== target),
      },
    ];
  });
  if (problems.length > 0) throw new HuntgenError(problems);
  const added = new Set(tables.map(({ name }) => name));
  return {
    exports: planned.toSorted((a, b) => compare(a.table, b.table)),
    untouched: [...existing.keys()].filter((name) => !added.has(name)).toSorted(compare),
  };
}

function kindOf(
  onDisk: string | undefined,
  text: string,
  before: ExportedTable | undefined,
): PlannedExport["kind"] {
  if (onDisk === text) return "same";
  if (before !== undefined) return "changed";
  return onDisk === undefined ? "new" : "replaced";
}

/** Reads the text of a file, with LF line endings; undefined if the file cannot be read. */
export function readText(location: string): string | undefined {
  const read = readTextFile(location);
  return read.kind === "text" ? read.text.replace(/\r\n/g, "\n") : undefined;
}
