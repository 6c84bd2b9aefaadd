// Loads parts of the built program: `npm run build` builds it. A bundle of the sources would not find the
// files that huntgen ships.

import path from "node:path";
import { pathToFileURL } from "node:url";

/** Where the built module of a source in generator/ is. Tests and fuzzers run in the repository. */
function built(module: string): string {
  return pathToFileURL(path.resolve("dist", module)).href;
}

export async function loadGenerate(): Promise<typeof import("../../generator/generate.ts")> {
  return await import(built("generate.js"));
}

export async function loadProblems(): Promise<typeof import("../../generator/problems.ts")> {
  return await import(built("problems.js"));
}
