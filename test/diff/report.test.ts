// Checks what a report contains for each change, and how it is printed for people and for tools.

import { describe, expect, test } from "vitest";
import { buildReport, type DiffReport, unapproved } from "../../generator/diff/build-report.ts";
import { compareSchemas } from "../../generator/diff/compare-schemas.ts";
import { findFindings } from "../../generator/diff/findings.ts";
import { mostOfComment, printMarkdown } from "../../generator/diff/print-markdown.ts";
import { printText, summaryOf } from "../../generator/diff/print-text.ts";
import { changeKey } from "../../generator/diff/schema-change.ts";
import type { Side } from "../../generator/diff/sides/read-side.ts";
import { schemaOf } from "./schema-text.ts";

interface Options {
  readonly renames?: Readonly<Record<string, string>>;
  readonly approvals?: Readonly<Record<string, string>>;
  readonly until?: string;
  /** Returns the locations of each side, by `Table` or `Table.Column`. */
  readonly places?: readonly [Readonly<Record<string, number>>, Readonly<Record<string, number>>];
}

function report(
  before: string,
  after: string,
  { renames = {}, approvals = {}, until, places = [{}, {}] }: Options = {},
): DiffReport {
  const sideOf = (text: string, index: 0 | 1): Side => ({
    schema: schemaOf(text),
    warnings: [],
    locate(table, column) {
      const line = places[index][column === null ? table : `${table}.${column}`];
      return line === undefined ? undefined : { file: `${index}/${table}.csv`, line };
    },
  });
  const sides = { before: sideOf(before, 0), after: sideOf(after, 1) };
  const changes = compareSchemas(sides.before.schema, sides.after.schema, renames);
  return buildReport(changes, sides, new Map(Object.entries(approvals)), until);
}

const lines = (each: DiffReport): string[] =>
  printText(
    each,
    (grade, text) => `<${grade}>${text}`,
    (text) => text,
  );

describe("a change", () => {
  test("has its line in the new schema, in the old schema, or in the new table", () => {
    const places = [
      { T: 1, "T.Gone": 7, "T.Both": 3 },
      { T: 1, "T.New": 5, "T.Both": 4 },
    ] as const;
    const before = "T Gone:int Both:int Lost:int; U x:int";
    const after = "T Both:long New:bool";
    expect(
      report(before, after, { places }).changes.map(({ key, file, line }) => [key, file, line]),
    ).toEqual([
      ["column-removed T.Gone", "0/T.csv", 7],
      ["column-removed T.Lost", "1/T.csv", 1],
      ["column-retyped T.Both int -> long", "1/T.csv", 4],
      ["column-added T.New", "1/T.csv", 5],
      ["table-removed U", null, 0],
    ]);
  });

  test("lists each fix once", () => {
    const [retyped] = report("T x:string", "T x:int").changes;
    expect(retyped).toMatchObject({ types: "breaking", stream: "breaking", grade: "breaking" });
    expect(retyped?.fixes).toEqual([
      "read the column as its new type",
      "rows that passed before are rejected: handle batch.rejected",
    ]);
    expect(report("T x:int", "T x:int y:int").changes[0]?.fixes).toEqual([]);
  });

  test("that renames keeps the old name until a version, only if the rename is confirmed", () => {
    const renames = { "T.Isp": "T.ISP" };
    const fixes = (options: Options): unknown =>
      report("T Isp:int", "T ISP:int", options).changes[0]?.fixes;
    const usual = ["read the column by its new name"];
    expect(fixes({})).toEqual(usual);
    expect(fixes({ renames })).toEqual(usual);
    expect(fixes({ until: "2.0.0" })).toEqual(usual);
    expect(fixes({ renames, until: "2.0.0" })).toEqual([
      ...usual,
      "the types keep the old name until 2.0.0",
    ]);
    const [removed] = report("T x:int y:int", "T x:int", { until: "2.0.0" }).changes;
    expect(removed?.fixes).toEqual(["code that reads the column no longer compiles: remove it"]);
  });

  test("is approved by its own key, if it is breaking", () => {
    const approvals = {
      "column-removed T.Gone": "agreed",
      "column-added T.New": "not needed",
      "column-removed T.Other": "of another column",
    };
    const result = report("T Gone:string Lost:string x:int", "T x:int New:bool", { approvals });
    expect(result.changes.map(({ approved }) => approved)).toEqual(["agreed", null, null]);
    expect(unapproved(result)).toEqual(["column-removed T.Lost"]);
    expect(result.staleApprovals).toEqual(["column-added T.New", "column-removed T.Other"]);
  });

  test("is counted by the worse of its grades", () => {
    const { grades } = report("T a:int b:string c:int", "T b:string a:long c:int d:bool e:bool");
    expect(grades).toEqual({ breaking: 1, additive: 2, neutral: 1 });
  });
});

