// Compiles generated code with the settings of test/compiler/settings.ts, which the warnings about settings
// are compared with.

import { cpSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { projectFiles } from "../compiler/project-files.ts";
import { type Settings, settings } from "../compiler/settings.ts";
import { createProject, createSharedProject } from "../support/scratch-project.ts";
import { compilerNames, runTsc } from "../support/tsc.ts";

/** Projects that have generated code with each kind of imports. */
const generated = new Map(
  ([".js", ".ts", "none"] as const).map((importExtension) => {
    const of: Settings = { name: "", options: {}, rejectedBy: [], importExtension };
    return [importExtension, createSharedProject(projectFiles(of, "newest"))];
  }),
);

beforeAll(async () => {
  for (const project of generated.values()) await project.run("generate");
});

const cases = settings.flatMap(({ name: title, invalidFor = [], ...each }) =>
  compilerNames
    .filter((compiler) => !invalidFor.includes(compiler))
    .map((compiler) => ({ ...each, name: title, compiler, title })),
);

test.each(cases)("$title: TypeScript $compiler judges as the table says", async (each) => {
  const { compiler, rejectedBy, importExtension = ".js" } = each;
  const project = createProject(projectFiles(each, compiler));
  const from = generated.get(importExtension)?.dir ?? "";
  cpSync(path.join(from, "generated"), path.join(project.dir, "generated"), { recursive: true });
  const { output } = await runTsc(compiler, `${project.dir}/tsconfig.json`);
  const errors = output.split("\n").filter((line) => line.includes("error TS"));
  // The settings themselves must be valid, or their errors would hide those of the code. A missing global
  // type, which has no file, is an error of the code that needs it.
  const ofSettings = errors.filter((line) => !/\/generated\/|^error TS(?:2318|2468):/.test(line));
  expect(ofSettings).toEqual([]);
  expect(errors.length > 0).toBe(rejectedBy.includes(compiler));
});
