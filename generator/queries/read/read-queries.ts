// Reads the queries of files: KQL, Markdown, and rules in YAML and JSON.

import { readFileSync } from "node:fs";
import path from "node:path";
import { HuntgenError, type Problem, sortProblems } from "../../problems.ts";
import { errorCode } from "../../replace/write-problem.ts";
import type { Decoded } from "./decode-scalar.ts";
import { fencesOf } from "./fences.ts";
import { findFiles } from "./find-files.ts";
import { readJsonTree } from "./json-tree.ts";
import { findRules, type RuleQuery } from "./rule-queries.ts";
import type { TextNode } from "./rule-node.ts";
import { type FileRange, lineFinder, type Position, type SavedQuery } from "./saved-query.ts";
import { readYamlTrees } from "./yaml-tree.ts";

type Locate = (offset: number) => Position;

/** Throws a `HuntgenError` if a path does not exist or a file cannot be read. */
export function readQueries(paths: readonly string[]): SavedQuery[] {
  const problems: Problem[] = [];
  const queries = findFiles(paths).flatMap((file) => {
    try {
      return readQueryFile(file, readFileSync(file, "utf8"));
    } catch (error) {
      if (!(error instanceof HuntgenError)) {
        const message = `cannot be read (${errorCode(error) ?? String(error)})`;
        problems.push({ code: "unreadable-file", file, line: 0, message });
      } else problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new HuntgenError(sortProblems(problems));
  return queries;
}

/** Returns the queries of a file with this text. A file without queries has none. */
export function readQueryFile(file: string, text: string): SavedQuery[] {
  // Positions do not count a BOM, as in editors.
  const source = text.replace(/^\uFEFF/, "");
  const bom = text.length - source.length;
  const locate = lineFinder(source);
  const base = { file, locate, bom };
  const extension = path.extname(file).toLowerCase();
  switch (extension) {
    case ".md":
    case ".markdown":
      return fencesOf(source).map(({ text: query, offset }, index) =>
        plainQuery(
          base,
          query,
          offset,
          index === 0 ? fileName(file) : `${fileName(file)} ${index + 1}`,
        ),
      );
    case ".json":
      return findRules(readJsonTree(source)).map((rule) => ruleQuery(base, rule));
    case ".yaml":
    case ".yml": {
      const { trees, error } = readYamlTrees(source);
      const rules = trees.flatMap((tree) => findRules(tree)).map((rule) => ruleQuery(base, rule));
      if (
        error === undefined ||
        (rules.length === 0 && !/^\s*(?:query|queryText)\s*:/m.test(source))
      )
        return rules;
      const { line, column } = locate(error.offset);
      const message = `not valid YAML: ${error.message.replace(/\.$/, "").toLowerCase()}`;
      throw new HuntgenError([{ code: "not-yaml", file, line, column, message }]);
    }
    default:
      return source.trim() === "" ? [] : [plainQuery(base, source, 0, fileName(file))];
  }
}

interface Base {
  readonly file: string;
  readonly locate: Locate;
  readonly bom: number;
}

function plainQuery(base: Base, text: string, offset: number, name: string): SavedQuery {
  return {
    file: base.file,
    name,
    text,
    split: true,
    rule: undefined,
    mapped: [],
    locate: (at) => base.locate(offset + at),
    rangeOf: (start, end) => moved(base, { start: offset + start, end: offset + end }),
  };
}

function ruleQuery(base: Base, { query, name, rule, mapped }: RuleQuery): SavedQuery {
  const offsetOf = offsetsOf(query);
  return {
    file: base.file,
    name: name ?? fileName(base.file),
    text: query.value,
    split: false,
    rule,
    mapped: mapped.map(({ node, column, use, offset }) => {
      const offsetIn = offsetsOf(node);
      const range = { start: offsetIn(offset), end: offsetIn(offset + column.length - 1) + 1 };
      return { column, use, position: base.locate(range.start), range: moved(base, range) };
    }),
    locate: (at) => base.locate(offsetOf(at)),
    rangeOf: (start, end) => moved(base, { start: offsetOf(start), end: offsetOf(end - 1) + 1 }),
  };
}

/** Decodes a text when it is first needed: most queries have no problem to locate. */
function offsetsOf(node: TextNode): (at: number) => number {
  let decoded: Decoded | undefined;
  return (at) => (decoded ??= node.decode()).offsets[at] ?? node.offset;
}

function moved({ bom }: Base, { start, end }: FileRange): FileRange {
  return { start: bom + start, end: bom + end };
}

function fileName(file: string): string {
  return path.basename(file, path.extname(file));
}
