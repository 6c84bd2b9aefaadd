// Checks that a single file is replaced as a whole or not at all.

import { mkdirSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { createFile, replaceFile } from "../../generator/replace/replace-file.ts";
import { type Fault, withFault } from "../support/fs-faults.ts";
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

test("a file is created only if it does not exist, and on file systems without hard links too", async () => {
  const project = createProject({ "there.txt": "kept" });
  process.chdir(project.dir);
  expect(createFile("there.txt", "new")).toBe(false);
  const noLinks: Fault = {
    before(_step, name) {
      if (name === "linkSync") throw Object.assign(new Error("no links"), { code: "EPERM" });
    },
  };
  await withFault(noLinks, async () => {
    expect(createFile("there.txt", "new")).toBe(false);
    expect(createFile("new.txt", "new")).toBe(true);
  });
  expect(project.contents()).toEqual({ "there.txt": "kept", "new.txt": "new" });
});
