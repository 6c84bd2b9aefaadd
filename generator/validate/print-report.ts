// Prints a validation report as text for people.

import { pluralize } from "../pluralize.ts";
import { quote } from "../problems.ts";
import type { TableDrift } from "../runtime/records/drift.ts";
import type { ValidationReport } from "./validate-files.ts";

const notListed = "not listed: too many names, or names that are too long";

/** Prints a line for each table, followed by its wrong and new columns, and the totals at the end. */
export function printReport(report: ValidationReport): string[] {
  const { drift, tables } = report;
  const width = Math.max(0, ...Object.keys(tables).map((name) => name.length));
  const lines = Object.entries(tables).flatMap(([name, { events, rejected }]) => [
    `${name.padEnd(width)}  ${pluralize(events, "event")}, ${rejected} rejected`,
    ...printDrift(Object.hasOwn(drift.tables, name) ? drift.tables[name] : undefined),
  ]);
  for (const [category, count] of Object.entries(drift.unknownTables)) {
    lines.push(`${quote(category)}: ${pluralize(count, "record")} of a table that has no export`);
  }
  if (drift.omittedTables > 0) {
    lines.push(`${pluralize(drift.omittedTables, "record")} of unknown tables ${notListed}`);
  }
  if (report.rejectedWithoutTable > 0) {
    lines.push(
      `${pluralize(report.rejectedWithoutTable, "rejected record")} without a known table`,
    );
  }
  if (drift.proposals.length > 0) {
    lines.push("Suggested updates of the exports:", ...drift.proposals.map(indent));
  }
  const { events, rejected, unknown } = report;
  const sum = events + rejected + unknown;
  lines.push(
    `${pluralize(sum, "record")}: ${pluralize(events, "event")}, ${rejected} rejected, ${unknown} of unknown tables`,
  );
  return lines;
}

function printDrift(drift: TableDrift | undefined): string[] {
  if (drift === undefined) return [];
  const { unknownColumns, omittedColumns, rejectedColumns, omittedRejections, unseenColumns } =
    drift;
  const lines = Object.entries(rejectedColumns).map(([what, count]) => `${what} (${count})`);
  for (const [name, { count, kinds, texts }] of Object.entries(unknownColumns)) {
    const shown = [...kinds, ...texts.map((text) => `text: ${text}`)].join(", ");
    lines.push(`unknown column ${quote(name)} (${count}): ${shown}`);
  }
  if (omittedColumns > 0)
    lines.push(`${pluralize(omittedColumns, "value")} of unknown columns ${notListed}`);
  if (omittedRejections > 0)
    lines.push(`${pluralize(omittedRejections, "rejected column")} ${notListed}`);
  if (unseenColumns.length > 0) lines.push(`never seen: ${shorten(unseenColumns)}`);
  return lines.map(indent);
}

/** Shortens a list of names. The JSON report contains all of them. */
function shorten(names: readonly string[]): string {
  const more = names.length - 5;
  return names.slice(0, 5).join(", ") + (more > 0 ? `, and ${more} more` : "");
}

function indent(line: string): string {
  return `  ${line}`;
}