const mixed = report(
  "T Gone:string Old:guid x:int; U y:int z:int",
  "T x:int New:bool; U z:int y:int",
  {
    approvals: { "column-removed T.Gone": "agreed" },
  },
);

test("the text lists each table once, what a change breaks, and the fix", () => {
  expect(lines(mixed)).toEqual([
    "T",
    "  <breaking>breaking  column Gone string is no longer in the rows (types: code that reads the column no longer compiles: remove it) [approved: agreed]",
    "  <breaking>breaking  column Old guid is no longer in the rows (types: code that reads the column no longer compiles: remove it)",
    "  <additive>additive  new column New bool",
    "U",
    "  <neutral>neutral   column z moved to position 1",
    "2 breaking (1 approved), 1 additive, 1 neutral: a major version",
  ]);
  const both = report("T x:int; U y:int", "T x:int");
  expect(lines(both)[1]).toContain("(types and stream: imports of the table no longer compile");
  expect(summaryOf(report("T x:int", "T x:int"))).toBe("no changes");
});

test("findings start with the worst one, and have fixes", () => {
  expect(findFindings(mixed).map(({ level, message }) => `${level} ${message}`)).toEqual([
    "error T: column Old guid is no longer in the rows (code that reads the column no longer compiles: remove it)",
    "warning T: column Gone string is no longer in the rows (approved: agreed)",
    "notice T: new column New bool",
    "notice U: column z moved to position 1",
  ]);
});

const printed = (each: DiffReport): string[] => printMarkdown(each, mostOfComment).split("\n");
const keys = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, "agreed"]));

describe("the Markdown report", () => {
  test("has a table of breaking changes, and folds the others", () => {
    expect(printed(mixed)).toEqual([
      "<!-- huntgen diff -->",
      "",
      "### Schema changes",
      "",
      "2 breaking (1 approved), 1 additive, 1 neutral: a major version.",
      "",
      "| table | change | types | stream | what to do |",
      "| --- | --- | --- | --- | --- |",
      "| <code>T</code> | column Old guid is no longer in the rows | breaking | neutral | code that reads the column no longer compiles: remove it |",
      "| <code>T</code> | column Gone string is no longer in the rows | breaking | neutral | approved: agreed |",
      "",
      "<details><summary>2 more changes</summary>",
      "",
      "| table | change | types | stream | what to do |",
      "| --- | --- | --- | --- | --- |",
      "| <code>T</code> | new column New bool | additive | additive |  |",
      "| <code>U</code> | column z moved to position 1 | neutral | neutral |  |",
      "",
      "</details>",
      "",
    ]);
    expect(printed(report("T x:int", "T x:int y:int"))).toContain(
      "<details><summary>1 change</summary>",
    );
    expect(printed(report("T x:int", "T x:int"))).toEqual([
      "<!-- huntgen diff -->",
      "",
      "### Schema changes",
      "",
      "no changes.",
      "",
    ]);
  });

  test("lists a few approvals that are not needed, and counts the others", () => {
    const listed = (count: number): string[] =>
      printed(report("T x:int", "T x:int", { approvals: keys(count) })).filter((line) =>
        line.startsWith("- "),
      );
    expect(listed(5)).toHaveLength(5);
    expect(listed(7)).toEqual([
      ...Object.keys(keys(5)).map((key) => `- <code>${key}</code>`),
      "- and 2 more",
    ]);
  });

  test("has twenty rows before the fold", () => {
    const columns = Array.from({ length: 21 }, (_, index) => `C${index}:int`).join(" ");
    const result = printed(report(`T x:bool ${columns}`, "T x:bool"));
    const fold = result.indexOf("<details><summary>1 more change</summary>");
    expect(result.slice(0, fold).filter((line) => line.startsWith("| <code>"))).toHaveLength(20);
  });
});

test("the text states whether a change breaks types, the stream, or both", () => {
  const text = lines(report("T a:string b:long c:string", "T a:guid b:int")).join("\n");
  expect(text).toMatch(/column a .* \(stream: /);
  expect(text).toMatch(/column b .* \(types and stream: /);
  expect(text).toMatch(/column c .* \(types: /);
});

function keysOf(before: string, after: string, renames = {}): string[] {
  return compareSchemas(schemaOf(before), schemaOf(after), renames).map(changeKey);
}

test("each kind of change has a key of its own for approvals", () => {
  expect(keysOf("T Old:int", "T New:int", { "T.Old": "T.New" })).toEqual([
    "column-renamed T.Old -> New",
  ]);
  expect(keysOf("Old a:int", "New a:int", { Old: "New" })).toEqual(["table-renamed Old -> New"]);
  expect(keysOf("T a:int b:int", "T a:long")).toEqual([
    "column-removed T.b",
    "column-retyped T.a int -> long",
  ]);
});
