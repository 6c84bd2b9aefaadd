// Creates a directory with generated files and with what huntgen must never touch.

import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach } from "vitest";
import type { FileChange } from "../../generator/replace/replace-files.ts";
import { listBelow } from "../support/list-below.ts";

/** Thousands of runs write through to the disk, which takes no time in memory. */
const quickest = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const created: string[] = [];
afterEach(() => {
  for (const directory of created.splice(0)) rmSync(directory, { recursive: true, force: true });
});

export function createDirectory(): string {
  const directory = realpathSync(mkdtempSync(path.join(quickest, "huntgen-replace-")));
  created.push(directory);
  return directory;
}

/**
 * Trees that differ in every way: files are added, replaced and removed, and folders appear and
 * disappear.
 */
const trees = {
  a: { "index.ts": "index a", "same.ts": "same", "tables/A.ts": "A", "old/deep/X.ts": "X" },
  b: { "index.ts": "index b", "same.ts": "same", "tables/B.ts": "B", "new/deep/Y.ts": "Y" },
  c: { "index.ts": "index c", "same.ts": "same", "tables/A.ts": "A of c", "new/Z.ts": "Z" },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

export type Tree = keyof typeof trees;

const everyFile = new Set(Object.values(trees).flatMap((tree) => Object.keys(tree)));

/** Returns the changes that turn tree a into another. */
export function changesTo(to: Tree): FileChange[] {
  const [before, after] = [new Map(Object.entries(trees.a)), new Map(Object.entries(trees[to]))];
  return allChangesTo(to).filter(({ path: file }) => before.get(file) !== after.get(file));
}

/** Returns the changes that turn any tree into this one. */
export function allChangesTo(to: Tree): FileChange[] {
  const after = new Map(Object.entries(trees[to]));
  return [...everyFile].map((file) => ({ path: file, text: after.get(file) }));
}

export function writeTree(root: string, tree: Tree): void {
  for (const [file, text] of Object.entries(trees[tree])) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
}

/** Adds files, links, empty directories and modes that huntgen must not touch. */
export function addForeign(root: string): void {
  writeFileSync(path.join(root, "mine.txt"), "mine");
  writeFileSync(path.join(root, "tables/mine.txt"), "mine");
  linkSync(path.join(root, "mine.txt"), path.join(root, "second-name.txt"));
  symlinkSync("nowhere", path.join(root, ".#index.ts"));
  symlinkSync("..", path.join(root, "up"));
  mkdirSync(path.join(root, "empty/below"), { recursive: true });
  mkdirSync(path.join(root, "private"), { mode: 0o700 });
  chmodSync(root, 0o750);
  chmodSync(path.join(root, "tables"), 0o700);
}

/** Creates a repository in the directory, after `git gc`: its `refs` contain only directories. */
export function addRepository(root: string): void {
  const git = (...args: string[]): void => {
    const identity = ["-c", "user.name=a", "-c", "user.email=a@b.invalid"];
    execFileSync("git", [...identity, ...args], { cwd: root, stdio: "ignore" });
  };
  git("init");
  git("commit", "--allow-empty", "-m", "first");
  git("gc");
}

/** Lists everything below a directory: kind, mode, and text, target or inode. */
export function snapshot(root: string, isForeign?: (file: string) => boolean): string[] {
  return listBelow(root)
    .map((entry) => entry.path)
    .filter((file) => isForeign?.(file) ?? true)
    .concat(".")
    .toSorted()
    .map((file) => {
      const location = path.join(root, file);
      const { mode, ino } = lstatSync(location);
      const shown = `${file} ${mode.toString(8)}`;
      const inode = isForeign === undefined ? "" : ` ${ino}`;
      if (lstatSync(location).isSymbolicLink())
        return `${shown}${inode} -> ${readlinkSync(location)}`;
      if (lstatSync(location).isDirectory()) return `${shown}${inode}`;
      return `${shown}${inode} ${readFileSync(location, "latin1")}`;
    });
}

/** Whether the generated files are those of a tree, and no file of another tree is left. */
export function holds(root: string, tree: Tree): boolean {
  const texts = new Map(Object.entries(trees[tree]));
  return [...everyFile].every((file) => readIfThere(path.join(root, file)) === texts.get(file));
}

function readIfThere(location: string): string | undefined {
  return existsSync(location) ? readFileSync(location, "utf8") : undefined;
}
