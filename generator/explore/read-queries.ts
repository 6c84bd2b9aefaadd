// Reads the queries of the configuration, and finds the tables and columns that they read.

import type { Config } from "../config.ts";
import type { Schema } from "../model/schema.ts";
import { compare } from "../problems.ts";
import type { BoundQuery } from "../queries/bind-queries.ts";
import { ofQuery } from "../queries/lint/lint-queries.ts";
import { serviceFunctions } from "../queries/parser/defender-functions.ts";
import type { TableRead } from "../queries/query.ts";
import { readBoundQueries } from "../queries/read-bound-queries.ts";
import { readQueries } from "../queries/read/read-queries.ts";
import type { QueryRead, SavedQuery } from "./explorer-data.ts";

/** The columns of each table: those of the first export, then those that others add. */
type Tables = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Binds the queries to the first schema. Returns undefined if the configuration has no queries; the parser
 * is then not loaded. Throws a `HuntgenError` if the parser is not installed or a file cannot be read.
 */
export async function readSavedQueries(
  config: Config,
  schemas: readonly Schema[],
): Promise<readonly SavedQuery[] | undefined> {
  if (config.queries.length === 0) return undefined;
  const queries = readQueries(config.queries);
  const [base] = schemas;
  if (queries.length === 0 || base === undefined) return [];
  const bound = await readBoundQueries(queries, base, config, true);
  const tables = tablesOf(schemas);
  return bound.map((query): SavedQuery => {
    const problem = problemOf(query);
    const { source, name, position } = query;
    const reads =
      problem === null ? boundReads(query) : [...boundReads(query), ...namesIn(query, tables)];
    return { name, file: source.file, line: position.line, problem, reads: merge(reads, tables) };
  });
}

/** Why it is not certain what a query reads; null if it is certain. */
function problemOf(query: BoundQuery): string | null {
  if (!query.analysis.isAnalyzed) {
    return "not analyzed: a placeholder hides its syntax, or it is too complex";
  }
  const [first, ...others] = ofQuery(query);
  const service = query.analysis.references.find(
    ({ kind, name }) => kind === "function" && serviceFunctions.has(name),
  );
  if (first === undefined && service !== undefined)
    return `it reads what ${service.name}() returns`;
  if (first === undefined) {
    return query.analysis.hasPlaceholder ? "a placeholder hides a part of it" : null;
  }
  return others.length === 0 ? first.message : `${first.message}, and ${others.length} more`;
}

/** What the parser has found, and the columns that the rule around the query names. */
function boundReads({ source, analysis }: BoundQuery): readonly TableRead[] {
  const mapped = new Set(source.mapped.map(({ column }) => column));
  const origins = new Set(
    analysis.columns.flatMap(({ name }, at) =>
      mapped.has(name) ? (analysis.columnOrigins[at] ?? []) : [],
    ),
  );
  return analysis.reads.map((read) => ({
    ...read,
    named: [...read.named, ...read.unnamed.filter((each) => origins.has(`${read.table}.${each}`))],
  }));
}

/** The tables whose names are words of a query that does not bind, and their columns. */
function namesIn({ source, analysis: { range } }: BoundQuery, tables: Tables): TableRead[] {
  const words = new Set(source.text.slice(range.start, range.end).match(/[\p{L}\p{N}_]+/gu));
  return [...tables]
    .filter(([table]) => words.has(table))
    .map(([table, columns]) => ({
      table,
      named: [...columns].filter((column) => words.has(column)),
      unnamed: [],
    }));
}

/** Merges the reads of each table, without columns that no export has, such as those of a workspace. */
function merge(reads: readonly TableRead[], tables: Tables): readonly QueryRead[] {
  const names = [...new Set(reads.map(({ table }) => table))].toSorted(compare);
  return names.map((table): QueryRead => {
    const own = reads.filter((read) => read.table === table);
    const isNamed = new Set(own.flatMap((read) => read.named));
    const isUnnamed = new Set(own.flatMap((read) => read.unnamed));
    const columns = [...(tables.get(table) ?? [])].map((name, position) => ({ name, position }));
    const named = columns.filter(({ name }) => isNamed.has(name));
    const others = columns.filter(({ name }) => !isNamed.has(name));
    const unnamed = others.filter(({ name }) => isUnnamed.has(name));
    const isWhole = others.length > 0 && unnamed.length === others.length;
    return [table, named.map(positionOf), isWhole ? "all others" : unnamed.map(positionOf)];
  });
}

function positionOf({ position }: { readonly position: number }): number {
  return position;
}

function tablesOf(schemas: readonly Schema[]): Tables {
  const tables = new Map<string, Set<string>>();
  for (const { name, columns } of schemas.flatMap((schema) => schema.tables)) {
    const known = tables.get(name) ?? new Set();
    for (const column of columns) known.add(column.name);
    tables.set(name, known);
  }
  return tables;
}
