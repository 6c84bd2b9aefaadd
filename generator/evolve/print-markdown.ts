// A report -> Markdown for a pull request: a short table, the rest folded. The same report gives the
// same text, so that a comment can be brought up to date.

import { escapeMarkdown } from "../report/escape-markdown.ts";
import type { DiffReport, ReportedChange } from "./build-report.ts";
import { summaryOf } from "./print-text.ts";

/** Marks the comment that a later run replaces. */
const marker = "<!-- huntgen diff -->";
const mostRows = 20;

/** Prints a report as Markdown. */
export function printMarkdown(report: DiffReport): string {
  const { changes, staleApprovals } = report;
  const first = changes.filter(({ grade }) => grade === "breaking").slice(0, mostRows);
  const rest = changes.filter((change) => !first.includes(change));
  const parts = [marker, "### Schema changes", `${summaryOf(report)}.`];
  if (first.length > 0) parts.push(printTable(first));
  if (rest.length > 0) {
    const title = `${rest.length} ${first.length > 0 ? "more " : ""}change${rest.length === 1 ? "" : "s"}`;
    parts.push(`<details><summary>${title}</summary>\n\n${printTable(rest)}\n\n</details>`);
  }
  if (staleApprovals.length > 0) {
    const keys = staleApprovals.map((key) => `- ${code(key)}`).join("\n");
    parts.push(`Approvals that nothing needs any more:\n\n${keys}`);
  }
  return `${parts.join("\n\n")}\n`;
}

function printTable(changes: readonly ReportedChange[]): string {
  const rows = changes.map(({ table, message, types, stream, fixes, approved }) => {
    const done = approved === null ? fixes.join("; ") : `approved: ${approved}`;
    return `| ${code(table)} | ${escapeMarkdown(message)} | ${types} | ${stream} | ${escapeMarkdown(done)} |`;
  });
  return [
    "| table | change | types | stream | what to do |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

function code(text: string): string {
  return `<code>${escapeMarkdown(text)}</code>`;
}
