// Defines `huntgen completion`, which prints a script for a shell, and what the script offers.

import { readdirSync } from "node:fs";
import path from "node:path";
import yargs from "yargs";
import { isNeverRead } from "../ingest/read-exports.ts";
import { shippedExports } from "../ingest/shipped-exports.ts";
import { compare, HuntgenError } from "../problems.ts";
import { type Command, configure } from "./flags.ts";
import { finish, setEnvironment } from "./terminal.ts";

const shells = ["bash", "zsh", "fish"] as const;

export const completionCommand: Command = (program) =>
  program.command(
    "completion [shell]",
    "Print a script that completes commands, flags and table names in a shell",
    (args) =>
      args
        .positional("shell", { choices: shells, describe: "Shell [default: that of $SHELL]" })
        .example("huntgen completion bash >> ~/.bashrc", "Complete in bash")
        .example("huntgen completion zsh >> ~/.zshrc", "Complete in zsh"),
    (args) => finish(() => runCompletion(args.shell)),
  );

function runCompletion(shell: string | undefined): number {
  // yargs prints the script for the shell of this variable.
  if (shell !== undefined) setEnvironment("SHELL", shell);
  yargs([]).scriptName("huntgen").showCompletionScript();
  return 0;
}

/** The commands and flags that take names of tables. */
const takesTables: Readonly<Record<string, RegExp>> = {
  query: /./,
  pull: /./,
  add: /^--table$/,
  init: /^--tables$/,
};

/** Completes the last word of a command line with names of tables if the command takes them. */
export function completeTables(words: readonly string[]): readonly string[] {
  if (words.length < 2) return [];
  const [command = ""] = words;
  const [before, current = ""] = words.slice(-2);
  const pattern = Object.hasOwn(takesTables, command) ? takesTables[command] : undefined;
  if (pattern?.test(before ?? "") !== true) return [];
  return tableNames().filter((name) => name.startsWith(current));
}

/** The tables that huntgen ships, and those whose exports have their names. */
function tableNames(): string[] {
  const files = [shippedExports, inputOf()].flatMap((directory) => {
    try {
      return readdirSync(directory).filter((file) => !isNeverRead(file));
    } catch {
      return [];
    }
  });
  const names = files.map((file) => path.parse(file).name).filter((name) => /^\w+$/.test(name));
  return [...new Set(names)].toSorted(compare);
}

function inputOf(): string {
  try {
    return configure({}).input;
  } catch (error) {
    if (!(error instanceof HuntgenError)) throw error;
    return "input-schemas";
  }
}
