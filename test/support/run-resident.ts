// Runs the built program in a process that all runs of a test file share, one run after another.

import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { cli } from "./built-files.ts";

export interface Outcome {
  /** Exit code, or null if a signal ended the process. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ResidentRun {
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Calls of the file system that fail during the run. */
  readonly fault?: Fault | undefined;
}

export interface Fault {
  /** For example `EACCES`. */
  readonly code: string;
  /** Names of functions of `node:fs`. */
  readonly calls: readonly string[];
  /** The file for which they fail, relative to the working directory; empty for all files in it. */
  readonly file: string;
}

const program = fileURLToPath(new URL("resident-program.js", import.meta.url));

let resident: ChildProcess | undefined;
let last: Promise<unknown> = Promise.resolve();

afterAll(() => {
  resident?.kill();
  resident = undefined;
});

/** Runs the program after the runs before. Rejects if the process ends during the run. */
export function runResident(run: ResidentRun): Promise<Outcome> {
  const outcome = last.then(() => request(run));
  last = outcome.catch(() => undefined);
  return outcome;
}

function request(run: ResidentRun): Promise<Outcome> {
  const child = (resident ??= fork(program, [cli], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  }));
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => {
      resident = undefined;
      reject(new Error(`huntgen ${run.args.join(" ")} ended the shared process with ${code}`));
    };
    child.once("exit", onExit);
    child.once("message", ({ failure, ...outcome }: Outcome & { readonly failure?: string }) => {
      child.off("exit", onExit);
      if (failure === undefined) resolve(outcome);
      else reject(new Error(failure));
    });
    child.send(run);
  });
}
