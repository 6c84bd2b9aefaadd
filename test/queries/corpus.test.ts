// Compares the corpus with what huntgen finds out about each query.

import { beforeAll, describe, expect, test } from "vitest";
import { analyzeText } from "../../generator/queries/parser/analyze.ts";
import { buildDatabase, type Database } from "../../generator/queries/parser/build-database.ts";
import { loadParser } from "../../generator/queries/parser/load-parser.ts";
import type { Analysis } from "../../generator/queries/query.ts";
import { corpus, corpusTables } from "./corpus.ts";
import { parseColumns } from "./parse-columns.ts";

let database: Database;
let workspace: Database;

beforeAll(() => {
  const tables = Object.entries(corpusTables).map(([name, columns]) => ({
    name,
    columns: parseColumns(columns),
  }));
  database = buildDatabase(loadParser(), { tables, functions: [], workspace: false });
  workspace = buildDatabase(loadParser(), { tables, functions: [], workspace: true });
});

function analyze(query: string, bound = database): Analysis {
  const [analysis] = analyzeText({ text: query, split: false }, loadParser(), bound);
  if (analysis === undefined) throw new Error("no analysis");
  return analysis;
}

function printResult({ columns, open }: Analysis): string {
  const words = columns.map(({ name, type }) => `${name}:${type}`);
  return [...words, ...(open ? ["..."] : [])].join(" ");
}

describe("a query of the corpus", () => {
  test.each(corpus.filter(({ columns }) => columns !== undefined))(
    "returns the documented columns: $query",
    ({ query, columns }) => {
      const analysis = analyze(query);
      expect(analysis.problems).toEqual([]);
      expect(printResult(analysis)).toBe(columns);
    },
  );

  test.each(corpus.filter(({ errors }) => errors !== undefined))(
    "has its errors at their positions: $query",
    ({ query, errors }) => {
      const text = query.replace(/[«»]/g, "");
      let marked = "";
      let at = 0;
      const { problems } = analyze(text);
      for (const { start, end } of problems) {
        marked += `${text.slice(at, start)}«${text.slice(start, end)}»`;
        at = end;
      }
      expect(`${marked}${text.slice(at)}`).toBe(query);
      expect(problems.map(({ code }) => code).join(" ")).toBe(errors);
    },
  );

  test("may name the hidden columns of a workspace, which no result contains unasked", () => {
    const query = "Alerts | where _IsBillable == true | summarize sum(_BilledSize)";
    expect(analyze(query, workspace).problems).toEqual([]);
    expect(analyze(query).problems.map(({ code }) => code)).toEqual([
      "unknown-column",
      "unknown-column",
    ]);
    expect(printResult(analyze("Alerts", workspace))).not.toContain("_BilledSize");
  });

  test("is one of at least 150", () => {
    expect(new Set(corpus.map(({ query }) => query)).size).toBeGreaterThanOrEqual(150);
  });
});
