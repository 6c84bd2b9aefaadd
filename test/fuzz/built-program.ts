// Loads parts of the built program, which `npm run build` builds. A bundle of the sources would not
// find the files that huntgen ships.

import path from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Returns the location of the built module of a source in generator/. Tests and fuzzers run in the
 * repository.
 */
function built(module: string): string {
  return pathToFileURL(path.resolve("dist", module)).href;
}

export async function loadGenerate(): Promise<typeof import("../../generator/generate.ts")> {
  return await import(built("generate.js"));
}

export async function loadReadSchema(): Promise<typeof import("../../generator/read-schema.ts")> {
  return await import(built("read-schema.js"));
}

export async function loadProblems(): Promise<typeof import("../../generator/problems.ts")> {
  return await import(built("problems.js"));
}

interface CommandModules {
  readonly loadCommands: typeof import("../../generator/commands/commands.ts").loadCommands;
  readonly wordsForYargs: typeof import("../../generator/commands/flags.ts").wordsForYargs;
}

export async function loadCommandModules(): Promise<CommandModules> {
  const commands: typeof import("../../generator/commands/commands.ts") = await import(
    built("commands/commands.js")
  );
  const flags: typeof import("../../generator/commands/flags.ts") = await import(
    built("commands/flags.js")
  );
  return { loadCommands: commands.loadCommands, wordsForYargs: flags.wordsForYargs };
}
