// Checks that renames are found as a slow search over all pairs finds them, with work that is
// linear in the number of columns.

import { distance } from "fastest-levenshtein";
import * as fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { compareSchemas } from "../../generator/diff/compare-schemas.ts";
import {
  findColumnRenames,
  findTableRenames,
  type Rename,
  type Renames,
} from "../../generator/diff/find-renames.ts";
import { knownTableRenames } from "../../generator/model/known-renames.ts";
import type { KustoType } from "../../generator/mapping/kusto-types.ts";
import type { SchemaColumn, SchemaTable } from "../../generator/model/schema.ts";
import { compare } from "../../generator/problems.ts";

vi.mock(import("fastest-levenshtein"), async (importOriginal) => {
  const original = await importOriginal();
  return { ...original, distance: vi.fn<typeof original.distance>(original.distance) };
});

const column = (name: string, type: KustoType = "string"): SchemaColumn => ({
  name,
  type,
  long: "exact",
});
const table = (name: string, columns: readonly SchemaColumn[]): SchemaTable => ({
  name,
  identifier: name,
  source: `${name}.csv`,
  columns,
});

/** Compares every pair and takes the surest first, which is what the search must find. */
function searchAll<Named extends { readonly name: string }>(
  removed: readonly Named[],
  added: readonly Named[],
  surenessOf: (from: Named, to: Named) => number,
): string[] {
  const pairs = removed.flatMap((from) =>
    added.map((to) => ({ from: from.name, to: to.name, sureness: surenessOf(from, to) })),
  );
  pairs.sort((a, b) => b.sureness - a.sureness || compare(a.from, b.from) || compare(a.to, b.to));
  const [gone, came] = [new Set<string>(), new Set<string>()];
  return pairs.flatMap(({ from, to, sureness }) => {
    if (sureness === 0 || gone.has(from) || came.has(to)) return [];
    gone.add(from);
    came.add(to);
    return [`${from} -> ${to}${sureness === 2 ? " confirmed" : ""}`];
  });
}

function columnSureness(renames: Renames): (from: SchemaColumn, to: SchemaColumn) => number {
  return (from, to) => {
    const confirmed = [`New.${from.name}`, `Old.${from.name}`]
      .filter((key) => Object.hasOwn(renames, key))
      .map((key) => renames[key]);
    if (confirmed.length > 0) return confirmed[0] === `New.${to.name}` ? 2 : 0;
    if (from.type !== to.type) return 0;
    const [a, b] = [from.name.toLowerCase(), to.name.toLowerCase()];
    const likeness = a === b ? 1 : 0.99 - distance(a, b) / Math.max(a.length, b.length);
    return likeness < 0.7 ? 0 : likeness;
  };
}

function tableSureness(renames: Renames): (from: SchemaTable, to: SchemaTable) => number {
  return (from, to) => {
    if (Object.hasOwn(renames, from.name)) return renames[from.name] === to.name ? 2 : 0;
    if (knownTableRenames.some(([old, name]) => old === from.name && name === to.name)) return 1;
    const [a, b] = [from, to].map(
      ({ columns: own }) => new Set(own.map(({ name, type }) => `${type} ${name}`)),
    );
    if (a === undefined || b === undefined) return 0;
    const both = [...a].filter((each) => b.has(each)).length;
    const likeness = both / (a.size + b.size - both);
    return Math.min(a.size, b.size) < 3 || likeness < 0.7 ? 0 : likeness;
  };
}

const calls = (): number => vi.mocked(distance).mock.calls.length;

const renameCount = (from: string, to: string): number =>
  findColumnRenames("T", "T", [column(from)], [column(to)], {}).length;

const shown = (renames: readonly Rename<{ readonly name: string }>[]): string[] =>
  renames.map(
    ({ from, to, certainty }) =>
      `${from.name} -> ${to.name}${certainty === "confirmed" ? " confirmed" : ""}`,
  );

const words = fc.constantFrom(
  ..."isp ISP Isp FileName Filename FileNames Name name Port".split(" "),
);
const names = fc.oneof(words, fc.stringMatching(/^[abAB]{1,4}$/), fc.constant("__proto__"));
const columns = fc.uniqueArray(
  fc.tuple(names, fc.constantFrom<KustoType>("string", "long")).map(([n, type]) => column(n, type)),
  { selector: ({ name }) => name, maxLength: 8 },
);
const renamesOf = (from: fc.Arbitrary<string>, to: fc.Arbitrary<string>): fc.Arbitrary<Renames> =>
  fc.dictionary(from, to, { maxKeys: 3 });

