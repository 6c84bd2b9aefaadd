// Calls a command of the built program in this process, as its command line would, and captures its
// output.

import yargs from "yargs";
import { loadCommandModules, loadProblems } from "../built-program.ts";

export interface Called {
  readonly status: number;
  /** The output to both streams. */
  readonly printed: string;
  /** The stack of an error that is not meant for users. */
  readonly defect?: string;
}

/**
 * Calls a command in a directory. The modules are loaded from the working directory before that.
 */
export async function callCommand(words: readonly string[], directory: string): Promise<Called> {
  const { loadCommands, wordsForYargs } = await loadCommandModules();
  const { HuntgenError, formatProblem } = await loadProblems();
  const program = yargs(wordsForYargs(words)).detectLocale(false).exitProcess(false).strict();
  for (const add of await loadCommands(words)) add(program);
  program.fail((message, error) => {
    throw error ?? new Error(`usage: ${message}`);
  });
  let printed = "";
  const streams = [process.stdout, process.stderr] as const;
  const writers = streams.map((stream) => stream.write.bind(stream));
  for (const stream of streams) {
    stream.write = (text: string | Uint8Array): boolean => {
      if (printed.length < mostPrinted) printed += String(text);
      return true;
    };
  }
  process.exitCode = 0;
  process.chdir(directory);
  try {
    await program.parseAsync();
    return { status: Number(process.exitCode), printed };
  } catch (error) {
    if (error instanceof HuntgenError) {
      return { status: 2, printed: printed + error.problems.map(formatProblem).join("\n") };
    }
    const defect = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { status: 2, printed, defect };
  } finally {
    process.exitCode = 0;
    for (const [index, stream] of streams.entries()) {
      const write = writers[index];
      if (write !== undefined) stream.write = write;
    }
  }
}

/** Enough output for the checks of what must not be printed. */
const mostPrinted = 1_000_000;
