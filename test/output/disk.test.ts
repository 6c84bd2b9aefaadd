// Checks what a run changes on the disk: nothing if nothing changed, only what depends on a change
// otherwise, and never anything that is not huntgen's.

import { lstatSync, mkdirSync, readlinkSync, symlinkSync, utimesSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { loadConfig } from "../../generator/config.ts";
import { generate, type GenerateOptions, type GenerateResult } from "../../generator/generate.ts";
import { type Manifest, parseManifest } from "../../generator/output/manifest.ts";
import { HuntgenError } from "../../generator/problems.ts";
import { listBelow } from "../support/list-below.ts";
import { createProject, csv, type Project } from "../support/scratch-project.ts";

const exports = {
  "input-schemas/Alpha.csv": csv("Id:long", "Name:string"),
  "input-schemas/Beta.csv": csv("When:datetime"),
  "input-schemas/Gamma.csv": csv("Extra:dynamic"),
};

function generateIn(project: Project, options: GenerateOptions = {}): Promise<GenerateResult> {
  return generate({ ...loadConfig(project.dir), ...options });
}

async function createGenerated(
  files: Readonly<Record<string, string>> = exports,
): Promise<Project> {
  const project = createProject(files);
  await generateIn(project);
  for (const file of entriesOf(project)) {
    // An old time, so that a rewrite within the resolution of the clock is noticed.
    if (!lstatSync(path.join(project.dir, file)).isSymbolicLink()) {
      utimesSync(path.join(project.dir, file), 1e9, 1e9);
    }
  }
  return project;
}

function entriesOf(project: Project): string[] {
  return [".", ...listBelow(project.dir).map((entry) => entry.path)].toSorted();
}

/** Returns every file and directory with its time and inode, which change if it is rewritten. */
function traces(project: Project): Map<string, string> {
  return new Map(
    entriesOf(project).map((file) => {
      const { mtimeNs, ino } = lstatSync(path.join(project.dir, file), { bigint: true });
      return [file, `${mtimeNs} ${ino}`];
    }),
  );
}

/** Lists the files of the output that are not the same file as before. */
function changedFiles(before: Map<string, string>, project: Project): string[] {
  return [...traces(project)]
    .filter(([file, trace]) => before.get(file) !== trace)
    .map(([file]) => file)
    .filter((file) => lstatSync(path.join(project.dir, file)).isFile())
    .map((file) => path.relative("generated", file));
}

test.each(["again", "again, rendering every file", "checked"])(
  "a run writes nothing if nothing changed: %s",
  async (how) => {
    const project = await createGenerated();
    const before = traces(project);
    const options = { force: how.includes("every"), check: how === "checked" };
    const { missing, stale, orphaned } = await generateIn(project, options);
    expect([...missing, ...stale, ...orphaned]).toEqual([]);
    const after = traces(project);
    if (options.force) {
      // Rewritten files are next to the output for a moment, which changes the time of the
      // directory. Nothing else may change.
      before.delete(".");
      after.delete(".");
    }
    expect(after).toEqual(before);
  },
);

test("one changed export rewrites the files that depend on it, and nothing else", async () => {
  const project = await createGenerated();
  const before = traces(project);
  project.write("input-schemas/Beta.csv", csv("When:datetime", "Where:string"));
  before.set("input-schemas/Beta.csv", traces(project).get("input-schemas/Beta.csv") ?? "");
  const result = await generateIn(project);
  const expected = [
    "manifest.json",
    "schemas/Beta.schema.json",
    "schemas/bundled/stream.schema.json",
    "tables/Beta.ts",
  ];
  expect(changedFiles(before, project)).toEqual(expected);
  expect(result.stale).toEqual(expected);
  expect(project.read("generated/tables/Beta.ts")).toContain("Where?: string | null;");
});

test("an export with another spelling changes only the manifest", async () => {
  const project = await createGenerated();
  const before = traces(project);
  project.write("input-schemas/Beta.csv", "columntype,COLUMNNAME\r\nSystem.DateTime,When");
  before.set("input-schemas/Beta.csv", traces(project).get("input-schemas/Beta.csv") ?? "");
  await generateIn(project);
  expect(changedFiles(before, project)).toEqual(["manifest.json"]);
});

test("the files of a removed table are removed", async () => {
  const project = await createGenerated();
  const whole = project.list("generated");
  project.remove("input-schemas/Beta.csv");
  const { orphaned } = await generateIn(project);
  expect(orphaned).toEqual(["schemas/Beta.schema.json", "tables/Beta.ts"]);
  expect(project.list("generated")).toEqual(whole.filter((file) => !file.includes("Beta")));
});

test("foreign files stay unchanged and are listed", async () => {
  const project = await createGenerated();
  const foreign = [
    "constructor",
    "mine.txt",
    "schemas/constructor",
    "tables/Mine.ts",
    "toString",
    "valueOf",
    "z/deep/mine.txt",
  ];
  for (const file of foreign) project.write(`generated/${file}`, `mine ${file}`);
  symlinkSync("../input-schemas", path.join(project.dir, "generated/zlink"));
  const before = traces(project);
  for (const change of ["none", "changed", "removed"]) {
    if (change === "changed") project.write("input-schemas/Beta.csv", csv("Other:int"));
    if (change === "removed") project.remove("input-schemas/Beta.csv");
    const result = await generateIn(project);
    expect(result.foreign).toEqual([...foreign, "zlink"]);
    for (const file of foreign) {
      expect(project.read(`generated/${file}`)).toBe(`mine ${file}`);
      expect(traces(project).get(`generated/${file}`)).toBe(before.get(`generated/${file}`));
    }
    expect(readlinkSync(path.join(project.dir, "generated/zlink"))).toBe("../input-schemas");
    expect(project.list("input-schemas")).toContain("Gamma.csv");
  }
});

test.each(["index.ts", "tables/Alpha.ts", "schemas/Alpha.schema.json"])(
  "a foreign file in the location of %s is refused, and nothing is written",
  async (file) => {
    const project = createProject({ ...exports, [`generated/${file}`]: "mine" });
    const before = project.contents();
    await expect(generateIn(project)).rejects.toMatchObject({
      problems: [{ code: "foreign-file", line: 0 }],
    });
    await expect(generateIn(project, { check: true })).rejects.toThrow("[foreign-file]");
    expect(project.contents()).toEqual(before);
  },
);

test("a file that was edited, emptied or removed by hand is restored", async () => {
  const project = await createGenerated();
  const before = project.contents("generated");
  project.write("generated/tables/Alpha.ts", `${project.read("generated/tables/Alpha.ts")}edited`);
  project.write("generated/schemas/Alpha.schema.json", "");
  project.remove("generated/tables/Beta.ts");
  project.remove("generated/runtime");
  const { missing, stale } = await generateIn(project);
  expect(stale).toEqual(["schemas/Alpha.schema.json", "tables/Alpha.ts"]);
  expect(missing.filter((file) => !file.startsWith("runtime/"))).toEqual(["tables/Beta.ts"]);
  expect(project.contents("generated")).toEqual(before);
});

const outside = { "victim.txt": "precious", "input-schemas/keep.txt": "precious" };

test.each([
  ["removed", undefined],
  ["empty", ""],
  ["cut", (text: string) => text.slice(0, text.length / 2)],
  [
    "in conflict after a merge",
    (text: string) =>
      text.replace(/ {2}"huntgen".*\n/, "<<<<<<< HEAD\n$&=======\n$&>>>>>>> other\n"),
  ],
  ["of another shape", '{"huntgen":1,"files":[],"tables":{}}'],
  [
    "with tables of another shape",
    '{"huntgen":"0.1.0","options":{},"exports":{},"tables":[null],"files":{}}',
  ],
  [
    "with a file of a wrong hash",
    (text: string) => text.replace(/("tables\/Alpha\.ts": ")..../, "$10000"),
  ],
  [
    "with paths out of the output",
    (text: string) => withFiles(text, ["../victim.txt", "../../x", "tables/../../victim.txt"]),
  ],
  ["with an absolute path", (text: string) => withFiles(text, ["/etc/hostname"])],
  [
    "with names that every object has",
    (text: string) => withFiles(text, ["__proto__", "constructor"]),
  ],
] as const)("a run succeeds if the manifest is %s", async (_, tamper) => {
  const project = await createGenerated({ ...exports, ...outside });
  const before = project.contents();
  const manifest = project.read("generated/manifest.json");
  if (tamper === undefined) project.remove("generated/manifest.json");
  else {
    project.write(
      "generated/manifest.json",
      typeof tamper === "string" ? tamper : tamper(manifest),
    );
  }
  await generateIn(project);
  expect(project.contents()).toEqual(before);
});

function withFiles(manifest: string, files: readonly string[]): string {
  const entries = files.map((file) => `${JSON.stringify(file)}: "00",`).join("\n");
  return manifest.replace('"files": {\n', `"files": {\n${entries}\n`);
}

test.each(["../x", "/etc/hostname", "a/../../x", "..\\x", "C:\\x", "a\0b", ""])(
  "a manifest that lists %j is not trusted",
  async (file) => {
    const project = await createGenerated();
    const readManifest = (): Manifest | undefined =>
      parseManifest(project.read("generated/manifest.json"));
    expect(readManifest()?.files).toHaveProperty(["tables/Alpha.ts"]);
    project.write(
      "generated/manifest.json",
      withFiles(project.read("generated/manifest.json"), [file]),
    );
    expect(readManifest()).toBeUndefined();
  },
);

test("a listed path that leads out of the output through a link removes nothing there", async () => {
  const project = await createGenerated({ ...exports, ...outside });
  symlinkSync("../input-schemas", path.join(project.dir, "generated/link"));
  const manifest = withFiles(project.read("generated/manifest.json"), ["link/keep.txt"]);
  project.write("generated/manifest.json", manifest);
  await generateIn(project);
  expect(project.read("input-schemas/keep.txt")).toBe("precious");
  expect(project.read("input-schemas/Alpha.csv")).toBe(exports["input-schemas/Alpha.csv"]);
});

test("a failing run changes nothing", async () => {
  const project = await createGenerated();
  project.write("input-schemas/Alpha.csv", csv("Id:string"));
  project.write("input-schemas/Beta.csv", csv("When:lnog"));
  const before = traces(project);
  await expect(generateIn(project)).rejects.toThrow(HuntgenError);
  await expect(generateIn(project, { check: true })).rejects.toThrow(HuntgenError);
  expect(traces(project)).toEqual(before);
});

test("generated files with CRLF are clean, and are not rewritten", async () => {
  const project = await createGenerated();
  for (const file of project.list("generated")) {
    const text = project.read(`generated/${file}`);
    project.write(`generated/${file}`, text.replace(/\n/g, "\r\n"));
  }
  const before = traces(project);
  for (const options of [{ check: true }, {}, { force: true }]) {
    const { missing, stale, orphaned, diff } = await generateIn(project, options);
    expect([...missing, ...stale, ...orphaned, ...diff]).toEqual([]);
  }
  expect(changedFiles(before, project)).toEqual([]);
});

test("an output that is a link is written to the target of the link", async () => {
  const project = createProject(exports);
  mkdirSync(path.join(project.dir, "elsewhere"));
  symlinkSync("elsewhere", path.join(project.dir, "generated"));
  await generateIn(project);
  expect(lstatSync(path.join(project.dir, "generated")).isSymbolicLink()).toBe(true);
  expect(project.list("elsewhere")).toContain("tables/Alpha.ts");
});

test.each([
  ["below a file", "package.json/generated", { "package.json": "{}" }],
  ["with a file instead of a folder", "generated", { "generated/tables": "mine" }],
  ["with a folder instead of a file", "generated", { "generated/index.ts/mine": "mine" }],
])("an output %s is the user's problem, not a bug", async (_, out, files) => {
  const project = createProject({ ...exports, ...files });
  const before = project.contents();
  for (const check of [false, true]) {
    const run = generateIn(project, { out: path.join(project.dir, out), check });
    await expect(run).rejects.toMatchObject({ problems: [{ code: "unwritable-output" }] });
  }
  expect(project.contents()).toEqual(before);
});