test("the search pairs columns as a search over all pairs does", () => {
  const renames = renamesOf(
    fc.tuple(fc.constantFrom("Old", "New", "Other"), names).map((parts) => parts.join(".")),
    fc.tuple(fc.constantFrom("Old", "New"), names).map((parts) => parts.join(".")),
  );
  let found = 0;
  fc.assert(
    fc.property(columns, columns, renames, (removed, added, confirmed) => {
      const result = shown(findColumnRenames("Old", "New", removed, added, confirmed));
      found += result.length;
      expect(result.toSorted()).toEqual(
        searchAll(removed, added, columnSureness(confirmed)).toSorted(),
      );
    }),
    { numRuns: 5000, seed: 1 },
  );
  expect(found).toBeGreaterThan(2000);
});

test("the search pairs tables as a search over all pairs does", () => {
  const tableNames = fc.constantFrom(...knownTableRenames.slice(0, 5).flat(), "A", "B", "C", "D");
  const tables = fc.uniqueArray(
    fc.tuple(tableNames, columns).map(([name, own]) => table(name, own)),
    { selector: ({ name }) => name, maxLength: 6 },
  );
  let found = 0;
  fc.assert(
    fc.property(tables, tables, renamesOf(tableNames, tableNames), (removed, added, confirmed) => {
      const result = shown(findTableRenames(removed, added, confirmed));
      found += result.length;
      expect(result.toSorted()).toEqual(
        searchAll(removed, added, tableSureness(confirmed)).toSorted(),
      );
    }),
    { numRuns: 5000, seed: 2 },
  );
  expect(found).toBeGreaterThan(1000);
});

describe("a schema in which everything changes", () => {
  const many = 20_000;
  const numbered = (prefix: string, count = many): SchemaColumn[] =>
    Array.from({ length: count }, (_, index) => column(`${prefix}${index}`));
  beforeEach(() => {
    vi.mocked(distance).mockClear();
  });

  test("is compared without comparing every two names", () => {
    const before = { tables: [table("T", numbered("Column"))] };
    const after = { tables: [table("T", numbered("Colunm"))] };
    const changes = compareSchemas(before, after, {});
    expect(changes.filter(({ kind }) => kind === "column-removed")).toHaveLength(many);
    expect(changes.filter(({ kind }) => kind === "column-added")).toHaveLength(many);
    expect(calls()).toBe(0);
  });

  test("still has its confirmed renames, and renames that only change the letter case", () => {
    const before = { tables: [table("T", [...numbered("Column"), column("Isp"), column("Old")])] };
    const after = { tables: [table("T", [...numbered("Colunm"), column("ISP"), column("New")])] };
    const renamed = compareSchemas(before, after, { "T.Old": "T.New" }).flatMap((change) =>
      change.kind === "column-renamed" ? [`${change.from} ${change.column}`] : [],
    );
    expect(renamed).toEqual(["Isp ISP", "Old New"]);
  });

  test("with hundreds of columns is searched in full, up to a hundred comparisons for each", () => {
    const found = findColumnRenames("T", "T", numbered("Abcdef", 200), numbered("Abcdeg", 200), {});
    expect([found.length, calls()]).toEqual([200, 200 * 200]);
    findColumnRenames("T", "T", numbered("Abcdef", 201), numbered("Abcdeg", 201), {});
    expect(calls()).toBe(200 * 200);
  });

  test("with long names is compared without searching for renames of those", () => {
    const [long, longer] = ["x".repeat(200), "x".repeat(201)];
    const counts = [renameCount(long, `y${long.slice(1)}`), renameCount(longer, `y${long}`)];
    expect(counts).toEqual([1, 0]);
  });

  test("with thousands of similar tables is compared without comparing every two tables", () => {
    const shared = numbered("Shared", 3);
    const tables = (prefix: string): SchemaTable[] =>
      Array.from({ length: many }, (_, index) => table(`${prefix}${index}`, shared));
    const changes = compareSchemas({ tables: tables("A") }, { tables: tables("B") }, {});
    expect(changes.filter(({ kind }) => kind === "table-removed")).toHaveLength(many);
  });

  test("is compared if all of its columns move", () => {
    const kept = numbered("Column", 200_000);
    const before = { tables: [table("T", kept)] };
    const half = kept.length / 2;
    const after = { tables: [table("T", [...kept.slice(half), ...kept.slice(0, half)])] };
    expect(compareSchemas(before, after, {})).toHaveLength(half);
  });
});
