// Lists every command in the order of the help. A module is loaded only for its command: loading all of
// them takes longer than most runs.

import type { Command } from "./flags.ts";

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import("./init.ts")).initCommand,
  add: async () => (await import("./add.ts")).addCommand,
  query: async () => (await import("./query.ts")).queryCommand,
  pull: async () => (await import("./pull.ts")).pullCommand,
  generate: async () => (await import("./generate.ts")).generateCommand,
  tables: async () => (await import("./tables.ts")).tablesCommand,
  validate: async () => (await import("./validate.ts")).validateCommand,
  queries: async () => (await import("./queries.ts")).queriesCommand,
  lint: async () => (await import("./lint.ts")).lintCommand,
  explore: async () => (await import("./explore.ts")).exploreCommand,
  diff: async () => (await import("./diff.ts")).diffCommand,
  completion: async () => (await import("./completion.ts")).completionCommand,
};

/** Whether the first word names a command. */
export function isCommand([word = ""]: readonly string[]): boolean {
  return Object.hasOwn(commands, word);
}

/** Loads the command that the first word names, or all commands if it does not name one. */
export function loadCommands([word = ""]: readonly string[]): Promise<readonly Command[]> {
  const named = Object.hasOwn(commands, word) ? commands[word] : undefined;
  const loaders = named === undefined ? Object.values(commands) : [named];
  return Promise.all(loaders.map((load) => load()));
}
