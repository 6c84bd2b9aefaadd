#!/usr/bin/env node
// The command line -> one of the commands -> exit status.
// 0: done, or clean. 1: the answer is no. 2: it could not be told.

import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { loadCommands } from "./commands/commands.ts";
import { wordsForYargs } from "./commands/flags.ts";
import { clearProgress, reportProblems, printStatus } from "./commands/terminal.ts";
import { HuntgenError, visible } from "./problems.ts";
import { version } from "./version.ts";

const words = hideBin(process.argv);
const program = yargs(wordsForYargs(words))
  .scriptName("huntgen")
  // One language on every machine.
  .detectLocale(false)
  .usage("$0 <command>\n\nTurns saved getschema exports into types, JSON Schemas and validators.");

for (const add of await loadCommands(words)) add(program);

program
  .demandCommand(1, "Name a command.")
  .strict()
  .recommendCommands()
  .version(version)
  .alias({ help: "h", version: "v" })
  .wrap(100)
  .epilogue("Exit status: 0 done or clean, 1 the answer is no, 2 it could not be told.")
  .exitProcess(false)
  .fail((message, error) => {
    const isDefect = error !== undefined && error.name !== "YError";
    throw isDefect ? error : new UsageError(error?.message ?? message);
  });

class UsageError extends Error {}

// Whoever reads the output may have enough of it, as `head` has.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = 2;
  reportFailure(error);
}

function reportFailure(error: unknown): void {
  clearProgress();
  if (error instanceof HuntgenError) {
    reportProblems(error.problems);
    return;
  }
  if (error instanceof UsageError) {
    printStatus(`${visible(error.message)}\nSee: huntgen --help`);
    return;
  }
  const shown = error instanceof Error ? (error.stack ?? error.message) : String(error);
  printStatus(`huntgen failed, which is a defect of huntgen's; nothing was written.\n${shown}`);
}
