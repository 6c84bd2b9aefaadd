// Checks which files a run may overwrite or remove: only those that huntgen has written.

import { symlinkSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { loadConfig } from "../../generator/config.ts";
import { generate, type GenerateOptions, type GenerateResult } from "../../generator/generate.ts";
import { createProject, csv, type Project } from "../support/scratch-project.ts";

const files = {
  "input-schemas/Alpha.csv": csv("Id:long", "Name:string"),
  "input-schemas/Beta.csv": csv("When:datetime"),
  "huntgen.config.json": JSON.stringify({ package: { name: "@acme/tables", version: "1.0.0" } }),
};

function generateIn(project: Project, options: GenerateOptions = {}): Promise<GenerateResult> {
  return generate({ ...loadConfig(project.dir), ...options });
}

async function createGenerated(): Promise<Project> {
  const project = createProject(files);
  await generateIn(project);
  return project;
}

async function codesOf(run: Promise<GenerateResult>): Promise<string[]> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return [...String(error).matchAll(/^.*generated\/(.*?): .*\[(.*)\]$/gm)].map(
    ([, file, code]) => `${file} ${code}`,
  );
}

const webManifest = '{ "name": "Shop", "icons": [], "start_url": "/" }';
const packageJson = '{ "name": "app", "devDependencies": { "huntgen": "^0.1.0" } }';

test("a run refuses to overwrite a web app's manifest or a package.json that mentions huntgen", async () => {
  const project = createProject({
    ...files,
    "generated/manifest.json": webManifest,
    "generated/package.json": packageJson,
    "generated/index.ts": "// huntgen generates this soon\n",
  });
  const before = project.contents();
  for (const options of [{}, { force: true }, { check: true }]) {
    expect(await codesOf(generateIn(project, options))).toEqual([
      "index.ts foreign-file",
      "manifest.json foreign-file",
      "package.json foreign-file",
    ]);
    expect(project.contents()).toEqual(before);
  }
});

test("refuses a README.md that it did not write, unless the configuration leaves it to the user", async () => {
  const project = createProject({ ...files, "generated/README.md": "# Ours\n" });
  expect(await codesOf(generateIn(project))).toEqual(["README.md foreign-file"]);
  project.write(
    "huntgen.config.json",
    JSON.stringify({ package: { name: "@acme/tables", version: "1.0.0", readme: false } }),
  );
  expect((await generateIn(project)).foreign).toEqual([]);
  expect(project.read("generated/README.md")).toBe("# Ours\n");
});

test("foreign files are listed in code unit order of their paths", async () => {
  const project = createProject({
    ...files,
    "generated/x/1": "",
    "generated/x-1": "",
    "generated/X": "",
  });
  expect((await generateIn(project)).foreign).toEqual(["X", "x-1", "x/1"]);
});

test("does not report a license or a changelog next to a generated package as foreign", async () => {
  const documents = { "generated/LICENSE": "MIT", "generated/CHANGELOG.md": "# 1.0.0\n" };
  const project = createProject({ ...files, ...documents });
  expect((await generateIn(project)).foreign).toEqual([]);
  project.write("huntgen.config.json", "{}");
  expect((await generateIn(project)).foreign).toEqual(["CHANGELOG.md", "LICENSE"]);
});

test("a run refuses to overwrite a web app's manifest that has replaced huntgen's", async () => {
  const project = await createGenerated();
  project.write("generated/manifest.json", webManifest);
  project.write("input-schemas/Beta.csv", csv("When:string"));
  expect(await codesOf(generateIn(project))).toEqual(["manifest.json foreign-file"]);
  expect(project.read("generated/manifest.json")).toBe(webManifest);
});

test.each(["package.json", "tsconfig.json", "tables/Alpha.ts"])(
  "an edited %s without a banner is overwritten only with --force",
  async (file) => {
    const project = await createGenerated();
    const expected = project.contents("generated");
    project.write(`generated/${file}`, '{ "private": true }');
    const before = project.contents();
    expect(await codesOf(generateIn(project))).toEqual([`${file} edited-file`]);
    expect(project.contents()).toEqual(before);
    expect((await generateIn(project, { check: true })).stale).toEqual([file]);
    await generateIn(project, { force: true });
    expect(project.contents("generated")).toEqual(expected);
  },
);

