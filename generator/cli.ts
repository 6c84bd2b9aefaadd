#!/usr/bin/env node
// Runs the command that the command line names, and sets the exit code: 0 for success, 1 for a failed
// check, 2 for an error.

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
  .usage(
    "$0 <command>\n\nGenerates TypeScript types, JSON Schemas and validators from saved getschema exports.",
  );

for (const add of await loadCommands(words)) add(program);

program
  .demandCommand(1, "Specify a command.")
  .strict()
  .recommendCommands()
  .version(version)
  .alias({ help: "h", version: "v" })
  .wrap(100)
  .epilogue(
    "Exit codes: 0 success, 1 check failed (stale output, breaking change, rejected records), 2 error.",
  )
  .exitProcess(false)
  .fail((message, error) => {
    const isDefect = error !== undefined && error.name !== "YError";
    throw isDefect ? error : new UsageError(error?.message ?? message);
  });

class UsageError extends Error {}

// A reader such as `head` may close the output early.
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
  printStatus(`Internal error: this is a bug in huntgen. No files were written.\n${shown}`);
}
