// The section of a version in CHANGELOG.md, and files that are replaced as a whole or not at all.

import { mkdirSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { approve, readApprovals } from "../../generator/evolve/approvals.ts";
import {
  type Approvals,
  buildReport,
  type DiffReport,
} from "../../generator/evolve/build-report.ts";
import { compareSchemas } from "../../generator/evolve/compare-schemas.ts";
import { writeRelease } from "../../generator/evolve/release.ts";
import { replaceFile } from "../../generator/replace/replace-file.ts";
import { createProject, type Project } from "../scratch-project.ts";
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
    before: { schema: old, placeOf: () => undefined },
    after: { schema: current, placeOf: () => undefined },
  };
  return buildReport(compareSchemas(old, current, {}), sides, approvals);
}

const changed = report("T x:string gone:int y:int z:int", "T z:int y:int x:int new:int");
const section = [
  "## 2.0.0",
  "",
  "### Breaking",
  "",
  "- T: column gone int removed &#40;reads of the column no longer compile: drop them&#41;",
  "- T: column x retyped from string to int &#40;read the column as its new type; rows that passed are rejected: handle batch&#46;rejected&#41;",
  "",
  "### Added",
  "",
  "- T: new column new int",
  "",
  "### Other",
  "",
  "- T: column z moved to place 1",
  "- T: column y moved to place 2",
  "",
].join("\n");

test.each([
  ["no changelog", undefined, `# Changelog\n\n${section}`],
  ["a title only", "# Changelog\n\n\n", `# Changelog\n\n${section}`],
  ["nothing", "", `\n\n${section}`],
  [
    "earlier versions",
    "# Log\n\ntext\n\n## 1.0.0\n\n- a\n",
    `# Log\n\ntext\n\n${section}\n## 1.0.0\n\n- a\n`,
  ],
  ["a version at its start", "## 1.0.0\n", `\n\n${section}\n## 1.0.0\n`],
  ["a title of another level", "# Log\n\n### x\n", `# Log\n\n### x\n\n${section}`],
])("a section is put on top of %s", (_name, text, expected) => {
  const project = enter(text === undefined ? {} : { "CHANGELOG.md": text });
  writeRelease(changed, "2.0.0");
  expect(project.contents()).toEqual({ "CHANGELOG.md": expected });
});

test("a section has only the parts that have changes", () => {
  const project = enter();
  writeRelease(report("T x:int", "T x:int y:int"), "1.1.0");
  expect(project.read("CHANGELOG.md")).toBe(
    "# Changelog\n\n## 1.1.0\n\n### Added\n\n- T: new column y int\n",
  );
});

test("a file that cannot be replaced is left as it is, with nothing next to it", () => {
  const project = enter({ "full/x": "kept" });
  mkdirSync("empty");
  for (const file of ["full", "none/x", "full/x/y"]) {
    expect(() => replaceFile(file, "new")).toThrow(
      /^(?:full|none\/x|full\/x\/y): cannot be written, nothing was changed: .*\(E[A-Z]+\) \[unwritable-output\]$/,
    );
  }
  expect(project.contents()).toEqual({ "full/x": "kept" });
  replaceFile("full/x", "new");
  expect(project.contents()).toEqual({ "full/x": "new" });
});

test("approvals are added in the order of their keys, and those that nothing needs go", () => {
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
  ["[]", "must be an object: the reason of each approved change by its key"],
  ["null", "must be an object: the reason of each approved change by its key"],
  ['"text"', "must be an object: the reason of each approved change by its key"],
  ['{ "a": "x", "b": 1 }', "every reason must be text"],
  ["{", "cannot be read: "],
])("approvals that are %s are refused", (text, message) => {
  enter({ "huntgen.approvals.json": text });
  expect(() => readApprovals()).toThrow(`huntgen.approvals.json: ${message}`);
  expect(() => readApprovals()).toThrow(/\[invalid-approvals\]$/);
});

test("without a file there are no approvals", () => {
  enter();
  expect(readApprovals()).toEqual(new Map());
});
