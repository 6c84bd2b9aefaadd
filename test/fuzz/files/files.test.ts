// Runs commands on files of any content, with the fuzzer's own process that watches time and
// memory. `npm run fuzz -- files` runs more cases.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";

const entry = fileURLToPath(new URL("../run.ts", import.meta.url));
const run = fileURLToPath(new URL("../dist/run-in-test.js", import.meta.url));

test("500 files of random and cut bytes result in output or problems, in 400 MB", async () => {
  await build({
    entryPoints: [entry],
    outfile: run,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
  });
  const args = [run, "files", "--count", "500", "--seed", "1"];
  const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(stdout).toMatch(/^0 findings: 500 cases .* exits: \d+ with 0, \d+ with 1, \d+ with 2/);
});
