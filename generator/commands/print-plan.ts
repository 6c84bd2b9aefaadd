// Prints what a command will change in the input directory.

import type { ColumnChange } from "../add/compare-columns.ts";
import type { ExportPlan, PlannedExport } from "../add/plan-exports.ts";
import type { FunctionPlan } from "../add/plan-functions.ts";
import type { TableExport } from "../ingest/export.ts";
import { pluralize } from "../pluralize.ts";
import { visible } from "../problems.ts";
import { print, printStatus } from "./terminal.ts";

/** Prints a line for each export, followed by a line for each changed column. */
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
    printStatus(
      visible(`${pluralize(vanishing.length, "column")} will be removed: ${vanishing.join(", ")}`),
    );
  }
}

/** Prints a line for the file of functions, and the functions that are added or removed. */
export function printFunctionPlan({ path, kind, count, added, removed }: FunctionPlan): void {
  const size = pluralize(count, "function");
  const summary = kind === "same" ? "unchanged" : `${kind}, ${size}`;
  print(visible(`${path}: ${summary}`));
  if (kind !== "changed") return;
  for (const name of added) print(visible(`  + ${name}`));
  for (const name of removed) print(visible(`  - ${name}`));
  if (removed.length > 0) {
    const gone = pluralize(removed.length, "function");
    printStatus(visible(`${gone} will be removed: ${removed.join(", ")}`));
  }
}

/** Prints what else is in the directory: tables that the exports lack, and files with the same tables. */
export function printLeftovers(
  { exports, untouched }: ExportPlan,
  given: readonly Pick<TableExport, "path">[],
  input: string,
): void {
  // An export of several tables is probably meant to contain all tables.
  if (untouched.length > 0 && exports.length > given.length) {
    printStatus(visible(`Not in the added exports, kept unchanged: ${untouched.join(", ")}`));
  }
  const written = new Set(exports.map(({ path }) => path));
  const inside = given.map(({ path }) => path).filter((path) => path.startsWith(`${input}/`));
  const inTheWay = new Set([...exports.flatMap(({ others }) => others), ...inside]);
  for (const path of inTheWay) {
    if (!written.has(path)) printStatus(visible(`${path} contains the same table; remove it`));
  }
}

function summaryOf({ kind, columns, changes, isNewTable }: PlannedExport): string {
  if (kind === "same") return "unchanged";
  if (kind === "new") return `new${isNewTable ? " table" : ""}, ${pluralize(columns, "column")}`;
  if (kind === "replaced")
    return `${pluralize(columns, "column")}, replaces a file that could not be read`;
  const parts = (["added", "removed", "retyped", "reordered"] as const).flatMap((each) => {
    const { length } = changes.filter((change) => change.kind === each);
    return length === 0 ? [] : [each === "reordered" ? "reordered" : `${length} ${each}`];
  });
  return parts.length === 0 ? "same columns, rewritten" : parts.join(", ");
}

function lineOf(change: ColumnChange): string {
  if (change.kind === "reordered") return "~ columns reordered";
  const { name, type } = change.column;
  if (change.kind === "added") return `+ ${name} ${type}`;
  return change.kind === "removed" ? `- ${name} ${type}` : `~ ${name} ${change.from} -> ${type}`;
}
