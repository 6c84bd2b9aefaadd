// Checks which version a set of changes requires.

import { describe, expect, test } from "vitest";
import { buildReport, unapproved } from "../../generator/diff/build-report.ts";
import { compareSchemas } from "../../generator/diff/compare-schemas.ts";
import {
  type Bump,
  findBump,
  type Grade,
  type GradedChange,
  worstGrade,
  isTooSmall,
} from "../../generator/diff/grade-changes.ts";
import { summaryOf } from "../../generator/diff/print-text.ts";
import { schemaOf } from "./schema-text.ts";

function graded(types: Grade, stream: Grade): GradedChange {
  return {
    change: { kind: "table-removed", table: "T" },
    types: { grade: types, fix: "" },
    stream: { grade: stream, fix: "" },
  };
}

test.each<[Grade, Grade, Grade]>([
  ["breaking", "breaking", "breaking"],
  ["breaking", "additive", "breaking"],
  ["breaking", "neutral", "breaking"],
  ["additive", "breaking", "breaking"],
  ["additive", "additive", "additive"],
  ["additive", "neutral", "additive"],
  ["neutral", "breaking", "breaking"],
  ["neutral", "additive", "additive"],
  ["neutral", "neutral", "neutral"],
])("the worst grade of %s for types and %s for the stream is %s", (types, stream, worst) => {
  expect(worstGrade(graded(types, stream))).toBe(worst);
});

test.each<[readonly Grade[], Bump | undefined]>([
  [[], undefined],
  [["neutral"], "patch"],
  [["neutral", "neutral"], "patch"],
  [["additive"], "minor"],
  [["additive", "neutral"], "minor"],
  [["neutral", "additive"], "minor"],
  [["breaking"], "major"],
  [["additive", "breaking"], "major"],
  [["neutral", "additive", "breaking"], "major"],
])("changes that are %j require a version that is %s", (grades, bump) => {
  for (const pick of [
    (grade: Grade) => graded(grade, "neutral"),
    (grade: Grade) => graded("neutral", grade),
  ]) {
    expect(findBump(grades.map(pick))).toBe(bump);
  }
});

const old = "T x:int y:string z:guid";

describe.each<[string, string, Bump | null, string]>([
  ["nothing", old, null, "no changes"],
  [
    "columns in another order",
    "T y:string x:int z:guid",
    "patch",
    "0 breaking, 0 additive, 1 neutral: a patch version",
  ],
  ["a new column", `${old} w:bool`, "minor", "0 breaking, 1 additive, 0 neutral: a minor version"],
  ["a new table", `${old}; U x:int`, "minor", "0 breaking, 1 additive, 0 neutral: a minor version"],
  [
    "a column that accepts more and has the same type",
    "T x:int y:string z:string",
    "minor",
    "0 breaking, 1 additive, 0 neutral: a minor version",
  ],
  [
    "a removed column",
    "T x:int y:string",
    "major",
    "1 breaking, 0 additive, 0 neutral: a major version",
  ],
  [
    "a removed column, a new column and a moved column",
    "T y:string x:int w:bool",
    "major",
    "1 breaking, 1 additive, 1 neutral: a major version",
  ],
])("%s", (_name, after, bump, summary) => {
  const schemas = [schemaOf(old), schemaOf(after)] as const;
  const side = (index: 0 | 1) => ({ schema: schemas[index], locate: () => undefined });
  const changes = compareSchemas(...schemas, {});
  const sides = { before: side(0), after: side(1) };

  test(`requires ${bump ?? "no version"}`, () => {
    const report = buildReport(changes, sides, new Map());
    expect([report.bump, summaryOf(report)]).toEqual([bump, summary]);
  });

  test("requires the same version if it is approved", () => {
    const keys = buildReport(changes, sides, new Map()).changes.map(({ key }) => key);
    const report = buildReport(changes, sides, new Map(keys.map((key) => [key, "agreed"])));
    expect([report.bump, unapproved(report)]).toEqual([bump, []]);
  });
});

test("a version is large enough for a change or too small", () => {
  const bumps: readonly Bump[] = ["patch", "minor", "major"];
  const tooSmall = bumps.map((given) => bumps.map((needed) => isTooSmall(given, needed)));
  expect(tooSmall).toEqual([
    [false, true, true],
    [false, false, true],
    [false, false, false],
  ]);
  expect(bumps.map((given) => isTooSmall(given, null))).toEqual([false, false, false]);
});
