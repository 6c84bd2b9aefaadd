// What is to be written into the input directory -> the lines that tell what changes by it.

import type { ColumnChange } from "../add/compare-columns.ts";
import type { ExportPlan, PlannedExport } from "../add/plan-exports.ts";
import type { TableExport } from "../ingest/export.ts";
import { visible } from "../problems.ts";
import { count, print, printStatus } from "./terminal.ts";

/** Prints a line for each export, and below it one for each column that changes. */
export function printPlan({ exports }: ExportPlan): void {
  for (const planned of exports) {
    print(visible(`${planned.path}: ${summaryOf(planned)}`));
    for (const change of planned.changes) print(visible(`  ${lineOf(change)}`));
  }
  const vanishing = exports.flatMap(({ table, changes }) =>
    changes.flatMap((change) =>
      change.kind === "removed" ? [`${table}.${change.column.name}`] : [],
    ),
  );
  if (vanishing.length > 0) {
    printStatus(visible(`${count(vanishing.length, "column")} will be gone: ${vanishing.join(", ")}`));
  }
}

/** Tells what else is in the directory: tables that the exports lack, files that are in the way. */
export function printLeftovers(
  { exports, untouched }: ExportPlan,
  given: readonly Pick<TableExport, "path">[],
  input: string,
): void {
  // One export of many tables is likely meant to be of all of them.
  if (untouched.length > 0 && exports.length > given.length) {
    printStatus(visible(`Not in what was added, left as they are: ${untouched.join(", ")}`));
  }
  const written = new Set(exports.map(({ path }) => path));
  const inside = given.map(({ path }) => path).filter((path) => path.startsWith(`${input}/`));
  const inTheWay = new Set([...exports.flatMap(({ others }) => others), ...inside]);
  for (const path of inTheWay) {
    if (!written.has(path)) printStatus(visible(`${path} holds the same, remove it`));
  }
}

function summaryOf({ kind, columns, changes }: PlannedExport): string {
  if (kind === "same") return "the same";
  if (kind === "new") return `new, ${count(columns, "column")}`;
  if (kind === "replaced") return `${count(columns, "column")}, for a file that could not be read`;
  const parts = (["added", "removed", "retyped", "reordered"] as const).flatMap((each) => {
    const { length } = changes.filter((change) => change.kind === each);
    return length === 0 ? [] : [each === "reordered" ? "another order" : `${length} ${each}`];
  });
  return parts.length === 0 ? "the same columns, written anew" : parts.join(", ");
}

function lineOf(change: ColumnChange): string {
  if (change.kind === "reordered") return "~ the columns come in another order";
  const { name, type } = change.column;
  if (change.kind === "added") return `+ ${name} ${type}`;
  return change.kind === "removed" ? `- ${name} ${type}` : `~ ${name} ${change.from} -> ${type}`;
}
