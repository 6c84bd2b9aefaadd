// Checks the KQL that the page offers to copy with Kusto's own parser, which takes seconds to load.

import { expect, test } from "vitest";
import { buildCatalog } from "../../generator/explore/page/catalog.ts";
import { findJoinPairs } from "../../generator/explore/page/pivot-keys.ts";
import {
  findQuery,
  getschemaQuery,
  joinQuery,
  starterQuery,
} from "../../generator/explore/page/snippets.ts";
import { hostileTables, madeUpData, shippedData } from "../explore/page-data.ts";
import { judgeQuery } from "../pull/kusto-judge.ts";

/** Kusto's parser in JavaScript looks names up in objects, so it does not find this one. */
const isFound = ({ name }: { readonly name: string }): boolean => name !== "__proto__";

test("the code to copy is KQL without errors for shipped and hostile names", () => {
  for (const [catalog, step] of [
    [buildCatalog(shippedData()), 5],
    [buildCatalog(madeUpData(hostileTables)), 3],
  ] as const) {
    const tables = [...catalog.tables.values()].filter((_, index) => index % step === 0);
    for (const table of tables) {
      const [other = table] = tables;
      const [column] = table.columns;
      if (column === undefined) continue;
      const pairs = findJoinPairs(catalog, table, other).filter(({ left }) => isFound(left));
      const schemas = [...new Set([table, other])].map(({ name, columns }) => ({
        name,
        schema: `(${columns.map((each) => `[${JSON.stringify(each.name)}]: ${each.type}`).join(", ")})`,
      }));
      const queries = [
        starterQuery(catalog, table, table.columns.filter(isFound)),
        getschemaQuery(table),
        ...(pairs.length === 0 ? [] : [joinQuery(catalog, table, other, pairs)]),
        findQuery(catalog, column, [table]),
      ];
      for (const query of queries)
        expect(judgeQuery(query, schemas).diagnostics, `in ${query}`).toEqual([]);
    }
  }
});
