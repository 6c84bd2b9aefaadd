// Runs huntgen diff as a process and checks what it compares, what it reports, and when it exits
// with 1.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { createSharedProject, csv, type Project } from "../support/scratch-project.ts";

const before = csv("Id:long", "Isp:string", "Port:int");
const after = csv("Id:long", "ISP:string", "Port:int", "Extra:bool");
const renamed =
  "  breaking  column ISP likely renamed from Isp (types: read the column by its new name)";
const told = `DeviceInfo\n${renamed}\n  additive  new column Extra bool\n1 breaking, 1 additive, 0 neutral: a major version\n`;

function createSides(files: Readonly<Record<string, string>> = {}): Project {
  return createSharedProject({ "a/DeviceInfo.csv": before, "b/DeviceInfo.csv": after, ...files });
}

function git(project: Project, ...args: string[]): void {
  const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  execFileSync("git", [...identity, ...args], { cwd: project.dir, stdio: "ignore" });
}

describe.concurrent("huntgen diff", () => {
  test("compares directories of exports", async () => {
    const project = createSides();
    expect(await project.run("diff", "a", "b")).toEqual({ status: 1, stdout: told, stderr: "" });
    expect(await project.run("diff", "a", "a")).toEqual({
      status: 0,
      stdout: "no changes\n",
      stderr: "",
    });
  });

  test("compares the manifest of generated files, with the modes of long in force", async () => {
    const project = createSharedProject({ "input-schemas/DeviceInfo.csv": before });
    expect((await project.run("generate")).status).toBe(0);
    project.write("input-schemas/DeviceInfo.csv", after);
    expect(await project.run("diff", "generated/manifest.json", ".")).toMatchObject({
      status: 1,
      stdout: told,
    });
    project.write("input-schemas/DeviceInfo.csv", before);
    project.write("huntgen.config.json", '{ "long": "string" }');
    expect((await project.run("diff", "generated/manifest.json", ".")).stdout).toContain(
      "column Id is long as string, no longer long",
    );
  });

  test("compares a git revision, with the configuration of that revision", async () => {
    const project = createSharedProject({
      "sub/huntgen.config.json": '{ "input": "exports", "long": "bigint" }',
      "sub/exports/DeviceInfo.csv": before,
      "other.txt": "not read",
    });
    git(project, "init");
    git(project, "add", ".");
    git(project, "commit", "-m", "first");
    project.write("sub/exports/DeviceInfo.csv", after);
    const inSub = { cwd: "sub" };
    expect(await project.runWith(inSub, "diff", "HEAD", ".")).toMatchObject({
      status: 1,
      stdout: told,
    });
    expect(await project.runWith(inSub, "diff", "HEAD", "HEAD")).toMatchObject({ status: 0 });
    for (const name of ["HEAD:sub", "nothing", "a b", "$(touch x)", "^HEAD"]) {
      const { status, stderr } = await project.runWith(inSub, "diff", name, ".");
      expect([status, stderr]).toEqual([
        2,
        `${name}: not a directory, a manifest.json or a git revision here [no-schema]\n`,
      ]);
    }
    expect(project.list("sub")).toEqual(["exports/DeviceInfo.csv", "huntgen.config.json"]);
  });

  test("writes a revision only into a temporary directory", async () => {
    const project = createSharedProject({
      "sub/huntgen.config.json": '{ "input": "../schemas" }',
      "schemas/DeviceInfo.csv": before,
    });
    git(project, "init");
    git(project, "add", ".");
    git(project, "commit", "-m", "first");
    project.write("schemas/DeviceInfo.csv", after);
    project.write("tmp/x", "");
    const options = { cwd: "sub", env: { TMPDIR: `${project.dir}/tmp` } };
    expect(await project.runWith(options, "diff", "HEAD", ".")).toMatchObject({ stdout: told });
    expect(project.list("tmp")).toEqual(["x"]);
  });

  test("reports problems in a revision with the revision's own file names", async () => {
    const project = createSharedProject({ "input-schemas/X.csv": csv("a:lnog") });
    git(project, "init");
    git(project, "add", ".");
    git(project, "commit", "-m", "first");
    project.write("input-schemas/X.csv", csv("a:long"));
    expect(await project.run("diff", "HEAD", ".")).toEqual({
      status: 2,
      stdout: "",
      stderr:
        'HEAD:input-schemas/X.csv:2: unknown column type "lnog", did you mean "long"? [unknown-type]\n',
    });
  });

  test("reports why the approvals cannot be read", async () => {
    const project = createSides({ "huntgen.approvals.json/x": "" });
    const { status, stderr } = await project.run("diff", "a", "b");
    expect([status, stderr]).toEqual([2, expect.stringContaining("[invalid-approvals]")]);
  });

  test("applies an approval to one change only", async () => {
    const project = createSharedProject({
      "a/all.csv": "TableName,ColumnName,ColumnType\nA,x,int\nA,B.C,int\nA.B,x,int\nA.B,C,int\n",
      "b/all.csv": "TableName,ColumnName,ColumnType\nA,x,int\nA.B,x,int\n",
    });
    const { stdout } = await project.run("diff", "a", "b", "--format", "json");
    const { changes } = JSON.parse(stdout) as { changes: { key: string }[] };
    expect(changes.map(({ key }) => key)).toEqual([
      'column-removed A."B.C"',
      'column-removed "A.B".C',
    ]);
  });

  test("prints JSON that matches its schema", async () => {
    const { status, stdout } = await createSides().run("diff", "a", "b", "--format", "json");
    const schema: object = JSON.parse(
      readFileSync(new URL("../../huntgen.diff.schema.json", import.meta.url), "utf8"),
    );
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
    const report: unknown = JSON.parse(stdout);
    expect([status, validate(report), validate.errors]).toEqual([1, true, null]);
    expect(report).toMatchObject({
      bump: "major",
      grades: { breaking: 1, additive: 1, neutral: 0 },
      changes: [
        { key: "column-renamed DeviceInfo.Isp -> ISP", file: "b/DeviceInfo.csv", line: 3 },
        { key: "column-added DeviceInfo.Extra", file: "b/DeviceInfo.csv", line: 5 },
      ],
    });
  });

  test("prints Markdown with escaped names, and the same each time", async () => {
    const evil = "a|b`c`<img>@team[x](y)";
    const project = createSides({ "b/Other.csv": csv("x:int", `${evil}:string`) });
    project.write("a/Other.csv", csv("x:int"));
    const { stdout } = await project.run("diff", "a", "b", "--format", "markdown");
    expect((await project.run("diff", "a", "b", "--format", "markdown")).stdout).toBe(stdout);
    expect(stdout).toMatch(/^<!-- huntgen diff -->\n\n### Schema changes\n/);
    expect(stdout).toContain("<details><summary>2 more changes</summary>");
    const row = stdout.split("\n").find((line) => line.includes("Other"));
    expect(row?.replace("<code>Other</code>", "")).not.toMatch(/(?<!\\)[`<[]|@(?!&#8203;)/);
    expect(row?.split(/(?<!\\)\|/)).toHaveLength(7);
  });

  test("annotates at most ten locations for GitHub, breaking changes first", async () => {
    const many = Array.from({ length: 12 }, (_, index) => `New${index}:int`);
    const project = createSides({
      "b/Other.csv": csv("x:int", ...many),
      "a/Other.csv": csv("x:int"),
    });
    project.write("summary.md", "");
    const env = { GITHUB_STEP_SUMMARY: `${project.dir}/summary.md` };
    const { status, stdout } = await project.runWith(
      { env },
      "diff",
      "a",
      "b",
      "--format",
      "github",
    );
    const lines = stdout.trimEnd().split("\n");
    expect(status).toBe(1);
    expect(lines).toHaveLength(10);
    expect(lines[0]).toBe(
      "::error file=b/DeviceInfo.csv,line=3,title=huntgen%3A column-renamed::DeviceInfo: column ISP likely renamed from Isp (read the column by its new name)",
    );
    expect(project.read("summary.md")).toContain("New11");
  });

  test("prints SARIF with a location for each change", async () => {
    const { stdout } = await createSides().run("diff", "a", "b", "--format", "sarif");
    const log = JSON.parse(stdout) as { version: string; runs: [{ results: unknown[] }] };
    expect(log.version).toBe("2.1.0");
    expect(log.runs[0].results).toMatchObject([
      {
        ruleId: "column-renamed",
        level: "error",
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "b/DeviceInfo.csv" },
              region: { startLine: 3 },
            },
          },
        ],
      },
      { ruleId: "column-added", level: "note" },
    ]);
  });

  test("accepts approved changes, and lists approvals that are no longer needed", async () => {
    const project = createSides();
    expect(await project.run("diff", "a", "b", "--approve")).toEqual({
      status: 2,
      stdout: "",
      stderr: "--approve requires --reason\nSee: huntgen diff --help\n",
    });
    expect(await project.run("diff", "a", "b", "--approve", "--reason", " ")).toMatchObject({
      status: 2,
      stderr: "--reason: must not be empty; write why the changes are acceptable [invalid-flag]\n",
    });
    const reason = ["--reason", "agreed with the SOC"];
    expect(await project.run("diff", "a", "b", "--approve", ...reason)).toMatchObject({
      status: 0,
      stderr:
        "approved: column-renamed DeviceInfo.Isp -> ISP\n1 change approved in huntgen.approvals.json\n",
    });
    expect(JSON.parse(project.read("huntgen.approvals.json"))).toEqual({
      "column-renamed DeviceInfo.Isp -> ISP": "agreed with the SOC",
    });
    const approved = await project.run("diff", "a", "b");
    expect(approved.status).toBe(0);
    expect(approved.stdout).toContain("[approved: agreed with the SOC]");
    expect(await project.run("diff", "a", "a")).toMatchObject({
      status: 0,
      stderr:
        "huntgen.approvals.json: approval is no longer needed: column-renamed DeviceInfo.Isp -> ISP\n",
    });
    project.write("huntgen.approvals.json", "[]");
    expect(await project.run("diff", "a", "b")).toMatchObject({
      status: 2,
      stderr:
        "huntgen.approvals.json: must be an object that maps the key of each approved change to its reason [invalid-approvals]\n",
    });
  });

  test("reports a confirmed rename as a rename", async () => {
    const project = createSides({
      "huntgen.config.json":
        '{ "renames": { "DeviceInfo.Isp": "DeviceInfo.ISP" }, "legacyNamesUntil": "2.0.0" }',
    });
    expect((await project.run("diff", "a", "b")).stdout).toContain(
      "column ISP renamed from Isp (types: read the column by its new name; the types keep the old name until 2.0.0)",
    );
  });

  test.each([
    ["major", 0],
    ["minor", 1],
    ["patch", 1],
  ])("returns, with --require %s, the exit code %i", async (bump, status) => {
    expect((await createSides().run("diff", "a", "b", "--require", bump)).status).toBe(status);
  });

  test.each([
    ["an additive change", "minor", 0, csv("Id:long", "Isp:string", "Port:int", "Extra:bool")],
    ["an additive change", "patch", 1, csv("Id:long", "Isp:string", "Port:int", "Extra:bool")],
    ["a neutral change", "patch", 0, csv("Isp:string", "Id:long", "Port:int")],
    ["no change", "patch", 0, before],
  ])("compares %s, and with --require %s exits with %i", async (_name, bump, status, text) => {
    const project = createSides({ "b/DeviceInfo.csv": text });
    expect((await project.run("diff", "a", "b", "--require", bump)).status).toBe(status);
  });

  test("reports what is wrong with a side", async () => {
    const project = createSides({ "c/X.csv": "nothing", "m.json": '{ "tables": [{}] }' });
    expect(await project.run("diff", "c", "b")).toMatchObject({ status: 2, stdout: "" });
    expect(await project.run("diff", "m.json", "b")).toMatchObject({
      status: 2,
      stderr:
        "m.json: expected a manifest.json generated by huntgen, with the columns of its tables [no-schema]\n",
    });
  });
});

test("generate --check reports stale files in every format", async () => {
  const project = createSharedProject({ "input-schemas/A.csv": csv("x:int") });
  const check = ["generate", "--check", "--format"];
  for (const [format, content] of [
    ["text", "generated has not been generated yet\n\nmissing generated/event-hubs.ts\n"],
    ["json", '"generated has not been generated yet"'],
    [
      "github",
      "title=huntgen%3A no-manifest::generated has not been generated yet; generated is out",
    ],
  ] as const) {
    const { status, stdout } = await project.run(...check, format);
    expect([status, stdout]).toEqual([1, expect.stringContaining(content)]);
  }
  expect((await project.run("generate")).status).toBe(0);
  expect(await project.run(...check, "json")).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('"clean": true'),
  });
  expect((await project.run("generate", "--format", "json")).status).toBe(2);
});
