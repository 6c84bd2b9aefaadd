// Finds the hunting queries that the changes of a schema affect, and fixes those that confirmed renames
// break.

import { readFileSync } from "node:fs";
import type { Config } from "../config.ts";
import type { QueryImpact } from "../queries/impact/compare-query.ts";
import { type AffectedQuery, findImpacts, type Impacts } from "../queries/impact/find-impacts.ts";
import { fixFile, type FixedFile, type QueryRenames } from "../queries/impact/fix-queries.ts";
import { type Parser, openParser } from "../queries/parser/open-parser.ts";
import { findGeneratedFiles } from "../queries/read/find-files.ts";
import { readQueries } from "../queries/read/read-queries.ts";
import { replaceFile } from "../replace/replace-file.ts";
import type { SchemaChange } from "./schema-change.ts";
import type { Side } from "./sides/read-side.ts";

export interface Sides {
  readonly before: Side;
  readonly after: Side;
}

export type QueryImpacts = Impacts;

/** Binds the queries at `paths` to both sides. */
export function compareQueries(
  paths: readonly string[],
  { before, after }: Sides,
  changes: readonly SchemaChange[],
  config: Config,
): Promise<Impacts> {
  const generated = new Set(findGeneratedFiles(config.queries));
  const queries = readQueries(paths);
  return withParser((parser) =>
    findImpacts(parser, queries, {
      before: before.schema,
      after: after.schema,
      changedTables: new Set(changes.flatMap(tablesOf)),
      input: config.input,
      functions: config.functions,
      workspace: config.workspace ?? true,
      isGenerated: ({ file }) => generated.has(file),
    }),
  );
}

function tablesOf(change: SchemaChange): readonly string[] {
  return change.kind === "table-renamed" ? [change.table, change.from] : [change.table];
}

export interface Fixes {
  readonly files: readonly FixedFile[];
  /** The impacts of the queries that were fixed. */
  readonly fixed: ReadonlySet<QueryImpact>;
}

/** Writes the files of queries that pass after the confirmed renames. */
export async function applyFixes(
  { affected, schemas }: Impacts,
  changes: readonly SchemaChange[],
): Promise<Fixes> {
  const renames = renamesOf(affected, changes);
  if (renames.size === 0) return { files: [], fixed: new Set() };
  const names = new Set(affected.map(({ impact }) => impact.file));
  const files = await withParser(async (parser) => {
    const found: FixedFile[] = [];
    for (const file of names) {
      const queries = affected.filter(({ impact }) => impact.file === file);
      const source = { file, text: readFileSync(file, "utf8") };
      const fixed = await fixFile(parser, schemas.after, source, queries, renames);
      if (fixed !== undefined) found.push(fixed);
    }
    return found;
  });
  for (const { file, text } of files) replaceFile(file, text);
  return { files, fixed: new Set(files.flatMap(({ impacts }) => impacts)) };
}

/** Confirmed renames, by the name of the table before the change. */
function renamesOf(
  affected: readonly AffectedQuery[],
  changes: readonly SchemaChange[],
): QueryRenames {
  const renames = new Map<string, string>();
  const oldNames = new Map<string, string>();
  if (affected.length === 0) return renames;
  for (const change of changes) {
    if (change.kind !== "table-renamed") continue;
    oldNames.set(change.table, change.from);
    if (change.certainty === "confirmed") renames.set(change.from, change.table);
  }
  for (const change of changes) {
    if (change.kind !== "column-renamed" || change.certainty !== "confirmed") continue;
    const old = oldNames.get(change.table) ?? change.table;
    renames.set(`${old}.${change.from}`, `${change.table}.${change.column}`);
  }
  return renames;
}

async function withParser<Result>(run: (parser: Parser) => Promise<Result>): Promise<Result> {
  const parser = await openParser();
  try {
    return await run(parser);
  } finally {
    await parser.close();
  }
}
