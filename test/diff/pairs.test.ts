// Checks the changes and grades of each pair of schemas.

import { expect, test } from "vitest";
import { compareSchemas } from "../../generator/diff/compare-schemas.ts";
import { describeChange } from "../../generator/diff/describe-change.ts";
import { gradeChange } from "../../generator/diff/grade-changes.ts";
import { history, pairs, retypingPairs } from "./pairs.ts";
import { schemaOf } from "./schema-text.ts";

function report(
  before: string,
  after: string,
  renames: Readonly<Record<string, string>>,
): string[] {
  return compareSchemas(schemaOf(before), schemaOf(after), renames).map((change) => {
    const { types, stream } = gradeChange(change);
    return `${change.table} ${types.grade} ${stream.grade} ${describeChange(change)}`;
  });
}

test.each([...pairs, ...retypingPairs])(
  "reports the changes of $name",
  ({ before, after, renames = {}, changes }) => {
    expect(report(before, after, renames)).toEqual(changes);
  },
);

test.each(history)("recognizes a rename of the past: %s became %s", (from, to) => {
  expect(report(`${from} x:int`, `${to} x:int y:string`, {})).toEqual([
    `${to} breaking breaking table likely renamed from ${from}`,
    `${to} additive additive new column y string`,
  ]);
});

test("the list has enough pairs", () => {
  expect(pairs.length + retypingPairs.length + history.length).toBeGreaterThan(120);
});
