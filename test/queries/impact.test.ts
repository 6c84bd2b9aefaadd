// Compares the verdicts about queries with those that KQL's rules imply.

import { afterAll, beforeAll, expect, test } from "vitest";
import { bindQueries } from "../../generator/queries/bind-queries.ts";
import { compareQuery } from "../../generator/queries/impact/compare-query.ts";
import { openParser, type Parser } from "../../generator/queries/parser/open-parser.ts";
import type { QueryColumn, QuerySchema } from "../../generator/queries/query.ts";
import { readQueryFile } from "../../generator/queries/read/read-queries.ts";
import { impactCases, impactTables } from "./impact-cases.ts";
import { parseColumns } from "./parse-columns.ts";

let parser: Parser;

beforeAll(async () => {
  parser = await openParser();
});
afterAll(() => parser.close());

function schemaOf(change: string): QuerySchema {
  const tables = new Map(
    Object.entries(impactTables).map(([name, columns]) => [name, parseColumns(columns)]),
  );
  for (const word of change === "" ? [] : change.split(" ")) {
    const [table = "", written = ""] = word.replace(/^[+-]/, "").split(".");
    const [name = "", type = ""] = written.split(":");
    const old: readonly QueryColumn[] = tables.get(table) ?? [];
    if (written === "") {
      if (word.startsWith("-")) tables.delete(table);
      else tables.set(table, [{ name: "Id", type: "long" }]);
    } else if (word.startsWith("-")) {
      tables.set(
        table,
        old.filter((column) => column.name !== name),
      );
    } else if (word.startsWith("+")) {
      tables.set(table, [...old, { name, type }]);
    } else {
      tables.set(
        table,
        old.map((column) => (column.name === name ? { name, type } : column)),
      );
    }
  }
  return {
    tables: [...tables].map(([name, columns]) => ({ name, columns })),
    functions: [],
    workspace: false,
  };
}

const cases = impactCases.map(([change, query, verdict, detail = ""]) => ({
  change,
  query,
  verdict,
  detail,
}));

test.each(cases)(
  "after $change, the query $query has the verdict $verdict",
  async ({ change, query: text, verdict, detail }) => {
    const queries = readQueryFile("q.kql", text);
    const [before] = await bindQueries(parser, schemaOf(""), queries);
    const [after] = await bindQueries(parser, schemaOf(change), queries);
    if (before === undefined || after === undefined) throw new Error("the query was not read");
    const removed = change.split(" ").filter((word) => /^-\w+$/.test(word));
    const removedTables = new Set(removed.map((word) => word.slice(1)));
    const impact = compareQuery(before, after, { isGenerated: false, removedTables });
    expect(impact?.verdict ?? "unaffected").toBe(verdict);
    expect(impact?.detail ?? "").toContain(detail);
  },
);
