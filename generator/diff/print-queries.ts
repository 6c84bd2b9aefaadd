// Prints the queries that a change affects. Queries of which only the result changes are counted, unless a
// rule or a generated module depends on what changes.

import { pluralize } from "../pluralize.ts";
import { isBreaking, type ReportedQuery } from "./build-report.ts";

export interface QueryLines {
  /** Queries to list, breaking ones first. */
  readonly listed: readonly ReportedQuery[];
  /** A sentence about the others; empty if there are no others. */
  readonly rest: string;
}

export function chooseQueries(queries: readonly ReportedQuery[]): QueryLines {
  const used = queries.filter(({ isUsed }) => isUsed);
  const listed = [...used.filter(isBreaking), ...used.filter((query) => !isBreaking(query))];
  const hidden = queries.length - listed.length;
  const verb = hidden === 1 ? "returns" : "return";
  const rest = hidden === 0 ? "" : `${pluralize(hidden, "query")} ${verb} other columns`;
  return { listed, rest };
}

/** Prints the totals in one line. */
export function querySummary(queries: readonly ReportedQuery[]): string {
  const count = (verdict: string): number =>
    queries.filter((query) => query.verdict === verdict).length;
  const approved = queries.filter((query) => query.approved !== null).length;
  const ofThem = approved === 0 ? "" : ` (${approved} approved)`;
  const broken = `${pluralize(count("breaks") + count("reads-another"), "breaking query")}${ofThem}`;
  return `${broken}, ${pluralize(count("result-changes"), "changed result")}`;
}
