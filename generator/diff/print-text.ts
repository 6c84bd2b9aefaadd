// Prints a report as text for people, grouped by table.

import type { Grade } from "./grade-changes.ts";
import {
  type DiffReport,
  isBreaking,
  type ReportedChange,
  type ReportedQuery,
} from "./build-report.ts";
import { chooseQueries, querySummary } from "./print-queries.ts";

/** Colours text by grade, or returns it unchanged. */
export type Paint = (grade: Grade, text: string) => string;

/** Prints a report as lines, with a summary at the end. */
export function printText(
  report: DiffReport,
  paint: Paint,
  visible: (text: string) => string,
): string[] {
  const lines: string[] = [];
  let table: string | undefined;
  for (const change of report.changes) {
    if (change.table !== table) lines.push(visible(change.table));
    table = change.table;
    const { grade } = change;
    lines.push(
      `  ${paint(grade, grade.padEnd(8))}  ${visible(change.message)}${visible(noteOf(change))}`,
    );
  }
  if (report.queries !== undefined) lines.push(...printQueries(report.queries, paint, visible));
  lines.push(summaryOf(report));
  return lines;
}

function printQueries(
  queries: readonly ReportedQuery[],
  paint: Paint,
  visible: (text: string) => string,
): string[] {
  const { listed, rest } = chooseQueries(queries);
  const lines = listed.map((query) => {
    const { verdict, file, line, column, name, detail, approved } = query;
    const shown = paint(isBreaking(query) ? "breaking" : "neutral", verdict.padEnd(14));
    const reason = approved === null ? "" : ` [approved: ${approved}]`;
    return `  ${shown}  ${visible(`${file}:${line}:${column}`)}  ${visible(`${name}: ${detail}${reason}`)}`;
  });
  const all = rest === "" ? lines : [...lines, `  ${rest}`];
  return all.length === 0 ? [] : ["queries", ...all];
}

function noteOf({ grade, types, stream, fixes, approved }: ReportedChange): string {
  if (grade !== "breaking") return "";
  const affected = [types === "breaking" ? "types" : "", stream === "breaking" ? "stream" : ""];
  const audience = affected.filter((each) => each !== "").join(" and ");
  const reason = approved === null ? "" : ` [approved: ${approved}]`;
  return ` (${audience}: ${fixes.join("; ")})${reason}`;
}

/** Prints the totals of a report in one line. */
export function summaryOf({ changes, grades, bump, queries = [] }: DiffReport): string {
  if (bump === null) return "no changes";
  const approved = changes.filter((change) => change.approved !== null).length;
  const ofThem = approved === 0 ? "" : ` (${approved} approved)`;
  const { breaking, additive, neutral } = grades;
  const ofQueries = queries.length === 0 ? "" : `; ${querySummary(queries)}`;
  return `${breaking} breaking${ofThem}, ${additive} additive, ${neutral} neutral: a ${bump} version${ofQueries}`;
}
