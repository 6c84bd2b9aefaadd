// Compiles generated code with the oldest library and syntax that it needs, and without strict checks. The
// consumers' tests compile it with all settings of the table.

import { expect, test } from "vitest";
import { createProject } from "../support/scratch-project.ts";
import { type Compiler, runTsc } from "../support/tsc.ts";
import { projectFiles } from "./project-files.ts";
import { settings } from "./settings.ts";

const edges: readonly [name: string, Compiler][] = [
  ["Next.js", "newest"],
  ["all needed parts of an older library", "newest"],
  ["nodenext without a target", "5.5"],
];

test.each(edges)("%s: TypeScript %s accepts the generated code", async (name, compiler) => {
  const found = settings.filter((each) => each.name === name);
  expect(found).toHaveLength(1);
  for (const each of found) {
    const project = createProject(projectFiles(each, compiler));
    await project.run("generate");
    expect(await runTsc(compiler, `${project.dir}/tsconfig.json`)).toEqual({
      status: 0,
      output: "",
    });
  }
});
