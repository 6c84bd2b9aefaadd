// Prints the result of `generate --check` in the requested format.

import type { GenerateResult } from "../generate.ts";
import { pluralize } from "../pluralize.ts";
import { compare, visible } from "../problems.ts";
import { escapeMarkdown } from "../reporters/escape-markdown.ts";
import type { Finding } from "../reporters/finding.ts";
import { printAnnotations } from "../reporters/github.ts";
import type { CheckFormat } from "./flags.ts";
import { addToStepSummary, print, printJson } from "./terminal.ts";

const states = ["missing", "stale", "orphaned", "interrupted"] as const;

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

/** Prints the differing files. `remedy` is the command that fixes them. */
export function printCheck(
  format: CheckFormat,
  { result, out, remedy }: { result: GenerateResult; out: string; remedy: string },
): void {
  const differing = findDiffering(result);
  if (format === "json") {
    const { missing, stale, orphaned, interrupted } = result;
    printJson({ clean: differing.length === 0, missing, stale, orphaned, interrupted, remedy });
  } else if (format === "github") {
    for (const line of printAnnotations(findingsOf(differing, out, remedy))) print(line);
    if (differing.length > 0) addToStepSummary(`${printMarkdown(differing, out, remedy)}\n`);
  } else {
    for (const { file, state } of differing) print(`${state} ${visible(`${out}/${file}`)}`);
    for (const line of result.diff) print(visible(line));
  }
}

function findingsOf(differing: readonly DifferingFile[], out: string, remedy: string): Finding[] {
  return differing.map(({ file, state }) => ({
    rule: `${state}-file`,
    level: "error",
    message: `${state}: the generated code is out of date; run: ${remedy}`,
    file: `${out}/${file}`,
    line: 0,
  }));
}

function printMarkdown(differing: readonly DifferingFile[], out: string, remedy: string): string {
  const title = "<!-- huntgen generate --check -->\n\n### Generated code\n\n";
  if (differing.length === 0) return `${title}Up to date.`;
  const files = differing.map(
    ({ file, state }) => `- ${state} ${escapeMarkdown(`${out}/${file}`)}`,
  );
  const verb = differing.length === 1 ? "is" : "are";
  return (
    `${title}${pluralize(differing.length, "file")} ${verb} out of date. Run ${escapeMarkdown(remedy)}.\n\n` +
    `<details><summary>Files</summary>\n\n${files.join("\n")}\n\n</details>`
  );
}
