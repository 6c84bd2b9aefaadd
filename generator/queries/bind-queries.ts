// Binds saved queries to a schema: the way in which every command that needs queries reads them.

import type { Schema } from "../model/schema.ts";
import { defenderFunctionNames } from "./parser/defender-functions.ts";
import type { Parser } from "./parser/open-parser.ts";
import type { Analysis, QuerySchema, SavedFunction } from "./query.ts";
import { readDeclaredFunctions } from "./read/declared-functions.ts";
import { readFunctions } from "./read/read-functions.ts";
import type { Position, SavedQuery } from "./read/saved-query.ts";

/** A query of a file, and what the parser finds out about it. */
export interface BoundQuery {
  readonly source: SavedQuery;
  /** The name of the rule or file, with a number if its text has several queries. */
  readonly name: string;
  /** Its first character. */
  readonly position: Position;
  readonly analysis: Analysis;
}

export interface SchemaOptions {
  /** Directory of exports. */
  readonly input: string;
  /** Directory of saved functions. */
  readonly functions: string;
  readonly workspace: boolean;
}

export function querySchemaOf(schema: Schema, options: SchemaOptions): QuerySchema {
  return {
    tables: schema.tables.map(({ name, columns }) => ({
      name,
      columns: columns.map((column) => ({ name: column.name, type: column.type })),
    })),
    functions: allFunctions(options),
    workspace: options.workspace,
  };
}

/**
 * Of functions with the same name, one that is saved with its text comes first, then one that huntgen declares
 * itself, then one that the service describes.
 */
function allFunctions({ input, functions }: SchemaOptions): SavedFunction[] {
  const saved = readFunctions(functions);
  const names = new Set([...saved.map(({ name }) => name), ...defenderFunctionNames]);
  const declared = readDeclaredFunctions(input).filter(({ name }) => {
    const isNew = !names.has(name);
    names.add(name);
    return isNew;
  });
  return [...saved, ...declared];
}

/** Binds queries in their order. A text with several queries becomes several. */
export async function bindQueries(
  parser: Parser,
  schema: QuerySchema,
  queries: readonly SavedQuery[],
): Promise<BoundQuery[]> {
  const bound: BoundQuery[] = [];
  for (const source of queries) {
    const analyses = await parser.analyze(schema, { text: source.text, split: source.split });
    const all = analyses.map((analysis, index) => ({
      source,
      name: index === 0 ? source.name : `${source.name} ${index + 1}`,
      position: source.locate(firstCharacter(source.text, analysis.range.start)),
      analysis,
    }));
    bound.push(...all);
  }
  return bound;
}

/** The offset of the first character that is not a space, from an offset on. */
function firstCharacter(text: string, from: number): number {
  const found = text.slice(from).search(/\S/);
  return found < 0 ? from : from + found;
}
