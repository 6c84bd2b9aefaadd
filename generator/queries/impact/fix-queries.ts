// Renames confirmed renames in queries and rules, and keeps a change only if the query then passes.

import { lintQueries } from "../lint/lint-queries.ts";
import { type BoundQuery, bindQueries } from "../bind-queries.ts";
import type { Parser } from "../parser/open-parser.ts";
import type { QuerySchema, Reference } from "../query.ts";
import { readQueryFile } from "../read/read-queries.ts";
import type { FileRange } from "../read/saved-query.ts";
import type { QueryImpact } from "./compare-query.ts";
import type { AffectedQuery } from "./find-impacts.ts";

/** `OldTable` to `NewTable`, `OldTable.OldColumn` to `NewTable.NewColumn`. */
export type QueryRenames = ReadonlyMap<string, string>;

interface Edit extends FileRange {
  readonly text: string;
}

export interface FixedFile {
  readonly file: string;
  readonly text: string;
  /** The names of the queries that were fixed. */
  readonly queries: readonly string[];
  readonly impacts: readonly QueryImpact[];
}

/** Fixes queries of one file. Returns undefined if no query of it can be fixed. */
export async function fixFile(
  parser: Parser,
  schema: QuerySchema,
  { file, text }: { readonly file: string; readonly text: string },
  affected: readonly AffectedQuery[],
  renames: QueryRenames,
): Promise<FixedFile | undefined> {
  const edits: Edit[] = [];
  const impacts: QueryImpact[] = [];
  for (const { impact, before, after } of affected) {
    if (impact.verdict === "result-changes") continue;
    const own = editsOf(before, text, renames);
    if (own === undefined || own.length === 0) continue;
    const fixed = await bindQueries(parser, schema, readQueryFile(file, apply(text, own)));
    // The order of the queries in a file does not change.
    const same = fixed.filter(({ source }) => source.name === after.source.name);
    if (!same.some((query) => passes(before, query, renames))) continue;
    edits.push(...own);
    impacts.push(impact);
  }
  if (edits.length === 0) return undefined;
  return { file, text: apply(text, edits), queries: impacts.map(({ name }) => name), impacts };
}

/** Returns undefined if a name cannot be replaced as it is written. */
function editsOf(
  { source, analysis }: BoundQuery,
  text: string,
  renames: QueryRenames,
): Edit[] | undefined {
  const edits: Edit[] = [];
  for (const reference of analysis.references) {
    const name = newNameOf(reference, renames);
    if (name === undefined || name === reference.name) continue;
    const range = source.rangeOf(reference.start, reference.end);
    if (text.slice(range.start, range.end) !== reference.name) return undefined;
    edits.push({ ...range, text: name });
  }
  const results = new Map(
    analysis.columns.map(({ name }, at) => [name, analysis.columnOrigins[at] ?? []]),
  );
  for (const { column, range } of source.mapped) {
    const name = newNameOf(
      { kind: "column", name: column, origins: results.get(column) ?? [] },
      renames,
    );
    if (name === undefined) continue;
    const written = text.slice(range.start, range.end);
    // Older detections write the name in camelCase.
    if (written === column) edits.push({ ...range, text: name });
    else if (written === camelCase(column)) edits.push({ ...range, text: camelCase(name) });
    else return undefined;
  }
  return edits.every((edit) => /^[A-Za-z_]\w*$/.test(edit.text)) ? edits : undefined;
}

function camelCase(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

/** The new name, if a reference means exactly one renamed table or column. */
function newNameOf(
  { kind, name, origins }: Pick<Reference, "kind" | "name" | "origins">,
  renames: QueryRenames,
): string | undefined {
  if (kind !== "column" && kind !== "table") return undefined;
  const targets = new Set(origins.map((origin) => renames.get(origin)));
  const [target] = targets;
  if (targets.size !== 1 || target === undefined) return undefined;
  const [origin = ""] = origins;
  // A column that the query has renamed itself keeps its name.
  if (kind === "column" && columnOf(origin) !== name) return undefined;
  return kind === "column" ? columnOf(target) : target;
}

function columnOf(origin: string): string {
  return origin.slice(origin.indexOf(".") + 1);
}

/** Whether a fixed query has no new finding, and every name reads what it read before. */
function passes(before: BoundQuery, fixed: BoundQuery, renames: QueryRenames): boolean {
  if (lintQueries([fixed]).length > lintQueries([before]).length) return false;
  if (
    !fixed.analysis.isAnalyzed ||
    fixed.analysis.problems.length > before.analysis.problems.length
  )
    return false;
  const old = before.analysis.references;
  const current = fixed.analysis.references;
  return (
    old.length === current.length &&
    old.every(({ kind, origins }, at) => {
      const now = current[at];
      if (now === undefined || now.kind !== kind) return false;
      if (kind !== "column") return true;
      const expected = origins
        .filter((origin) => !origin.startsWith("@"))
        .map((origin) => renamed(origin, renames));
      return expected.every((origin) => now.origins.includes(origin));
    })
  );
}

/** The origin after the renames of its table and its column. */
function renamed(origin: string, renames: QueryRenames): string {
  const column = renames.get(origin);
  if (column !== undefined) return column;
  const table = renames.get(origin.slice(0, origin.indexOf(".")));
  return table === undefined ? origin : `${table}.${columnOf(origin)}`;
}

function apply(text: string, edits: readonly Edit[]): string {
  const unique = new Map(edits.map((edit) => [edit.start, edit]));
  let fixed = text;
  for (const { start, end, text: replacement } of [...unique.values()].toSorted(
    (a, b) => b.start - a.start,
  )) {
    fixed = `${fixed.slice(0, start)}${replacement}${fixed.slice(end)}`;
  }
  return fixed;
}
