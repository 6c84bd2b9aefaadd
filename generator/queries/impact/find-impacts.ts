// Finds the queries that a change of the schema affects.

import type { Schema } from "../../model/schema.ts";
import {
  type BoundQuery,
  bindQueries,
  querySchemaOf,
  type SchemaOptions,
} from "../bind-queries.ts";
import type { Parser } from "../parser/open-parser.ts";
import type { QuerySchema, SavedFunction } from "../query.ts";
import type { SavedQuery } from "../read/saved-query.ts";
import { compareQuery, type QueryImpact } from "./compare-query.ts";

export interface ImpactRequest extends SchemaOptions {
  readonly before: Schema;
  readonly after: Schema;
  /** The tables that differ, by their names on both sides. */
  readonly changedTables: ReadonlySet<string>;
  /** Whether a module is generated for a query. */
  readonly isGenerated: (query: SavedQuery) => boolean;
}

/** A query that the change affects, bound to both schemas. */
export interface AffectedQuery {
  readonly impact: QueryImpact;
  readonly before: BoundQuery;
  readonly after: BoundQuery;
}

export interface Impacts {
  readonly affected: readonly AffectedQuery[];
  /** Queries that the parser refuses, so that their verdict is not known. */
  readonly unanalyzed: readonly BoundQuery[];
  readonly schemas: { readonly before: QuerySchema; readonly after: QuerySchema };
}

export async function findImpacts(
  parser: Parser,
  queries: readonly SavedQuery[],
  request: ImpactRequest,
): Promise<Impacts> {
  const before = querySchemaOf(request.before, request);
  const after = { ...querySchemaOf(request.after, request), functions: before.functions };
  const concerns = concernsOf(request.changedTables, before.functions);
  const concerned = queries.filter(({ text }) => concerns(text));
  const [old, current] = [
    await bindQueries(parser, before, concerned),
    await bindQueries(parser, after, concerned),
  ];
  const kept = new Set(after.tables.map(({ name }) => name));
  const removedTables = new Set(
    before.tables.map(({ name }) => name).filter((name) => !kept.has(name)),
  );
  const affected = current.flatMap((query, index) => {
    const was = old[index];
    const isGenerated = request.isGenerated(query.source);
    const impact = was && compareQuery(was, query, { isGenerated, removedTables });
    return was === undefined || impact === undefined ? [] : [{ impact, before: was, after: query }];
  });
  const unanalyzed = current.filter(({ analysis }) => !analysis.isAnalyzed);
  return { affected, unanalyzed, schemas: { before, after } };
}

/** Whether a text reads a changed table, or tables that it does not name. */
export function concernsOf(
  changed: ReadonlySet<string>,
  functions: readonly SavedFunction[],
): (text: string) => boolean {
  const wildcard = /[*]|\b(?:search|find)\b/;
  const names = new Set([...changed].flatMap(words));
  if (names.size === 0) return () => false;
  // A function may call another one, in any order.
  for (let size = -1; size !== names.size;) {
    size = names.size;
    for (const { name, body } of functions) {
      if (wildcard.test(body) || words(body).some((word) => names.has(word))) names.add(name);
    }
  }
  return (text) => wildcard.test(text) || words(text).some((word) => names.has(word));
}

function words(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_]+/gu) ?? [];
}
