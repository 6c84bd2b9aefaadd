// Checks how the output is compared with what would be generated: while another run replaces it, with files
// that cannot be read as text, and with differences that are too large to show.

import { execFileSync } from "node:child_process";
import { cpSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { loadConfig } from "../../generator/config.ts";
import { generate, type GenerateOptions, type GenerateResult } from "../../generator/generate.ts";
import { createProject, csv, type Project } from "../support/scratch-project.ts";

function generateIn(project: Project, options: GenerateOptions = {}): Promise<GenerateResult> {
  return generate({ ...loadConfig(project.dir), ...options });
}

async function createGenerated(...columns: string[]): Promise<Project> {
  const project = createProject({ "input-schemas/T.csv": csv(...columns) });
  await generateIn(project);
  return project;
}

const differing = ({ missing, stale, orphaned }: GenerateResult): string[] => [
  ...missing,
  ...stale,
  ...orphaned,
];

test("a check compares again if another run has replaced the files meanwhile", async () => {
  const [old, current] = [await createGenerated("A:int"), await createGenerated("A:int", "B:long")];
  old.write("input-schemas/T.csv", csv("A:int", "B:long"));
  expect(differing(await generateIn(old, { check: true }))).toContain("tables/T.ts");
  let rounds = 0;
  const result = await generateIn(old, {
    check: true,
    onProgress(done, all) {
      if (done !== all) return;
      rounds += 1;
      // The files have been compared, but not the manifest.
      const [from, to] = [current, old].map(({ dir }) => path.join(dir, "generated"));
      if (rounds === 1 && from !== undefined && to !== undefined) {
        cpSync(from, to, { recursive: true });
      }
    },
  });
  expect(differing(result)).toEqual([]);
  expect(rounds).toBe(2);
});

test("a check reports at once what no other run has changed meanwhile", async () => {
  const project = await createGenerated("A:int");
  project.write("input-schemas/T.csv", csv("A:long"));
  let rounds = 0;
  await generateIn(project, {
    check: true,
    onProgress: (done, all) => (rounds += done === all ? 1 : 0),
  });
  expect(rounds).toBe(1);
});

test.each([
  ["a pipe", (file: string) => execFileSync("mkfifo", [file])],
  [
    "a file that is longer than any generated file",
    (file: string) => {
      writeFileSync(file, "");
      truncateSync(file, 2 ** 28 + 1);
    },
  ],
])("%s in the place of a generated file is refused without reading it", async (_name, create) => {
  const project = await createGenerated("A:int");
  const file = path.join(project.dir, "generated/tables/T.ts");
  rmSync(file);
  create(file);
  for (const check of [true, false]) {
    await expect(generateIn(project, { check })).rejects.toMatchObject({
      problems: [
        { code: "unwritable-output", file: expect.stringMatching(/generated\/tables\/T\.ts$/) },
      ],
    });
  }
});

test("a difference that is too large to show is still named", async () => {
  const project = await createGenerated("A:int");
  const banner = project.read("generated/index.ts").split("\n", 1).join("");
  const lines = Array.from({ length: 12_000 }, (_, index) => `// ${index}`);
  project.write("generated/index.ts", [banner, ...lines].join("\n"));
  const { diff } = await generateIn(project, { check: true });
  expect(diff).toEqual(["--- a/index.ts", "+++ b/index.ts", "(too different to show)"]);
});
