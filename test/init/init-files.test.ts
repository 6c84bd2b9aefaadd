// Checks the attributes of git and the workflow that huntgen init writes, with git and GitHub's schema.

import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { validateWorkflow } from "@action-validator/core";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { createProject, type Project } from "../support/scratch-project.ts";

async function init(project: Project, ...args: string[]): Promise<void> {
  const outcome = await project.run("init", "--no-exports", ...args);
  expect(outcome).toMatchObject({ status: 0, stdout: "" });
}

/** The attributes that git finds for a file. */
function attributesOf(project: Project, file: string): string {
  if (!existsSync(path.join(project.dir, ".git"))) git(project, "init", "-q");
  const printed = git(project, "check-attr", "-z", "linguist-generated", "text", "eol", "--", file);
  return printed
    .split("\0")
    .filter((_, index) => index % 3 === 2)
    .join(" ");
}

function git(project: Project, ...args: string[]): string {
  return execFileSync("git", args, { cwd: project.dir, encoding: "utf8" });
}

const line = "generated/** linguist-generated text eol=lf\n";

test.each([
  ["without a file", undefined, line],
  ["after an empty file", "", line],
  ["after the lines of others", "*.png binary\n", `*.png binary\n${line}`],
  ["after a last line without an end", "*.png binary", `*.png binary\n${line}`],
  ["after lines with CRLF", "*.png binary\r\n", `*.png binary\r\n${line}`],
  ["after bytes that are not UTF-8", Buffer.from("# \xFC\n", "latin1"), `# \xFC\n${line}`],
  [
    "unless they are marked",
    "generated/** linguist-generated\n",
    "generated/** linguist-generated\n",
  ],
  ["unless they are marked with CRLF", "generated/** linguist-generated\r\n", undefined],
  ["unless they are marked not to be", "generated/** -linguist-generated\n", undefined],
])(
  "init marks the output as generated %s, and a second run changes nothing",
  async (_, before, after) => {
    const project = createProject(before === undefined ? {} : { ".gitattributes": before });
    const read = (): string => project.bytes(".gitattributes").toString("latin1");
    await init(project);
    const first = read();
    await init(project);
    expect([first, read()]).toEqual([after ?? before, after ?? before]);
  },
);

test.each([
  "generated",
  "src/my code",
  'a "quoted" name',
  "a[b]*?",
  "back\\slash",
  "#hash",
  "!not",
  "größe",
])("git finds the attributes of the output directory %j", async (out) => {
  const project = createProject();
  await init(project, "--out", out);
  expect(attributesOf(project, `${out}/tables/DeviceInfo.ts`)).toBe("set set lf");
  expect(attributesOf(project, `other/${out}/index.ts`)).toBe(
    "unspecified unspecified unspecified",
  );
});

test("adds the line to the target of a link", async () => {
  const project = createProject({ attributes: "*.png binary\n" });
  symlinkSync("attributes", path.join(project.dir, ".gitattributes"));
  await init(project);
  expect(lstatSync(path.join(project.dir, ".gitattributes")).isSymbolicLink()).toBe(true);
  expect(project.read("attributes")).toBe(`*.png binary\n${line}`);
});

test("does not mark an output outside of the working directory", async () => {
  const project = createProject();
  await init(project, "--out", "../generated");
  expect(project.list()).toEqual(["huntgen.config.json"]);
});

test("init --ci github writes a valid workflow, and keeps an existing one", async () => {
  const project = createProject();
  await init(project, "--ci", "github");
  const file = ".github/workflows/huntgen.yml";
  const text = project.read(file);
  expect(validateWorkflow(text)).toMatchObject({ errors: [] });
  const { on, permissions, jobs } = parse(text);
  expect(on).toBe("pull_request");
  expect(permissions).toEqual({ contents: "read", "pull-requests": "write" });
  expect(
    jobs.schemas.steps.map((step: Record<string, string>) => step["uses"] ?? step["run"]),
  ).toEqual([
    "actions/checkout@v4",
    "actions/setup-node@v4",
    "npm ci --ignore-scripts",
    expect.stringMatching(/^[^/]+\/huntgen@v\d+\.\d+\.\d+$/),
  ]);
  project.write(file, "mine");
  await init(project, "--ci", "github");
  expect(project.read(file)).toBe("mine");
});

test("the workflow of a package in a repository is at its top and works in the package", async () => {
  const project = createProject();
  git(project, "init", "-q");
  const directory = path.join(project.dir, 'packages/my "types"');
  mkdirSync(directory, { recursive: true });
  const run = { cwd: 'packages/my "types"' };
  const { stderr } = await project.runWith(run, "init", "--no-exports", "--ci", "github");
  expect(stderr).toContain("3 files written");
  const text = project.read(".github/workflows/huntgen.yml");
  expect(validateWorkflow(text)).toMatchObject({ errors: [] });
  const [, , install, action] = parse(text).jobs.schemas.steps;
  expect(install["working-directory"]).toBe('packages/my "types"');
  expect(action.with["working-directory"]).toBe('packages/my "types"');
});
