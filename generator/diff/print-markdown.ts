// Prints a report as Markdown for a pull request: a short table, the rest folded. The same report has the
// same text, so that a comment can be brought up to date.

import { pluralize } from "../pluralize.ts";
import { visible } from "../problems.ts";
import { escapeMarkdown } from "../reporters/escape-markdown.ts";
import type { DiffReport, ReportedChange } from "./build-report.ts";
import { summaryOf } from "./print-text.ts";

/** Marks the comment that a later run replaces. */
const marker = "<!-- huntgen diff -->";
const mostRows = 20;
const mostApprovals = 5;
/** Characters of a cell; a name can be far longer than a reader wants. */
const longestCell = 300;

/** Bytes that fit into a comment on GitHub, which has at most 65,536 characters, with some to spare. */
export const mostOfComment = 60_000;
/** Bytes that fit into the summary of a step, which has at most 1 MiB. */
export const mostOfSummary = 1_000_000;

/**
 * Prints a report in at most `most` bytes. Changes that do not fit are counted; those that nobody has
 * approved come first, so they are the last that do not fit.
 */
export function printMarkdown(report: DiffReport, most: number): string {
  const changes = sortByWeight(report.changes);
  const parts = [marker, "### Schema changes", `${summaryOf(report)}.`];
  const rows: string[] = [];
  const approvals = printApprovals(report.staleApprovals);
  let left = most - 1000 - Buffer.byteLength(approvals);
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

function printApprovals(stale: readonly string[]): string {
  if (stale.length === 0) return "";
  const keys = stale.slice(0, mostApprovals).map((key) => `- ${code(key)}`);
  const hidden = stale.length - keys.length;
  if (hidden > 0) keys.push(`- and ${hidden} more`);
  return `Approvals that are no longer needed:\n\n${keys.join("\n")}`;
}

function code(text: string): string {
  return `<code>${cell(text)}</code>`;
}

function cell(text: string): string {
  const shown = visible(text);
  return escapeMarkdown(shown.length > longestCell ? `${shown.slice(0, longestCell)}…` : shown);
}
