#!/usr/bin/env node
// Runs the command that the command line names, and sets the exit code: 0 for success, 1 for a failed
// check, 2 for an error.

import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { isCommand, loadCommands } from "./commands/commands.ts";
import { completeTables } from "./commands/completion.ts";
import { wordsForYargs } from "./commands/flags.ts";
import { clearProgress, print, printStatus, reportProblems } from "./commands/terminal.ts";
import { describeUsageError } from "./commands/usage-error.ts";
import { HuntgenError, visible } from "./problems.ts";
import { writeProblem } from "./replace/write-problem.ts";
import { version } from "./version.ts";

const words = hideBin(process.argv);
const program = yargs(wordsForYargs(words))
  .scriptName("huntgen")
  // One language on every machine.
  .detectLocale(false)
  .usage(
    "$0 <command>\n\nGenerates TypeScript types, JSON Schemas and validators from saved getschema exports.",
  );

// The script of `huntgen completion` passes the command line after this word and the name of the program.
const isCompleting = words[0] === "--get-yargs-completions";
// The script for fish omits the name of the program.
const commandWords = isCompleting ? words.slice(words[1] === "huntgen" ? 2 : 1) : words;
for (const add of await loadCommands(commandWords)) add(program);

program
  .demandCommand(1, "Specify a command.")
  .strict()
  // yargs does not pass words after `--` to the command.
  .check(({ _: [, ...others] }) => {
    if (others.length > 0) throw new UsageError(`Unknown argument: ${others.join(", ")}`);
    return true;
  })
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
    throw isDefect ? error : new UsageError(describeUsageError(error?.message ?? message, words));
  });

class UsageError extends Error {}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader such as `head` may close the output early.
  if (error.code === "EPIPE") return;
  reportFailure(writeProblem({ root: "", shown: "stdout" }, error, "the output is incomplete"));
  process.exit(2);
});

try {
  if (words.length === 0) {
    // A script whose variable for the command is empty must not succeed, so this is an error.
    printStatus(await program.getHelp());
    process.exitCode = 2;
  } else {
    // yargs completes commands and flags.
    if (isCompleting) for (const name of completeTables(commandWords)) print(name);
    await program.parseAsync();
  }
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
    printStatus(
      `${visible(error.message)}\nSee: huntgen${isCommand(words) ? ` ${words[0]}` : ""} --help`,
    );
    return;
  }
  const shown = error instanceof Error ? (error.stack ?? error.message) : String(error);
  printStatus(`Internal error: this is a bug in huntgen. No files were written.\n${shown}`);
}
