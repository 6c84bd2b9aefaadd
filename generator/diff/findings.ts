// Converts a report to findings. Breaking changes are errors unless they are approved.

import type { Finding } from "../reporters/finding.ts";
import { type DiffReport, isBreaking, type ReportedQuery } from "./build-report.ts";

/** Returns the changes of a report as findings, errors first. */
export function findFindings({ changes, queries = [] }: DiffReport): Finding[] {
  const findings: Finding[] = changes.map(
    ({ kind, table, message, grade, fixes, approved, file, line }) => {
      const isError = grade === "breaking" && approved === null;
      const level: Finding["level"] = isError
        ? "error"
        : grade === "breaking"
          ? "warning"
          : "notice";
      const what = `${table}: ${message}`;
      const done = approved === null ? fixes.join("; ") : `approved: ${approved}`;
      return { rule: kind, level, message: done === "" ? what : `${what} (${done})`, file, line };
    },
  );
  findings.push(...queries.filter(({ isUsed }) => isUsed).map(queryFinding));
  const levels: readonly Finding["level"][] = ["error", "warning", "notice"];
  return levels.flatMap((level) => findings.filter((finding) => finding.level === level));
}

function queryFinding(query: ReportedQuery): Finding {
  const { verdict, name, detail, approved, file, line, column } = query;
  const isError = isBreaking(query) && approved === null;
  const level = isError ? "error" : isBreaking(query) ? "warning" : "notice";
  const reason = approved === null ? "" : ` (approved: ${approved})`;
  return {
    rule: `query-${verdict}`,
    level,
    message: `${name}: ${detail}${reason}`,
    file,
    line,
    column,
  };
}
