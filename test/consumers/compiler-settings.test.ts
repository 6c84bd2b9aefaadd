// Compiles generated code with the settings of test/compiler/settings.ts, to judge the warnings about them.

import { expect, test } from "vitest";
import { projectFiles } from "../compiler/project-files.ts";
import { settings } from "../compiler/settings.ts";
import { createProject } from "../support/scratch-project.ts";
import { compilerNames, runTsc } from "../support/tsc.ts";

const cases = settings.flatMap(({ name: title, invalidFor = [], ...each }) =>
  compilerNames
    .filter((compiler) => !invalidFor.includes(compiler))
    .map((compiler) => ({ ...each, name: title, compiler, title })),
);

test.each(cases)("$title: TypeScript $compiler judges as the table says", async (each) => {
  const { compiler, rejectedBy } = each;
  const project = createProject(projectFiles(each, compiler));
  const { status, stderr } = await project.run("generate");
  expect(status).toBe(0);
  const isRejected = rejectedBy.includes(compiler);
  expect(stderr.includes("[compiler-settings]")).toBe(isRejected);
  const compiled = await runTsc(compiler, `${project.dir}/tsconfig.json`);
  const errors = compiled.output.match(/^generated\/.*error TS\d+|error TS\d+/gm) ?? [];
  expect(errors.length > 0).toBe(isRejected);
});
