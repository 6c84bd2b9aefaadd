// Creates the files of a new project: its configuration, the exports that huntgen ships, the attributes of
// git and, if wanted, a workflow. Never overwrites a file.

import { lstatSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Config, configFileName } from "../config.ts";
import { shippedExports } from "../ingest/shipped-exports.ts";
import { compare } from "../problems.ts";
import { createFolders } from "../replace/folders.ts";
import { directoryOf } from "../replace/paths.ts";
import { createFile } from "../replace/replace-file.ts";
import { replaceFiles } from "../replace/replace-files.ts";
import { writeProblem } from "../replace/write-problem.ts";
import { attributesFile, planAttributes } from "./git-attributes.ts";
import { createWorkflow } from "./github-workflow.ts";

export interface InitOptions {
  /** Whether to write the export of a table that huntgen ships. */
  readonly wantsTable: (name: string) => boolean;
  /** Whether to write a workflow for GitHub. */
  readonly wantsWorkflow: boolean;
}

export interface InitResult {
  readonly written: readonly string[];
  /** Files that existed already and were not changed. */
  readonly kept: readonly string[];
}

/** Returns the names of the tables that huntgen ships, in code unit order. */
export function shippedNames(): readonly string[] {
  return readdirSync(shippedExports)
    .map((file) => path.parse(file).name)
    .toSorted(compare);
}

export async function init(config: Config, options: InitOptions): Promise<InitResult> {
  const [written, kept]: [string[], string[]] = [[], []];
  const note = (file: string, isNew: boolean): void => void (isNew ? written : kept).push(file);
  const addAttributes = planAttributes(config.out);
  const settings = {
    $schema: "./node_modules/huntgen/huntgen.config.schema.json",
    input: config.input,
    out: config.out,
  };
  const names = shippedNames().filter(options.wantsTable);
  // In this order, most of what can fail fails before the first file is written.
  const missing = await copyExports(
    config.input,
    names.map((name) => `${name}.csv`),
  );
  const workflow = options.wantsWorkflow ? createWorkflow() : undefined;
  const isMarked = addAttributes?.();
  note(configFileName, createFile(configFileName, `${JSON.stringify(settings, null, 2)}\n`));
  if (isMarked !== undefined) note(attributesFile, isMarked);
  if (workflow !== undefined) note(workflow.file, workflow.isNew);
  for (const name of names) {
    note(path.join(config.input, `${name}.csv`), missing.has(`${name}.csv`));
  }
  return { written, kept };
}

/** Copies the exports that do not exist. Returns their names. */
async function copyExports(input: string, files: readonly string[]): Promise<ReadonlySet<string>> {
  try {
    createFolders(path.resolve(input));
    const directory = directoryOf(input);
    const isThere = (file: string): boolean =>
      lstatSync(path.join(directory.root, file), { throwIfNoEntry: false }) !== undefined;
    for (;;) {
      const missing = files.filter((file) => !isThere(file));
      const changes = missing.map((file) => ({
        path: file,
        text: readFileSync(path.join(shippedExports, file)),
      }));
      const isCurrent = (): boolean => !missing.some(isThere);
      if (changes.length === 0 || (await replaceFiles(directory, changes, isCurrent))) {
        return new Set(missing);
      }
    }
  } catch (error) {
    throw writeProblem(directoryOf(input), error);
  }
}