test.each([
  ["schemas/Alpha.schema.json", (text: string) => text.replace('"object"', '"string"')],
  ["schemas/bundled/stream.schema.json", (text: string) => `${text.slice(0, 900)}<<<<<<< HEAD\n`],
  ["tables/Alpha.ts", (text: string) => `${text}// mine\n`],
  ["index.ts", (text: string) => text.slice(0, 90)],
  ["manifest.json", (text: string) => text.replace('"files"', "<<<<<<< HEAD")],
  ["package.json", () => ""],
  ["README.md", (text: string) => `${text}\nMine.\n`],
])("an edited %s is restored if it still shows that huntgen wrote it", async (file, edit) => {
  const project = await createGenerated();
  const expected = project.contents("generated");
  project.write(`generated/${file}`, edit(project.read(`generated/${file}`)));
  await generateIn(project);
  expect(project.contents("generated")).toEqual(expected);
});

function conflict(text: string): string {
  return text.replace(/^(.*\n){3}/, "$&<<<<<<< HEAD\n=======\n>>>>>>> other\n");
}

test("a run resolves merge conflicts in the manifest and a schema", async () => {
  const project = await createGenerated();
  for (const file of ["manifest.json", "schemas/Alpha.schema.json", "tables/Alpha.ts"]) {
    project.write(`generated/${file}`, conflict(project.read(`generated/${file}`)));
  }
  project.write("input-schemas/Alpha.csv", csv("Id:int"));
  await generateIn(project);
  expect(await generateIn(project, { check: true })).toMatchObject({ missing: [], stale: [] });
});

test("a foreign file that a tampered manifest lists is neither removed nor overwritten", async () => {
  const project = await createGenerated();
  project.write("generated/precious.txt", "precious");
  project.write("generated/tables/Gamma.ts", "precious");
  const zeros = "0".repeat(64);
  project.write(
    "generated/manifest.json",
    project
      .read("generated/manifest.json")
      .replace(
        '"files": {',
        `"files": {"precious.txt": "${zeros}", "tables/Gamma.ts": "${zeros}",`,
      ),
  );
  const { foreign, orphaned } = await generateIn(project);
  expect({ foreign, orphaned }).toEqual({
    foreign: ["precious.txt", "tables/Gamma.ts"],
    orphaned: [],
  });
  expect(project.read("generated/precious.txt")).toBe("precious");
  project.write("input-schemas/Gamma.csv", csv("Id:int"));
  expect(await codesOf(generateIn(project))).toEqual(["tables/Gamma.ts foreign-file"]);
});

test("an edited orphan is removed only if it still shows that huntgen wrote it", async () => {
  const project = await createGenerated();
  project.write("generated/tables/Beta.ts", `${project.read("generated/tables/Beta.ts")}// mine\n`);
  project.write("generated/schemas/Beta.schema.json", "mine");
  project.remove("input-schemas/Beta.csv");
  const { foreign, orphaned } = await generateIn(project);
  expect({ foreign, orphaned }).toEqual({
    foreign: ["schemas/Beta.schema.json"],
    orphaned: ["tables/Beta.ts"],
  });
  expect(project.read("generated/schemas/Beta.schema.json")).toBe("mine");
});

test.each(["tables", "index.ts", "schemas/bundled"])(
  "a run writes nothing through a symbolic link in the location of %s",
  async (place) => {
    const project = await createGenerated();
    const location = path.join(project.dir, "generated", place);
    const elsewhere = `../${"../".repeat(place.split("/").length - 1)}elsewhere`;
    project.write("elsewhere/keep.txt", "precious");
    project.remove(`generated/${place}`);
    symlinkSync(place === "index.ts" ? `${elsewhere}/new.ts` : elsewhere, location);
    await expect(generateIn(project)).rejects.toThrow(
      `generated/${place}: cannot be written, nothing was changed: it is a symbolic link`,
    );
    expect(project.list("elsewhere")).toEqual(["keep.txt"]);
  },
);

test.each([
  "../x",
  ".git/hooks/post-checkout",
  "a/.GIT/config",
  ".huntgen/turn",
  "GIT~1/x",
  ".git./x",
])("a manifest that lists %j is not trusted", async (file) => {
  const project = await createGenerated();
  const manifest = project.read("generated/manifest.json");
  const tampered = manifest.replace('"files": {', `"files": {${JSON.stringify(file)}: "00",`);
  project.write("generated/manifest.json", tampered);
  await generateIn(project);
  expect(project.read("generated/manifest.json")).toBe(manifest);
});
