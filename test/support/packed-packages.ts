// Packs the packages of this repository into tarballs and installs them with npm, as their users
// get them.

import { spawn } from "node:child_process";
import { cpSync, readdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export interface Outcome {
  /** Exit code, or null if a signal ended the process. */
  readonly status: number | null;
  readonly stdout: string;
  /** The output on stdout and stderr, in the order in which it arrived. */
  readonly output: string;
}

/** The result of `npm pack`. */
export interface Tarball {
  readonly location: string;
  readonly name: string;
  readonly version: string;
  readonly files: readonly string[];
}

/** Milliseconds that npm may take. */
export const npmTime = 300_000;

const repository = fileURLToPath(new URL("../..", import.meta.url));
const installFlags = ["--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];

/**
 * Packs `huntgen` and `@huntgen/defender` from a copy of the repository in an empty directory,
 * because packing builds, and other tests may be using the built files.
 */
export async function packRepository(directory: string): Promise<[Tarball, Tarball]> {
  const left = new Set(["node_modules", "dist", "test", ".git", ".ci"]);
  for (const entry of readdirSync(repository)) {
    if (left.has(entry) || entry.endsWith(".tgz")) continue;
    cpSync(path.join(repository, entry), path.join(directory, entry), {
      recursive: true,
      filter: (file) => file !== path.join(repository, "generated/dist"),
    });
  }
  symlinkSync(path.join(repository, "node_modules"), path.join(directory, "node_modules"));
  return [await pack(directory), await pack(directory, "-w", "generated")];
}

/** Runs a command as from a plain shell in the directory. */
export function start(cwd: string, command: string, ...args: string[]): Promise<Outcome> {
  const child = spawn(command, args, {
    cwd,
    env: outerEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, output] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, stdout, output }));
  });
}

/**
 * Returns the environment without what `npm test` and the test runner around this process have set.
 */
function outerEnvironment(): NodeJS.ProcessEnv {
  const inner =
    /^(?:npm_(?:package|lifecycle|config_local_prefix|config_workspace)|INIT_CWD|VITEST|NODE_ENV|NODE_OPTIONS)/;
  const kept = Object.entries(process.env).filter(([name]) => !inner.test(name));
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  // Removes the repository's programs too: a project has only the programs that it installs.
  const outside = folders.filter((folder) => !folder.startsWith(repository));
  return { ...Object.fromEntries(kept), PATH: outside.join(path.delimiter) };
}

/** Packs a package, which builds it first. */
export async function pack(cwd: string, ...flags: string[]): Promise<Tarball> {
  const { status, stdout, output } = await npm(cwd, "pack", "--json", ...flags);
  if (status !== 0) throw new Error(`npm pack failed:\n${output}`);
  // The output of the build precedes npm's JSON.
  const [packed] = JSON.parse(stdout.slice(stdout.search(/^\[$/m)));
  return {
    location: path.join(cwd, packed.filename),
    name: packed.name,
    version: packed.version,
    files: packed.files.map((file: { path: string }) => file.path),
  };
}

/** Installs tarballs, and the dependencies in the directory's package.json, as a user does. */
export async function install(directory: string, ...tarballs: readonly Tarball[]): Promise<void> {
  const locations = tarballs.map(({ location }) => location);
  const { status, output } = await npm(directory, "install", ...installFlags, ...locations);
  if (status !== 0) throw new Error(`npm install failed:\n${output}`);
}

function npm(cwd: string, ...args: string[]): Promise<Outcome> {
  return start(cwd, "npm", ...args);
}
