// Reads and writes huntgen.approvals.json: the approved breaking changes, each with its reason.

import { parseSyntaxTree } from "../json-syntax.ts";
import { HuntgenError } from "../problems.ts";
import { readTextFile } from "../read-text-file.ts";
import { replaceFile } from "../replace/replace-file.ts";
import { type Approvals, type DiffReport, unapproved } from "./build-report.ts";

export const approvalsFile = "huntgen.approvals.json";

/** Reads the approvals of the working directory. Throws a `HuntgenError` if they cannot be read. */
export function readApprovals(): Approvals {
  const read = readTextFile(approvalsFile);
  if (read.kind === "missing") return new Map();
  const refuse = (message: string, line = 0): never => {
    throw new HuntgenError([{ code: "invalid-approvals", file: approvalsFile, line, message }]);
  };
  if (read.kind === "unreadable") return refuse(`cannot be read (${read.reason})`);
  const { text } = read;
  const parsed = parseSyntaxTree(text);
  if (parsed.kind === "error") return refuse(parsed.message, parsed.line);
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return refuse("must be an object that maps the key of each approved change to its reason");
  }
  const entries = Object.entries(value).map(([key, reason]: [string, unknown]) =>
    typeof reason === "string" ? ([key, reason] as const) : refuse("every reason must be a string"),
  );
  return new Map(entries);
}

/** Approves all unapproved breaking changes and removes approvals that are no longer needed. */
export function approve(
  report: DiffReport,
  approvals: Approvals,
  reason: string,
): readonly string[] {
  const added = unapproved(report);
  const stale = new Set(report.staleApprovals);
  const kept = [...approvals].filter(([key]) => !stale.has(key));
  const all = [...kept, ...added.map((key) => [key, reason] as const)];
  const text = `${JSON.stringify(Object.fromEntries(all.toSorted()), null, 2)}\n`;
  replaceFile(approvalsFile, text);
  return added;
}
