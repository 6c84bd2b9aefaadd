// Finds what is wrong with bound queries and the rules around them.

import { compare, type Problem, quote } from "../../problems.ts";
import type { BoundQuery } from "../bind-queries.ts";
import { nearestName } from "../parser/nearest-name.ts";
import { findMissingColumns } from "./missing-columns.ts";

export interface LintFinding extends Problem {
  readonly column: number;
  /** A known name that is close to the unknown one. */
  readonly suggestion?: string;
}

/** Returns the findings of queries, by file and position. */
export function lintQueries(queries: readonly BoundQuery[]): LintFinding[] {
  const findings = queries.flatMap((query) => [
    ...ofQuery(query),
    ...ofMappings(query),
    ...ofDetection(query),
  ]);
  return findings.toSorted(
    (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column,
  );
}

/** The errors in the text of a query. */
export function ofQuery({ source, analysis }: BoundQuery): LintFinding[] {
  return analysis.problems.map(({ start, code, message, suggestion }) => ({
    file: source.file,
    ...source.locate(start),
    code,
    ...withSuggestion(message, suggestion),
  }));
}

/** Errors that leave the names of the result's columns as they are. */
const harmless: ReadonlySet<string> = new Set(["unknown-column", "wrong-type", "duplicate-column"]);

/** Whether the names of all columns of the result are known. */
function isClosed({ analysis: { isAnalyzed, hasResult, open, problems } }: BoundQuery): boolean {
  return isAnalyzed && hasResult && !open && problems.every(({ code }) => harmless.has(code));
}

function ofMappings(query: BoundQuery): LintFinding[] {
  if (!isClosed(query)) return [];
  const { source, analysis } = query;
  const names = analysis.columns.map(({ name }) => name);
  // A misspelt column of the query is reported there.
  const known = new Set([...names, ...analysis.problems.map(({ suggestion }) => suggestion)]);
  return source.mapped
    .filter(({ column }) => !known.has(column))
    .map(({ column, use, position }) => ({
      file: source.file,
      ...position,
      code: "unknown-mapping-column",
      ...withSuggestion(
        `the ${use} uses ${quote(column)}, which the query does not return`,
        nearestName(column, names),
      ),
    }));
}

function ofDetection(query: BoundQuery): LintFinding[] {
  const { source, position, analysis } = query;
  if (source.rule !== "detection" || !isClosed(query)) return [];
  return findMissingColumns(analysis).map((message) => ({
    file: source.file,
    ...position,
    code: "missing-column",
    message,
  }));
}

function withSuggestion(
  message: string,
  suggestion: string | undefined,
): { readonly message: string; readonly suggestion?: string } {
  if (suggestion === undefined) return { message };
  return { message: `${message}, did you mean ${quote(suggestion)}?`, suggestion };
}
