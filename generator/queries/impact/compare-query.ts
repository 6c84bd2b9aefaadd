// Compares a query bound to the schema before a change with the same query after it.

import { quote } from "../../problems.ts";
import type { BoundQuery } from "../bind-queries.ts";
import { lintQueries } from "../lint/lint-queries.ts";
import type { Position } from "../read/saved-query.ts";
import { changedResult, usesChange } from "./compare-results.ts";
import {
  isMovedFrom,
  type IsOrigin,
  movement,
  originsByName,
  originsOfPatterns,
  shown,
} from "./origins.ts";

export type QueryVerdict = "breaks" | "reads-another" | "result-changes";

/** What a change of the schema does to a query. */
export interface QueryImpact extends Position {
  readonly file: string;
  readonly name: string;
  readonly verdict: QueryVerdict;
  readonly detail: string;
  /** Whether a rule or a generated module depends on what changes. */
  readonly isUsed: boolean;
}

/** One thing that a change does, at a position. */
interface Effect {
  readonly position: Position;
  readonly detail: string;
}

export interface ImpactContext {
  /** Whether a module is generated for the query. */
  readonly isGenerated: boolean;
  /** The tables that the change removes. */
  readonly removedTables: ReadonlySet<string>;
}

/** Returns undefined if the change does not matter to the query. */
export function compareQuery(
  before: BoundQuery,
  after: BoundQuery,
  { isGenerated, removedTables }: ImpactContext,
): QueryImpact | undefined {
  const base = { file: after.source.file, name: after.name };
  // A query that failed before is written for the new schema, or has never worked.
  const hasWorked = before.analysis.problems.length === 0;
  const result = hasWorked ? changedResult(before, after) : undefined;
  const isPatternOnly = originsOfPatterns(before, removedTables);
  const found: readonly (readonly [QueryVerdict, readonly Effect[]])[] = [
    ["breaks", newFindings(before, after)],
    [
      "reads-another",
      hasWorked
        ? [
            ...movedReferences(before, after, isPatternOnly),
            ...lostReferences(before, after),
            ...movedColumns(before, after, isGenerated, isPatternOnly),
          ]
        : [],
    ],
    ["result-changes", result === undefined ? [] : [{ position: after.position, detail: result }]],
  ];
  for (const [verdict, effects] of found) {
    const [first] = effects;
    if (first === undefined) continue;
    const detail = [...new Set(effects.map((effect) => effect.detail))].join("; ");
    const isUsed = verdict !== "result-changes" || isGenerated || usesChange(before, after);
    return { ...base, ...first.position, verdict, detail, isUsed };
  }
  return undefined;
}

function newFindings(before: BoundQuery, after: BoundQuery): Effect[] {
  const known = new Set(lintQueries([before]).map(findingKey));
  return lintQueries([after])
    .filter((finding) => !known.has(findingKey(finding)))
    .map(({ line, column, message }) => ({ position: { line, column }, detail: message }));
}

function findingKey(finding: { code: string; line: number; column: number }): string {
  return `${finding.code} ${finding.line}:${finding.column}`;
}

function movedReferences(before: BoundQuery, after: BoundQuery, isPatternOnly: IsOrigin): Effect[] {
  const known = new Map(before.analysis.references.map((each) => [each.start, each]));
  return after.analysis.references.flatMap((reference) => {
    const old = known.get(reference.start);
    const isMoved =
      old !== undefined &&
      (old.kind !== reference.kind || isMovedFrom(old.origins, reference.origins, isPatternOnly));
    if (!isMoved) return [];
    const detail =
      old.kind === "column" && reference.kind === "column"
        ? `${quote(reference.name)} ${movement(old.origins, reference.origins)}`
        : `${quote(reference.name)} reads ${shown(reference)} instead of ${shown(old)}`;
    return [{ position: after.source.locate(reference.start), detail }];
  });
}

/** Names that refer to nothing any more, which is an error except in a fuzzy union and `column_ifexists`. */
function lostReferences(before: BoundQuery, after: BoundQuery): Effect[] {
  const known = new Set(after.analysis.references.map(({ start }) => start));
  return before.analysis.references.flatMap((reference) => {
    const isLostName = reference.kind === "column" || reference.kind === "table";
    if (!isLostName || known.has(reference.start)) return [];
    const detail =
      reference.kind === "table"
        ? `the query no longer reads the table ${quote(reference.name)}`
        : `${quote(reference.name)} reads a default value instead of ${shown(reference)}`;
    return [{ position: after.source.locate(reference.start), detail }];
  });
}

/**
 * Columns of the result. Those that the text names are reported there. A column that nothing names and that
 * still has some of its origins is a changed result.
 */
function movedColumns(
  before: BoundQuery,
  after: BoundQuery,
  isGenerated: boolean,
  isPatternOnly: IsOrigin,
): Effect[] {
  const named = new Set(after.analysis.references.map((reference) => reference.name));
  const mapped = new Set(after.source.mapped.map(({ column }) => column));
  const old = originsByName(before);
  const current = originsByName(after);
  return [...current].flatMap(([name, origins]) => {
    const was = old.get(name);
    if (was === undefined || named.has(name)) return [];
    if (!isMovedFrom(was, origins, isPatternOnly)) return [];
    const isUsed = isGenerated || mapped.has(name);
    if (!isUsed && was.some((origin) => origins.includes(origin))) return [];
    const detail = `the column ${quote(name)} of the result ${movement(was, origins)}`;
    return [{ position: after.position, detail }];
  });
}
