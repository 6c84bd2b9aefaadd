// Checks what the sides of a comparison are, in the process of the test: the quick half of
// test/diff/diff-sides.test.ts.

import { execFileSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { loadConfig } from "../../generator/config.ts";
import { readSide } from "../../generator/diff/sides/read-side.ts";
import { resolveSideName } from "../../generator/diff/sides/side-name.ts";
import { createProject, csv } from "../support/scratch-project.ts";

const [home, searchPath] = [process.cwd(), process.env["PATH"]];
afterEach(() => {
  process.chdir(home);
  process.env["PATH"] = searchPath;
});

function git(...args: string[]): string {
  const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  return execFileSync("git", [...identity, ...args], { encoding: "utf8" }).trim();
}

/** Enters a project with a commit of these files. */
function enter(files: Readonly<Record<string, string>>, folder = "."): string {
  const project = createProject(files);
  process.chdir(project.dir);
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "-m", "first text");
  process.chdir(folder);
  return project.dir;
}

const exported = { "input-schemas/T.csv": csv("Id:long", "Name:string") };
const columnsOf = (name: string): unknown =>
  readSide(name, loadConfig()).schema.tables.map((table) => [
    table.name,
    table.columns.map((column) => `${column.name}:${column.type}/${column.long}`),
  ]);
const columns = ["Id:long/exact", "Name:string/exact"];

test("a name is a path, a revision, or is refused", () => {
  const dir = enter({ ...exported, "HEAD/T.csv": "", "--x/T.csv": "" });
  const commit = git("rev-parse", "HEAD");
  for (const path of [".", "./HEAD", "input-schemas", `${dir}/HEAD`, "./HEAD/..", "--x"]) {
    expect(resolveSideName(path)).toEqual({ kind: "path", path });
  }
  for (const revision of ["HEAD", ":/text", "HEAD^{/first}", commit.slice(0, 8)]) {
    expect(resolveSideName(`git:${revision}`)).toEqual({ kind: "revision", revision, commit });
  }
  expect(resolveSideName(":/text")).toEqual({ kind: "revision", revision: ":/text", commit });
  const refusals = {
    HEAD: '"HEAD" is both a path and a git revision; write ./HEAD or git:HEAD [ambiguous-side]',
    "./none": "no such file or directory [no-schema]",
    "git:none": "not a git revision here [no-schema]",
    "git:--all": "not a git revision here [no-schema]",
    "git:HEAD:input-schemas": "not a git revision here [no-schema]",
    none: "not a directory, a manifest.json or a git revision here [no-schema]",
  };
  for (const [name, message] of Object.entries(refusals)) {
    expect(() => resolveSideName(name)).toThrow(`${name}: ${message}`);
  }
});

test("a refusal of git is reported with its reason", () => {
  const dir = enter({ ...exported, "bin/git": "#!/bin/sh\necho 'fatal: dubious' >&2\nexit 128\n" });
  chmodSync(`${dir}/bin/git`, 0o755);
  process.env["PATH"] = `${dir}/bin`;
  expect(() => resolveSideName("git:HEAD")).toThrow('not a git revision here: "fatal: dubious" [');
});

test.each([
  ["in the default directory", exported, "."],
  [
    "next to the configuration",
    { "a/huntgen.config.json": '{ "input": "." }', "a/T.csv": exported["input-schemas/T.csv"] },
    "a",
  ],
  [
    "in a parent directory",
    {
      "a/b/huntgen.config.json": '{ "input": "../../c" }',
      "c/T.csv": exported["input-schemas/T.csv"],
    },
    "a/b",
  ],
])("a revision is read from the exports %s", (_name, files, folder) => {
  enter(files, folder);
  expect(columnsOf("git:HEAD")).toEqual([["T", columns]]);
  expect(columnsOf(".")).toEqual([["T", columns]]);
});

test("a revision uses its own file names in locations and in problems", () => {
  enter(exported);
  const side = readSide("git:HEAD", loadConfig());
  expect(side.locate("T", "Name")).toEqual({ file: "input-schemas/T.csv", line: 3 });
  expect(side.locate("T", null)).toEqual({ file: "input-schemas/T.csv", line: 1 });
  expect([side.locate("T", "none"), side.locate("none", "Id")]).toEqual([undefined, undefined]);
});

test.each([
  [{ "input-schemas/T.csv": csv("Id:lnog") }, /^HEAD:input-schemas\/T\.csv:2: unknown column type/],
  [{ ...exported, "huntgen.config.json": "{" }, /^HEAD:huntgen\.config\.json:1: not valid JSON/],
  [{ "other/T.csv": "" }, /^HEAD: this revision has no exports in "input-schemas" \[no-schema\]$/],
])("a revision uses its own file names in problems: %j", (files, problem) => {
  const config = loadConfig();
  enter(files);
  expect(() => readSide("git:HEAD", config)).toThrow(problem);
});

function enterManifest(text: string): void {
  process.chdir(createProject({ "manifest.json": text }).dir);
}

const manifestOf = (column: string): string =>
  `{ "tables": [{ "name": "T", "export": "T.csv", "columns": [${column}] }] }`;

test.each([
  ['["Id", "long"]', "Id:long/exact"],
  ['["Id", "long", "bigint"]', "Id:long/bigint"],
])("the column %s of a manifest is valid", (column, read) => {
  enterManifest(manifestOf(column));
  expect(columnsOf("./manifest.json")).toEqual([["T", [read]]]);
});

test.each([
  '["Id", "lnog"]',
  '["Id", 1]',
  '[1, "long"]',
  '["Id", "long", "other"]',
  '["Id", "long", 1]',
  "[]",
])("the column %s of a manifest is not valid", (column) => {
  enterManifest(manifestOf(column));
  expect(() => readSide("./manifest.json", loadConfig())).toThrow(
    'table "T" has a column with an invalid name, type or mode [no-schema]',
  );
});

test.each([
  "[]",
  "{",
  '{ "tables": {} }',
  '{ "tables": [{ "name": "T", "columns": [] }] }',
  '{ "tables": [{ "name": "T", "export": "x", "columns": {} }] }',
  '{ "tables": [{ "export": "x", "columns": [] }] }',
])("the manifest %s is not valid", (text) => {
  enterManifest(text);
  expect(() => readSide("./manifest.json", loadConfig())).toThrow(
    /^\.\/manifest\.json: expected .* \[no-schema\]$/,
  );
});

test("a schema that a union has merged is refused, as generate refuses it", () => {
  const merged =
    /: "ReportId_long", "ReportId_string": this schema .* `union` .* \[merged-schemas\]$/;
  const config = loadConfig();
  enter({
    "input-schemas/T.csv": csv("DeviceId:string", "ReportId_long:long", "ReportId_string:string"),
  });
  expect(() => readSide("./input-schemas", config)).toThrow(merged);
  expect(() => readSide("git:HEAD", config)).toThrow(merged);
  enterManifest(
    manifestOf('["DeviceId", "string"], ["ReportId_long", "long"], ["ReportId_string", "string"]'),
  );
  expect(() => readSide("./manifest.json", config)).toThrow(merged);
});
