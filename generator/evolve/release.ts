// A report and the version before -> the version after, and its section in CHANGELOG.md.

import { inc } from "semver";
import { existsSync, readFileSync } from "node:fs";
import { escapeMarkdown } from "../report/escape-markdown.ts";
import type { DiffReport, ReportedChange } from "./build-report.ts";
import type { Bump } from "./grade-changes.ts";
import { replaceFile } from "../replace/replace-file.ts";

export const changelogFile = "CHANGELOG.md";

const bumps: readonly Bump[] = ["patch", "minor", "major"];

/** Whether a version of this kind is too small for what the changes ask for. */
export function isTooSmall(given: Bump, needed: Bump | null): boolean {
  return needed !== null && bumps.indexOf(given) < bumps.indexOf(needed);
}

/** The version after, as `npm version` counts; what is no version stays. */
export function nextVersion(version: string, bump: Bump): string {
  return inc(version, bump) ?? version;
}

/** Puts the section of a version on top of the others. */
export function writeRelease(report: DiffReport, version: string): void {
  const text = existsSync(changelogFile) ? readFileSync(changelogFile, "utf8") : "# Changelog\n";
  const at = text.search(/^## /m);
  const [head, rest] =
    at < 0 ? [text.trimEnd(), ""] : [text.slice(0, at).trimEnd(), text.slice(at)];
  const section = printSection(report, version);
  replaceFile(changelogFile, `${head}\n\n${section}${rest === "" ? "" : `\n${rest}`}`);
}

function printSection({ changes }: DiffReport, version: string): string {
  const titles = [
    ["breaking", "Breaking"],
    ["additive", "Added"],
    ["neutral", "Other"],
  ] as const;
  const parts = titles.flatMap(([grade, title]) => {
    const lines = changes.filter((change) => change.grade === grade).map(printChange);
    return lines.length === 0 ? [] : [`### ${title}\n\n${lines.join("\n")}\n`];
  });
  return `## ${version}\n\n${parts.join("\n")}`;
}

function printChange({ table, message, fixes }: ReportedChange): string {
  const done = fixes.length === 0 ? "" : ` (${fixes.join("; ")})`;
  return `- ${escapeMarkdown(`${table}: ${message}${done}`)}`;
}
