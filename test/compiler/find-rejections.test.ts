// Checks the warnings about settings with which the compiler rejects the generated code. The compilers
// judge the same table in test/consumers/.

import { expect, test } from "vitest";
import { findRejections } from "../../generator/compiler/find-rejections.ts";
import { loadConfig } from "../../generator/config.ts";
import { compilerNames } from "../support/tsc.ts";
import { createProject } from "../support/scratch-project.ts";
import { projectFiles } from "./project-files.ts";
import { settings } from "./settings.ts";

const cases = settings.flatMap(({ name: title, invalidFor = [], ...each }) =>
  compilerNames
    .filter((compiler) => !invalidFor.includes(compiler))
    .map((compiler) => ({ ...each, name: title, compiler, title })),
);

test.each(cases)("$title: there is a warning if TypeScript $compiler rejects the code", (each) => {
  const { compiler, rejectedBy, remedies = [] } = each;
  const project = createProject(projectFiles(each, compiler));
  const messages = findRejections(loadConfig(project.dir)).map(({ message }) => message);
  const wanted = rejectedBy.includes(compiler) ? remedies : [];
  const isWanted = messages.map((message, index) => message.includes(wanted[index] ?? message));
  expect(isWanted).toEqual(wanted.map(() => true));
});
