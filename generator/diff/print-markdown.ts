// Prints a report as Markdown for a pull request: a short table, and the other changes folded. The same
// report always has the same text, so that a comment can be updated.

import { pluralize } from "../pluralize.ts";
import { visible } from "../problems.ts";
import { escapeMarkdown, markdownCode } from "../reporters/escape-markdown.ts";
import type { DiffReport, ReportedChange, ReportedQuery } from "./build-report.ts";
import { chooseQueries } from "./print-queries.ts";
import { summaryOf } from "./print-text.ts";

/** Identifies the comment that a later run replaces. */
const marker = "<!-- huntgen diff -->";
const mostRows = 20;
const mostApprovals = 5;
/** The most characters of a cell. A name can be far longer than a reader wants. */
const longestCell = 300;

/** The most bytes of a comment on GitHub. The limit is 65,536 characters; this leaves a reserve. */
export const mostOfComment = 60_000;
/** The most bytes of a step summary. The limit is 1 MiB. */
export const mostOfSummary = 1_000_000;

/**
 * Prints a report in at most `most` bytes. Changes that do not fit are counted. Unapproved breaking
 * changes come first, so they are the last to be left out.
 */
export function printMarkdown(report: DiffReport, most: number): string {
  const changes = sortByWeight(report.changes);
  const parts = [marker, "### Schema changes", `${summaryOf(report)}.`];
  const rows: string[] = [];
  const approvals = printApprovals(report.staleApprovals);
  const queries = printQueries(report.queries ?? [], most / 2);
  if (queries !== "") parts.push(queries);
  let left = most - 1000 - Buffer.byteLength(approvals) - Buffer.byteLength(queries);
  for (const change of changes) {
    const row = printRow(change);
    left -= Buffer.byteLength(row) + 1;
    if (left < 0) break;
    rows.push(row);
  }
  const open = changes.slice(0, mostRows).filter(({ grade }) => grade === "breaking");
  const first = rows.slice(0, open.length);
  const rest = rows.slice(first.length);
  if (first.length > 0) parts.push(printTable(first));
  if (rest.length > 0) {
    const title = pluralize(rest.length, first.length > 0 ? "more change" : "change");
    parts.push(`<details><summary>${title}</summary>\n\n${printTable(rest)}\n\n</details>`);
  }
  if (rows.length < changes.length) {
    const hidden = pluralize(changes.length - rows.length, "more change");
    parts.push(
      `**${hidden} not shown because of the size limit.** \`huntgen diff\` prints all changes as text or JSON.`,
    );
  }
  if (approvals !== "") parts.push(approvals);
  return `${parts.join("\n\n")}\n`;
}

function sortByWeight(changes: readonly ReportedChange[]): ReportedChange[] {
  return changes.toSorted((a, b) => weightOf(a) - weightOf(b));
}

/** Unapproved breaking changes come first, then approved ones. */
function weightOf({ grade, approved }: ReportedChange): number {
  return grade !== "breaking" ? 2 : approved === null ? 0 : 1;
}

function printTable(rows: readonly string[]): string {
  const head = [
    "| table | change | types | stream | what to do |",
    "| --- | --- | --- | --- | --- |",
  ];
  return [...head, ...rows].join("\n");
}

function printRow({ table, message, types, stream, fixes, approved }: ReportedChange): string {
  const advice = approved === null ? fixes.join("; ") : `approved: ${approved}`;
  return `| ${code(table)} | ${cell(message)} | ${types} | ${stream} | ${cell(advice)} |`;
}

/** Prints affected queries in at most `most` bytes, breaking ones first. */
function printQueries(queries: readonly ReportedQuery[], most: number): string {
  const { listed, rest } = chooseQueries(queries);
  const rows: string[] = [];
  let left = most;
  for (const { verdict, file, line, name, detail, approved } of listed) {
    const reason = approved === null ? "" : ` (approved: ${approved})`;
    const row = `| ${verdict} | ${code(`${file}:${line}`)} | ${cell(name)} | ${cell(`${detail}${reason}`)} |`;
    left -= Buffer.byteLength(row) + 1;
    if (left < 0) break;
    rows.push(row);
  }
  const hidden = listed.length - rows.length;
  const parts: string[] = [];
  if (rows.length > 0) {
    const head = "| verdict | query | name | what happens |\n| --- | --- | --- | --- |";
    parts.push(`${head}\n${rows.join("\n")}`);
  }
  if (hidden > 0)
    parts.push(`**${pluralize(hidden, "more query")} not shown because of the size limit.**`);
  if (rest !== "") parts.push(`${rest}.`);
  return parts.join("\n\n");
}

function printApprovals(stale: readonly string[]): string {
  if (stale.length === 0) return "";
  const keys = stale.slice(0, mostApprovals).map((key) => `- ${code(key)}`);
  const hidden = stale.length - keys.length;
  if (hidden > 0) keys.push(`- and ${hidden} more`);
  return `Approvals that are no longer needed:\n\n${keys.join("\n")}`;
}

function code(text: string): string {
  return markdownCode(shorten(text));
}

function cell(text: string): string {
  return escapeMarkdown(shorten(text));
}

function shorten(text: string): string {
  const shown = visible(text);
  return shown.length > longestCell ? `${shown.slice(0, longestCell)}…` : shown;
}
