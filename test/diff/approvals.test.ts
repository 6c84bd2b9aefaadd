// Checks how approvals of breaking changes are read and added.

import { afterEach, expect, test } from "vitest";
import { approve, readApprovals } from "../../generator/diff/approvals.ts";
import { type Approvals, buildReport, type DiffReport } from "../../generator/diff/build-report.ts";
import { compareSchemas } from "../../generator/diff/compare-schemas.ts";
import { createProject, type Project } from "../support/scratch-project.ts";
import { schemaOf } from "./schema-text.ts";

const home = process.cwd();
afterEach(() => process.chdir(home));

function enter(files: Readonly<Record<string, string>> = {}): Project {
  const project = createProject(files);
  process.chdir(project.dir);
  return project;
}

function report(before: string, after: string, approvals: Approvals = new Map()): DiffReport {
  const [old, current] = [schemaOf(before), schemaOf(after)];
  const sides = {
    before: { schema: old, locate: () => undefined },
    after: { schema: current, locate: () => undefined },
  };
  return buildReport(compareSchemas(old, current, {}), sides, approvals);
}

test("adding approvals sorts them by key and removes those that are not needed", () => {
  const old = { "column-removed T.z": "earlier", stale: "x" };
  const project = enter({ "huntgen.approvals.json": JSON.stringify(old) });
  const approvals = readApprovals();
  const added = approve(report("T x:int a:int z:int", "T x:int", approvals), approvals, "agreed");
  expect(added).toEqual(["column-removed T.a"]);
  expect(project.read("huntgen.approvals.json")).toBe(
    '{\n  "column-removed T.a": "agreed",\n  "column-removed T.z": "earlier"\n}\n',
  );
  expect([...readApprovals().values()]).toEqual(["agreed", "earlier"]);
});

test.each([
  ["[]", ": must be an object that maps the key of each approved change to its reason"],
  ["null", ": must be an object that maps the key of each approved change to its reason"],
  ['"text"', ": must be an object that maps the key of each approved change to its reason"],
  ['{ "a": "x", "b": 1 }', ": every reason must be a string"],
  ["{", ":1: not valid JSON: "],
])("approvals that are %s are rejected", (text, message) => {
  enter({ "huntgen.approvals.json": text });
  expect(() => readApprovals()).toThrow(`huntgen.approvals.json${message}`);
  expect(() => readApprovals()).toThrow(/\[invalid-approvals\]$/);
});

test("a missing file means that there are no approvals", () => {
  enter();
  expect(readApprovals()).toEqual(new Map());
});
