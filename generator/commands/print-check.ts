// Prints the result of `generate --check` in the requested format: why the output is out of date, then which
// files differ.

import type { Cause } from "../check/explain-output.ts";
import type { GenerateResult } from "../generate.ts";
import { pluralize } from "../pluralize.ts";
import { compare, visible } from "../problems.ts";
import { escapeMarkdown, markdownCode } from "../reporters/escape-markdown.ts";
import type { Finding } from "../reporters/finding.ts";
import { printAnnotations } from "../reporters/github.ts";
import type { CheckFormat } from "./flags.ts";
import { addToStepSummary, paint, paintChange, print, printJson } from "./terminal.ts";

const states = ["missing", "stale", "orphaned", "interrupted"] as const;

/** More lines of a list are counted and not printed: a reader has seen enough. */
const mostLines = 50;

interface DifferingFile {
  /** Path in the output directory. */
  readonly file: string;
  readonly state: (typeof states)[number];
}

/** Returns the files that are out of date, sorted by name. */
export function findDiffering(result: GenerateResult): DifferingFile[] {
  return states
    .flatMap((state) => result[state].map((file) => ({ file, state })))
    .toSorted((a, b) => compare(a.file, b.file));
}

interface CheckReport {
  readonly result: GenerateResult;
  readonly causes: readonly Cause[];
  /** The command that updates the output. */
  readonly remedy: string;
  /** Whether to print the differences of the texts. */
  readonly withDiff: boolean;
}

export function printCheck(format: CheckFormat, report: CheckReport): void {
  const { result, causes, remedy } = report;
  const differing = findDiffering(result);
  if (format === "json") {
    const { missing, stale, orphaned, interrupted } = result;
    const clean = differing.length === 0;
    printJson({ clean, causes, missing, stale, orphaned, interrupted, remedy });
  } else if (format === "github") {
    for (const line of printAnnotations(causes.map((cause) => findingOf(cause, report)))) {
      print(line);
    }
    if (differing.length > 0) addToStepSummary(`${printMarkdown(differing, report)}\n`);
  } else {
    printText(differing, report);
  }
}

function printText(differing: readonly DifferingFile[], report: CheckReport): void {
  const { result, causes, withDiff } = report;
  const { out } = result.source.config;
  const sections = [
    shorten(
      causes.map(({ text }) => paintChange(visible(text))),
      "change",
    ),
    shorten(
      differing.map(({ file, state }) => `${state} ${visible(`${out}/${file}`)}`),
      "file",
    ),
    withDiff ? result.diff.map((line) => paintDiffLine(visible(line))) : [],
  ];
  const printed = sections.filter((lines) => lines.length > 0);
  for (const [index, lines] of printed.entries()) {
    if (index > 0) print("");
    for (const line of lines) print(line);
  }
}

/** Keeps the first lines and counts the others. */
function shorten(lines: readonly string[], noun: string): readonly string[] {
  if (lines.length <= mostLines) return lines;
  const more = pluralize(lines.length - mostLines, `more ${noun}`);
  return [...lines.slice(0, mostLines), `and ${more}`];
}

function paintDiffLine(line: string): string {
  const colour = line.startsWith("+") ? "green" : line.startsWith("-") ? "red" : undefined;
  return colour === undefined ? line : paint(colour, line);
}

function findingOf({ kind, text, file, line }: Cause, { result, remedy }: CheckReport): Finding {
  const message = `${text}; ${result.source.config.out} is out of date; run: ${remedy}`;
  return { rule: kind, level: "error", message, file, line };
}

function printMarkdown(differing: readonly DifferingFile[], report: CheckReport): string {
  const { result, causes, remedy } = report;
  const { out } = result.source.config;
  const changes = shorten(
    causes.map(({ text }) => `- ${escapeMarkdown(text)}`),
    "change",
  );
  const files = shorten(
    differing.map(({ file, state }) => `- ${state} ${escapeMarkdown(`${out}/${file}`)}`),
    "file",
  );
  const verb = differing.length === 1 ? "is" : "are";
  return [
    "<!-- huntgen generate --check -->",
    "### Generated code",
    `${pluralize(differing.length, "file")} ${verb} out of date. Run ${markdownCode(remedy)}.`,
    changes.join("\n"),
    `<details><summary>Files</summary>\n\n${files.join("\n")}\n\n</details>`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}
