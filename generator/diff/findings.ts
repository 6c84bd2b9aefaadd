// Converts a report to findings. Breaking changes are errors unless they are approved.

import type { Finding } from "../reporters/finding.ts";
import type { DiffReport } from "./build-report.ts";

/** Returns the changes of a report as findings, errors first. */
export function findFindings({ changes }: DiffReport): Finding[] {
  const findings = changes.map(({ kind, table, message, grade, fixes, approved, file, line }) => {
    const isError = grade === "breaking" && approved === null;
    const level: Finding["level"] = isError ? "error" : grade === "breaking" ? "warning" : "notice";
    const what = `${table}: ${message}`;
    const done = approved === null ? fixes.join("; ") : `approved: ${approved}`;
    return { rule: kind, level, message: done === "" ? what : `${what} (${done})`, file, line };
  });
  const levels: readonly Finding["level"][] = ["error", "warning", "notice"];
  return levels.flatMap((level) => findings.filter((finding) => finding.level === level));
}
