// Packs both packages once for all consumers, and passes the tarballs to their tests.

import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { packRepository, type Tarball } from "../support/packed-packages.ts";

declare module "vitest" {
  interface ProvidedContext {
    huntgen: Tarball;
    defender: Tarball;
  }
}

/** Returns the function that removes the packed files. */
export async function setup(project: TestProject): Promise<() => void> {
  const directory = realpathSync(mkdtempSync(path.join(tmpdir(), "huntgen-packed-")));
  const [huntgen, defender] = await packRepository(directory);
  project.provide("huntgen", huntgen);
  project.provide("defender", defender);
  return () => rmSync(directory, { recursive: true, force: true });
}
