// Measures how much memory reading takes, in separate processes.

import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { start } from "../../support/packed-packages.ts";
import { createSharedProject, type Project } from "../../support/scratch-project.ts";
import type { Figures } from "./scanner-memory-run.ts";

const program = fileURLToPath(new URL("scanner-memory-run.ts", import.meta.url));
const records = fileURLToPath(
  new URL("../../support/fixtures/stream-records.ndjson", import.meta.url),
);

/**
 * Largest size in megabytes of a scanner instance that is kept, and the size of one WebAssembly
 * page.
 */
const kept = 32 + 0.1;

let project: Project;

beforeAll(async () => {
  project = createSharedProject();
  await build({
    entryPoints: [program],
    outfile: path.join(project.dir, "run.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
  });
});

async function run(scenario: string): Promise<Figures> {
  const { status, stdout, output } = await start(
    project.dir,
    process.execPath,
    "--expose-gc",
    "run.mjs",
    scenario,
    records,
  );
  if (status !== 0) throw new Error(`the scenario ${scenario} failed:\n${output}`);
  const figures: Figures = JSON.parse(stdout);
  console.log(`${scenario}, in MB: ${stdout.trim()}`);
  return figures;
}

test.concurrent(
  "a hundred thousand messages need no more memory than the first ten thousand",
  async () => {
    const { before, largest, after, instances } = await run("messages");
    expect(instances).toBe(1);
    expect(after.scanner).toBe(before.scanner);
    expect(largest.scanner).toBeLessThan(1);
    expect(largest.resident).toBeLessThan(before.resident + 100);
  },
);

test.concurrent("the memory for a message of 200 MB is released", async () => {
  const { before, largest, after, instances } = await run("large");
  expect(largest.scanner).toBeGreaterThan(200);
  expect(instances).toBe(2);
  expect(after.scanner).toBeLessThan(1);
  expect(after.resident).toBeLessThan(before.resident + 100);
});

test.concurrent(
  "twelve thousand readers take no more memory than a few instances of the scanner",
  async () => {
    const { before, largest, after, instances } = await run("readers");
    // Each reader describes its tables to the scanner, whose instance is dropped when its memory is
    // full of them.
    expect(instances).toBeGreaterThan(1);
    expect(after.scanner).toBeLessThan(kept);
    expect(after.resident).toBeLessThan(before.resident + 100);
    expect(largest.resident).toBeLessThan(before.resident + 400);
  },
);
