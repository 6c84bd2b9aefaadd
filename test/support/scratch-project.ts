// Creates a project for one test: a temporary directory with files, in which the built huntgen runs. It is
// removed when the test is over.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach } from "vitest";
import { cli } from "./built-files.ts";
import { listBelow } from "./list-below.ts";
import { type Outcome, runResident } from "./run-resident.ts";

export type { Outcome } from "./run-resident.ts";

export interface RunOptions {
  /** Working directory, relative to the project; the project itself by default. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Run {
  readonly process: ChildProcess;
  readonly outcome: Promise<Outcome>;
}

export interface Project {
  /** Absolute path, without symbolic links. */
  readonly dir: string;
  read(file: string): string;
  bytes(file: string): Buffer;
  write(file: string, text: string | Uint8Array): void;
  remove(file: string): void;
  /**
   * Lists every file below a folder of the project, as sorted relative paths with forward slashes.
   */
  list(folder?: string): string[];
  /** Returns every file below a folder with its text. */
  contents(folder?: string): Record<string, string>;
  /** Runs huntgen in the project, in a process that all runs of the test file share. */
  run(...args: string[]): Promise<Outcome>;
  /** Runs huntgen in a process of its own. */
  runWith(options: RunOptions, ...args: string[]): Promise<Outcome>;
  /** Starts huntgen in the project, to be watched or killed. */
  start(options: RunOptions, ...args: string[]): Run;
}

const ofTest: string[] = [];
const ofFile: string[] = [];

afterEach(() => removeAll(ofTest));
afterAll(() => removeAll(ofFile));

/** Creates a project for one test. */
export function createProject(files: Readonly<Record<string, string | Uint8Array>> = {}): Project {
  return build(files, ofTest);
}

/** Creates a project that lives until the last test of the file, for `beforeAll`. */
export function createSharedProject(
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Project {
  return build(files, ofFile);
}

/** Returns the text of an export, from `Name:type` for each column. */
export function csv(...columns: string[]): string {
  return `ColumnName,ColumnType\n${columns.map((column) => `${column.replace(":", ",")}\n`).join("")}`;
}

function build(files: Readonly<Record<string, string | Uint8Array>>, owned: string[]): Project {
  const dir = realpathSync(mkdtempSync(path.join(tmpdir(), "huntgen-test-")));
  owned.push(dir);
  const project: Project = {
    dir,
    read: (file) => readFileSync(path.join(dir, file), "utf8"),
    bytes: (file) => readFileSync(path.join(dir, file)),
    write(file, text) {
      mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
      writeFileSync(path.join(dir, file), text);
    },
    remove: (file) => rmSync(path.join(dir, file), { recursive: true }),
    list: (folder = ".") => listFiles(path.join(dir, folder)),
    contents: (folder = ".") =>
      Object.fromEntries(
        listFiles(path.join(dir, folder)).map((file) => [
          file,
          readFileSync(path.join(dir, folder, file), "utf8"),
        ]),
      ),
    run: (...args) => runResident({ args, cwd: dir, env: environmentOf(dir) }),
    runWith: (options, ...args) => project.start(options, ...args).outcome,
    start({ cwd = ".", env = {} }, ...args) {
      const child = spawn(process.execPath, [cli, ...args], {
        cwd: path.join(dir, cwd),
        env: { ...environmentOf(dir), ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      return { process: child, outcome: outcomeOf(child) };
    },
  };
  for (const [file, text] of Object.entries(files)) project.write(file, text);
  return project;
}

/** As in a plain shell, because settings of the test runner or a CI must not change the output. */
function environmentOf(dir: string): Record<string, string> {
  return { PATH: process.env["PATH"] ?? "", HOME: dir };
}

function outcomeOf(child: ChildProcess): Promise<Outcome> {
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout?.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => stderr.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => {
      resolve({
        status,
        stdout: Buffer.concat(stdout).toString("utf8"),
        stderr: Buffer.concat(stderr).toString("utf8"),
      });
    });
  });
}

function listFiles(directory: string): string[] {
  return listBelow(directory)
    .filter((entry) => !entry.isDirectory)
    .map((entry) => entry.path.split(path.sep).join("/"))
    .toSorted();
}

function removeAll(directories: string[]): void {
  for (const directory of directories.splice(0)) {
    rmSync(directory, { recursive: true, force: true });
  }
}
