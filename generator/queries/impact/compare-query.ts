// Compares a query bound to the schema before a change with the same query after it.

import { quote } from "../../problems.ts";
import type { BoundQuery } from "../bind-queries.ts";
import { lintQueries } from "../lint/lint-queries.ts";
import type { Reference } from "../query.ts";
import type { Position } from "../read/saved-query.ts";

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

/** Returns undefined if the change does not matter to the query. */
export function compareQuery(
  before: BoundQuery,
  after: BoundQuery,
  isGenerated: boolean,
): QueryImpact | undefined {
  const base = { file: after.source.file, name: after.name };
  // A query that failed before is written for the new schema, or has never worked.
  const hasWorked = before.analysis.problems.length === 0;
  const found: readonly (readonly [QueryVerdict, readonly Effect[]])[] = [
    ["breaks", newFindings(before, after)],
    [
      "reads-another",
      hasWorked
        ? [
            ...movedReferences(before, after),
            ...lostReferences(before, after),
            ...movedColumns(before, after, isGenerated),
          ]
        : [],
    ],
    ["result-changes", hasWorked ? changedResult(before, after) : []],
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

function movedReferences(before: BoundQuery, after: BoundQuery): Effect[] {
  const known = new Map(before.analysis.references.map((each) => [each.start, each]));
  return after.analysis.references.flatMap((reference) => {
    const old = known.get(reference.start);
    const isMoved =
      old !== undefined && (old.kind !== reference.kind || isLost(old.origins, reference.origins));
    if (!isMoved) return [];
    const detail = `${quote(reference.name)} reads ${shown(reference)} instead of ${shown(old)}`;
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
function movedColumns(before: BoundQuery, after: BoundQuery, isGenerated: boolean): Effect[] {
  const named = new Set(after.analysis.references.map((reference) => reference.name));
  const mapped = new Set(after.source.mapped.map(({ column }) => column));
  const old = originsByName(before);
  const current = originsByName(after);
  return [...current].flatMap(([name, origins]) => {
    const was = old.get(name);
    if (was === undefined || named.has(name) || !isLost(was, origins)) return [];
    const isUsed = isGenerated || mapped.has(name);
    if (!isUsed && was.some((origin) => origins.includes(origin))) return [];
    const detail = `the column ${quote(name)} of the result comes from ${list(origins)} instead of ${list(was)}`;
    return [{ position: after.position, detail }];
  });
}

function originsByName({ analysis }: BoundQuery): Map<string, readonly string[]> {
  return new Map(analysis.columns.map(({ name }, at) => [name, analysis.columnOrigins[at] ?? []]));
}

/** Whether values that were read are not read any more. */
function isLost(old: readonly string[], current: readonly string[]): boolean {
  return old.some((origin) => !current.includes(origin));
}

function shown({ kind, origins }: Reference): string {
  return kind === "column" ? list(origins) : `the ${kind}`;
}

/** Names origins for people. */
function list(origins: readonly string[]): string {
  const shownOrigins = origins.map((origin) =>
    /^@\d/.test(origin)
      ? "a column that the query defines"
      : origin.startsWith("@")
        ? "a column that depends on data"
        : origin,
  );
  return [...new Set(shownOrigins)].join(" and ");
}

interface ResultChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly retyped: readonly {
    readonly name: string;
    readonly from: string;
    readonly to: string;
  }[];
  /** Columns that also read another table now. */
  readonly widened: readonly string[];
  /** Columns that read fewer tables now. */
  readonly narrowed: readonly string[];
}

function changedResult(before: BoundQuery, after: BoundQuery): Effect[] {
  const { added, removed, retyped, widened, narrowed } = compareResults(before, after);
  const parts = [
    ...(added.length > 0 ? [`adds ${names(added)}`] : []),
    ...(removed.length > 0 ? [`removes ${names(removed)}`] : []),
    ...retyped.map(({ name, from, to }) => `${quote(name)} changes from ${from} to ${to}`),
    ...(widened.length > 0 ? [`reads more tables for ${names(widened)}`] : []),
    ...(narrowed.length > 0 ? [`reads fewer tables for ${names(narrowed)}`] : []),
  ];
  return parts.length === 0 ? [] : [{ position: after.position, detail: parts.join(", ") }];
}

function compareResults(before: BoundQuery, after: BoundQuery): ResultChange {
  const old = new Map(before.analysis.columns.map(({ name, type }) => [name, type]));
  const current = new Map(after.analysis.columns.map(({ name, type }) => [name, type]));
  const origins = originsByName(before);
  return {
    added: [...current.keys()].filter((name) => !old.has(name)),
    removed: [...old.keys()].filter((name) => !current.has(name)),
    retyped: [...current].flatMap(([name, to]) => {
      const from = old.get(name);
      return from === undefined || from === to ? [] : [{ name, from, to }];
    }),
    widened: [...originsByName(after)].flatMap(([name, all]) => {
      const was = origins.get(name);
      return was !== undefined && isLost(all, was) ? [name] : [];
    }),
    narrowed: [...originsByName(after)].flatMap(([name, all]) => {
      const was = origins.get(name);
      return was !== undefined && isLost(was, all) ? [name] : [];
    }),
  };
}

/** Whether a rule names a column that changes. */
function usesChange(before: BoundQuery, after: BoundQuery): boolean {
  const { removed, retyped, widened } = compareResults(before, after);
  const changed = new Set([...removed, ...widened, ...retyped.map(({ name }) => name)]);
  return after.source.mapped.some(({ column }) => changed.has(column));
}

const mostNames = 5;

function names(all: readonly string[]): string {
  const first = all.slice(0, mostNames).map(quote).join(", ");
  return all.length > mostNames ? `${first} and ${all.length - mostNames} more` : first;
}
