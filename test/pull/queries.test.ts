// Checks the query that asks for schemas with Kusto's own parser.

import { readdirSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printQueries, usualLimit } from "../../generator/pull/print-queries.ts";
import { createProject, csv } from "../support/scratch-project.ts";
import { judgeQuery } from "./kusto-judge.ts";

const shipped = readdirSync(new URL("../../input-schemas", import.meta.url)).map((file) =>
  file.replace(".csv", ""),
);

const sound = {
  diagnostics: [],
  columns: ["TableName:string", "ColumnOrdinal:long", "ColumnName:string", "ColumnType:string"],
};

test("the parser finds errors in wrong queries", () => {
  expect(judgeQuery("Missing | getschema", ["DeviceInfo"]).diagnostics).toHaveLength(1);
  expect(judgeQuery("DeviceInfo | getschem", ["DeviceInfo"]).diagnostics).not.toEqual([]);
  expect(judgeQuery("DeviceInfo", ["DeviceInfo"]).columns).toEqual(["Id:long", "Name:string"]);
});

test("all shipped tables fit into one query", () => {
  const queries = printQueries(shipped, usualLimit);
  expect(queries).toHaveLength(1);
  expect(judgeQuery(queries[0]?.text ?? "", shipped)).toEqual(sound);
});

test("names that need quotes are quoted", () => {
  const names = [
    ..."my table|a-b|a.b|2fa|it's|Größe|名前|𝒳|a\"b|a\\b|a\nb|a\u2028b|[x]|*|Device*".split("|"),
    ..."union|string|long|isfuzzy|table|database|cluster|getschema|order|true|and|TABLE".split("|"),
    "'; drop",
    ") | take 1 //",
  ];
  const [query, ...others] = printQueries(names, usualLimit);
  expect(others).toEqual([]);
  expect(judgeQuery(query?.text ?? "", names)).toEqual(sound);
});

describe("queries for any names", () => {
  const seed = 20261123;
  const names = fc.uniqueArray(fc.string({ unit: "binary", minLength: 1, maxLength: 12 }), {
    minLength: 1,
    maxLength: 5,
  });

  test("quote each name so that no part of it is code", () => {
    fc.assert(
      fc.property(names, (tables) => {
        const [query] = printQueries(tables, 1_000_000);
        const { diagnostics, columns } = judgeQuery(query?.text ?? "", tables);
        expect(columns).toEqual(sound.columns);
        expect(diagnostics).toEqual([]);
      }),
      { seed, numRuns: 30 },
    );
  });

  test("contain each name once, in order, and stay within the limit if they can", () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 600 }), (tables, limit) => {
        const queries = printQueries(tables, limit);
        expect(queries.flatMap((query) => query.tables)).toEqual(tables);
        for (const query of queries) {
          expect(query.text.length <= limit || query.tables.length === 1).toBe(true);
        }
      }),
      { seed, numRuns: 300 },
    );
  });
});

test("the query command uses the exports' tables, or the tables that are named", async () => {
  const project = createProject({ "input-schemas/Mine.csv": csv("Id:long") });
  const end = "| order by TableName asc, ColumnOrdinal desc";
  expect(await project.run("query")).toEqual({
    status: 0,
    stdout: `union isfuzzy=true\n${leg("Mine")}\n${end}\n\n`,
    stderr: "1 table; save the result, then run: huntgen add FILE\n",
  });
  const { stdout } = await project.run("query", "A", "B", "--limit", "200");
  expect(stdout).toBe(
    `// Query 1 of 2\nunion isfuzzy=true\n${leg("A")}\n${end}\n\n// Query 2 of 2\nunion isfuzzy=true\n${leg("B")}\n${end}\n\n`,
  );
  project.remove("input-schemas");
  const all = await project.run("query");
  expect(all.stderr).toMatch(/^66 tables; /);
});

function leg(name: string): string {
  return `    (${name} | getschema | project TableName = "${name}", ColumnOrdinal, ColumnName, ColumnType)`;
}
