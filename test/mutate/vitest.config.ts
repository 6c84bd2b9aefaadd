// Runs tests with a mutant instead of a source, without a change to any file of the repository.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** What run.ts passes, as JSON in an environment variable. */
export interface MutantRun {
  /**
   * Sources that are replaced, relative to the repository, and the file with the replacement text.
   */
  readonly sources: readonly string[];
  readonly textFile: string;
  readonly tests: readonly string[];
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const run: MutantRun = JSON.parse(process.env["HUNTGEN_MUTANT"] ?? "{}");

export default defineConfig({
  root,
  plugins: [
    {
      name: "huntgen-mutant",
      enforce: "pre",
      load(id) {
        const file = id.slice(root.length).split("?")[0] ?? "";
        return run.sources.includes(file) ? readFileSync(run.textFile, "utf8") : undefined;
      },
    },
  ],
  test: { include: [...run.tests], maxWorkers: 2, testTimeout: 120_000, hookTimeout: 60_000 },
});
