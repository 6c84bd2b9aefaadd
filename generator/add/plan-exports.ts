// Plans which exports to write for new tables, and reports what changes in the directory. Writes nothing.

import { readFileSync } from "node:fs";
import path from "node:path";
import type { TableExport } from "../ingest/export.ts";
import { readExports } from "../ingest/read-exports.ts";
import { compare, type Problem, quote, HuntgenError } from "../problems.ts";
import { buildTables, type ExportedTable } from "./build-tables.ts";
import { type ColumnChange, compareColumns } from "./compare-columns.ts";
import { printExport } from "./print-export.ts";

export interface PlannedExport {
  readonly table: string;
  /** As shown to people, with forward slashes. */
  readonly path: string;
  /** Name in the directory of the exports. */
  readonly file: string;
  readonly text: string;
  /** The current text of the file; undefined if it cannot be read. */
  readonly onDisk: string | undefined;
  readonly columns: number;
  /** `replaced`: there is a file, but it could not be read as an export of the table. */
  readonly kind: "new" | "changed" | "same" | "replaced";
  readonly changes: readonly ColumnChange[];
  /** Other exports in the directory that contain the table, and conflict with this export. */
  readonly others: readonly string[];
}

export interface ExportPlan {
  readonly exports: readonly PlannedExport[];
  /** Tables that are in the directory but not in the new exports. */
  readonly untouched: readonly string[];
}

/** Reads the exports of a directory, broken ones included. Returns an empty list if it does not exist. */
export function readExisting(directory: string): readonly TableExport[] {
  return readExports(directory).exports;
}

/** Compares new tables with a directory. Throws a `HuntgenError` if a table cannot be written as CSV. */
export function planExports(tables: readonly ExportedTable[], directory: string): ExportPlan {
  const shown = directory.split(path.sep).join("/");
  const existing = new Map<string, ExportedTable[]>();
  for (const { tables: held } of readExisting(directory).map((each) => buildTables([each]))) {
    for (const table of held) {
      existing.set(table.name, [...(existing.get(table.name) ?? []), table]);
    }
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
  try {
    return readFileSync(location, "utf8").replace(/\r\n/g, "\n");
  } catch {
    return undefined;
  }
}
