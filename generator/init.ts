// Creates the configuration of a new project and the exports that huntgen ships. Never overwrites a file.

import { lstatSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Config, configFileName } from "./config.ts";
import { shippedExports } from "./ingest/shipped-exports.ts";
import { compare } from "./problems.ts";
import { createFolders } from "./replace/folders.ts";
import { directoryOf } from "./replace/paths.ts";
import { createFile } from "./replace/replace-file.ts";
import { replaceFiles } from "./replace/replace-files.ts";
import { writeProblem } from "./replace/write-problem.ts";

export interface InitResult {
  readonly written: readonly string[];
  /** Files that existed already and were not changed. */
  readonly kept: readonly string[];
}

/** Writes `huntgen.config.json` and, with `withExports`, an export of every known table. */
export async function init(config: Config, withExports: boolean): Promise<InitResult> {
  const [written, kept]: [string[], string[]] = [[], []];
  const settings = {
    $schema: "./node_modules/huntgen/huntgen.config.schema.json",
    input: config.input,
    out: config.out,
  };
  const isNew = createFile(configFileName, `${JSON.stringify(settings, null, 2)}\n`);
  (isNew ? written : kept).push(configFileName);
  const { input } = config;
  try {
    createFolders(path.resolve(input));
  } catch (error) {
    throw writeProblem(directoryOf(input), error);
  }
  const directory = directoryOf(input);
  const files = withExports ? readdirSync(shippedExports).toSorted(compare) : [];
  const isThere = (file: string): boolean =>
    lstatSync(path.join(directory.root, file), { throwIfNoEntry: false }) !== undefined;
  for (;;) {
    const missing = files.filter((file) => !isThere(file));
    const changes = missing.map((file) => ({
      path: file,
      text: readFileSync(path.join(shippedExports, file)),
    }));
    const isCurrent = (): boolean => !missing.some(isThere);
    if (changes.length > 0 && !(await replaceFiles(directory, changes, isCurrent))) {
      continue;
    }
    for (const file of files) {
      (missing.includes(file) ? written : kept).push(path.join(input, file));
    }
    return { written, kept };
  }
}
