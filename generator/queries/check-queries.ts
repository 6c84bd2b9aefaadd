// Checks the queries for which modules are generated, and returns what the modules are generated from.

import path from "node:path";
import type { Config } from "../config.ts";
import { findKustoType } from "../mapping/kusto-types.ts";
import { identifierOf } from "../model/identifier.ts";
import type { Schema } from "../model/schema.ts";
import { HuntgenError, type Problem, quote, sortProblems } from "../problems.ts";
import type { BoundQuery } from "./bind-queries.ts";
import { ofQuery } from "./lint/lint-queries.ts";
import { parserVersion } from "./parser/load-parser.ts";
import type { QueryColumn, QueryParameter } from "./query.ts";
import { readBoundQueries } from "./read-bound-queries.ts";
import { findGeneratedFiles } from "./read/find-files.ts";
import { readQueries } from "./read/read-queries.ts";
import { splitAtParameters, type TextPart } from "./split-at-parameters.ts";

/** A query for which a module is generated. */
export interface CheckedQuery {
  /** The name of its file, as an identifier. */
  readonly identifier: string;
  /** The name of its file. */
  readonly name: string;
  /** The comment at the start of the file, line by line. */
  readonly description: readonly string[];
  readonly parts: readonly TextPart[];
  readonly parameters: readonly QueryParameter[];
  readonly columns: readonly QueryColumn[];
  /** Whether the result may have more columns. */
  readonly open: boolean;
}

export interface CheckedQueries {
  readonly queries: readonly CheckedQuery[];
  /** The version of the parser that inferred the results; undefined if there are no queries. */
  readonly parser: string | undefined;
}

/** Throws a `HuntgenError` with every problem of every query. Loads no parser if there are no queries. */
export async function checkQueries(config: Config, schema: Schema): Promise<CheckedQueries> {
  const files = findGeneratedFiles(config.queries);
  if (files.length === 0) return { queries: [], parser: undefined };
  const bound = await readBoundQueries(readQueries(files), schema, config, false);
  const problems = [
    ...emptyFiles(files, bound),
    ...bound.flatMap(findProblems),
    ...severalQueries(bound),
    ...collisions(bound),
  ];
  if (problems.length > 0) throw new HuntgenError(sortProblems(problems));
  return { queries: bound.map(checked), parser: parserVersion };
}

function checked({ source, analysis }: BoundQuery): CheckedQuery {
  const { columns, open, parameters } = analysis;
  return {
    identifier: identifierOfFile(source.file),
    name: source.name,
    description: descriptionOf(source.text),
    parts: splitAtParameters(source.text, analysis),
    parameters: parameters.map(withTypedDefault),
    columns,
    open,
  };
}

/** After `declare`, the type of the parameter is that of its default value: 1 can be a real. */
function withTypedDefault(parameter: QueryParameter): QueryParameter {
  const { type, value, default: written } = parameter;
  const isNumber = written !== undefined && /^-?\d+(?:\.\d+)?$/.test(written);
  const isTyped = value !== undefined || !isNumber || !/^(?:int|long|real|decimal)$/.test(type);
  return isTyped ? parameter : { ...parameter, default: `${type}(${written})` };
}

function identifierOfFile(file: string): string {
  return identifierOf(path.basename(file, path.extname(file)));
}

function descriptionOf(text: string): string[] {
  const [comment = ""] = /^\s*(?:\/\/[^\r\n]*(?:\r?\n|$)[ \t]*)+/.exec(text) ?? [];
  return comment
    .trim()
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*\/\/+\s?/, "").trimEnd())
    .filter((line, index, all) => line !== "" || (index > 0 && index < all.length - 1));
}

function findProblems(query: BoundQuery): Problem[] {
  const { source, position, analysis } = query;
  const at = { file: source.file, ...position };
  const found: Problem[] = ofQuery(query);
  if (!analysis.isAnalyzed) {
    const message = "the parser cannot analyze this query; remove placeholders, or simplify it";
    found.push({ ...at, code: "invalid-query", message });
  } else if (!analysis.hasResult && found.length === 0) {
    const message = "the file has no query with a result; move functions to another directory";
    found.push({ ...at, code: "invalid-query", message });
  }
  const duplicates = duplicatesIn(analysis.parameters.map(({ name }) => name));
  for (const { name, type } of analysis.parameters) {
    if (findKustoType(type) === undefined) {
      const message = `the parameter ${quote(name)} must have a scalar type, got ${quote(type)}`;
      found.push({ ...at, code: "invalid-query", message });
    } else if (duplicates.has(name)) {
      const message = `the parameter ${quote(name)} is declared twice; rename one of them`;
      found.push({ ...at, code: "invalid-query", message });
    }
  }
  return found;
}

function emptyFiles(files: readonly string[], bound: readonly BoundQuery[]): Problem[] {
  const read = new Set(bound.map(({ source }) => source.file));
  return files
    .filter((file) => !read.has(file))
    .map((file) => {
      const message = "the file is empty; write a query, or remove the file";
      return { code: "invalid-query", file, line: 0, message };
    });
}

function severalQueries(bound: readonly BoundQuery[]): Problem[] {
  const files = duplicatesIn(bound.map(({ source }) => source.file));
  return [...files].map((file) => {
    const message = "the file has several queries; a module has one query, so split the file";
    return { code: "invalid-query", file, line: 0, message };
  });
}

function collisions(bound: readonly BoundQuery[]): Problem[] {
  const files = [...new Set(bound.map(({ source }) => source.file))];
  const first = new Map<string, string>();
  return files.flatMap((file): Problem[] => {
    const key = identifierOfFile(file).toLowerCase();
    const other = first.get(key);
    first.set(key, other ?? file);
    if (other === undefined) return [];
    const message = `its module would have the same name as that of ${quote(other)}; rename one of them`;
    return [{ code: "colliding-queries", file, line: 0, message }];
  });
}

function duplicatesIn(all: readonly string[]): ReadonlySet<string> {
  return new Set(all.filter((each, index) => all.indexOf(each) !== index));
}
