// Compares the output of each case of test/golden with the output that was reviewed. A case is an
// input directory, a configuration and the reviewed output, which this command updates:
// `UPDATE_GOLDEN=1 npx vitest run test/emit/golden.test.ts`

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createSharedProject, type Project } from "../support/scratch-project.ts";
import { generateGolden, goldenCases, goldenDirectory } from "./golden-cases.ts";

const isUpdate = process.env["UPDATE_GOLDEN"] === "1";

describe.each(goldenCases())("the golden output %s", (name) => {
  const directory = path.join(goldenDirectory, name, "generated");

  let project: Project;

  beforeAll(async () => {
    project = createSharedProject();
    await generateGolden(name, path.join(project.dir, "generated"));
  });

  it("is what the generator writes, byte for byte", () => {
    const written = reviewable(project.contents("generated"));
    if (isUpdate) replace(directory, written);
    expect(Object.keys(written).toSorted()).toEqual(listFiles(directory));
    for (const [file, text] of Object.entries(written)) {
      expect({ file, text }).toEqual({
        file,
        text: readFileSync(path.join(directory, file), "utf8"),
      });
    }
  });

  it("has a manifest that lists every other file", () => {
    const { files } = JSON.parse(project.read("generated/manifest.json"));
    expect(["manifest.json", ...Object.keys(files)].toSorted()).toEqual(project.list("generated"));
  });
});

it("there are golden cases", () => {
  expect(goldenCases()).toHaveLength(6);
});

/** Returns the files to review, without the runtime, which is reviewed in its source, and hashes. */
function reviewable(files: Readonly<Record<string, string>>): Record<string, string> {
  const { "manifest.json": manifest = "", ...others } = files;
  const { files: _hashes, ...shown } = JSON.parse(manifest);
  return {
    ...Object.fromEntries(Object.entries(others).filter(([file]) => !file.startsWith("runtime/"))),
    "manifest.json": `${JSON.stringify(shown, null, 2)}\n`,
  };
}

function replace(directory: string, files: Readonly<Record<string, string>>): void {
  rmSync(directory, { recursive: true, force: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
    writeFileSync(path.join(directory, file), text);
  }
}

function listFiles(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join("/"))
    .toSorted();
}
