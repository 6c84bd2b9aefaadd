// Runs the built program in a temporary directory, for pages and pictures that show its real output.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface ScratchDirectory {
  write(file: string, text: string | Uint8Array): void;
  /** Returns what the program printed, stdout before stderr. */
  huntgen(...args: string[]): string;
  git(...args: string[]): void;
}

/** Calls `use` with a temporary directory that is removed afterwards. */
export function inScratchDirectory<Result>(use: (directory: ScratchDirectory) => Result): Result {
  const directory = realpathSync(mkdtempSync(path.join(tmpdir(), "huntgen-site-")));
  const env = { PATH: process.env["PATH"] ?? "", HOME: directory };
  const run = (command: string, args: readonly string[]): string => {
    const { stdout, stderr, error } = spawnSync(command, args, {
      cwd: directory,
      env,
      encoding: "utf8",
    });
    if (error !== undefined) throw error;
    return stdout + stderr;
  };
  // npm and Vitest both start in the root of the repository.
  const program = path.resolve("dist/cli.js");
  try {
    return use({
      write(file, text) {
        const target = path.join(directory, file);
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, text);
      },
      huntgen: (...args) => run(process.execPath, [program, ...args]),
      git(...args) {
        run("git", ["-c", "user.name=docs", "-c", "user.email=docs@localhost", ...args]);
      },
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
