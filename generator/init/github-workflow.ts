// Writes a workflow of GitHub that checks the generated code of pull requests and compares the schemas.

import { existsSync } from "node:fs";
import path from "node:path";
import { createFolders } from "../replace/folders.ts";
import { createFile } from "../replace/replace-file.ts";
import { writeProblem } from "../replace/write-problem.ts";
import { repository, version } from "../version.ts";

const workflowFile = ".github/workflows/huntgen.yml";

/** Creates the workflow in the repository of the working directory. Returns its path, and whether it is new. */
export function createWorkflow(): { readonly file: string; readonly isNew: boolean } {
  const root = findRepository(path.resolve("."));
  const file = path.relative(".", path.join(root, workflowFile)).split(path.sep).join("/");
  const directory = path.relative(root, ".").split(path.sep).join("/");
  try {
    createFolders(path.dirname(path.resolve(file)));
  } catch (error) {
    throw writeProblem({ root: path.resolve(file), shown: file }, error);
  }
  return { file, isNew: createFile(file, printWorkflow(directory)) };
}

/** GitHub reads only the workflows at the top of a repository. */
function findRepository(directory: string): string {
  for (let each = directory; each !== path.dirname(each); each = path.dirname(each)) {
    if (existsSync(path.join(each, ".git"))) return each;
  }
  return directory;
}

function printWorkflow(directory: string): string {
  const isTop = directory === "";
  const workingDirectory = JSON.stringify(directory);
  return `# Checks that the generated code fits the exports, and comments what changed and whom it breaks.
# Written by \`huntgen init --ci github\`; edit it as you like.
name: huntgen

on: pull_request

permissions:
  contents: read
  pull-requests: write # for the comment

jobs:
  schemas:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # to compare with the base branch
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm ci --ignore-scripts
${isTop ? "" : `        working-directory: ${workingDirectory}\n`}      - uses: ${repository}@v${version}
${isTop ? "" : `        with:\n          working-directory: ${workingDirectory}\n`}`;
}
