// Checks that a single file is replaced as a whole or not at all.

import { mkdirSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { replaceFile } from "../../generator/replace/replace-file.ts";
import { createProject } from "../support/scratch-project.ts";

const home = process.cwd();
afterEach(() => process.chdir(home));

test("a file that cannot be replaced stays unchanged, and no file is left next to it", () => {
  const project = createProject({ "full/x": "kept" });
  process.chdir(project.dir);
  mkdirSync("empty");
  for (const file of ["full", "none/x", "full/x/y"]) {
    expect(() => replaceFile(file, "new")).toThrow(
      /^(?:full|none\/x|full\/x\/y): cannot be written, nothing was changed: .*\(E[A-Z]+\) \[unwritable-output\]$/,
    );
  }
  expect(project.contents()).toEqual({ "full/x": "kept" });
  replaceFile("full/x", "new");
  expect(project.contents()).toEqual({ "full/x": "new" });
});
