// The output directory on disk: what it holds, and its replacement as a whole. A new tree is built
// beside the old one and takes its place by a rename, so that a reader, a killed run or a second
// run at the same time never leaves a mixture.

import { randomBytes } from "node:crypto";
import {
  chmodSync,
  type Dirent,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { compare } from "../problems.ts";
import { manifestPath, readManifest } from "./manifest.ts";

/** Every file below a directory, as relative paths with forward slashes, in code unit order. */
export function listFiles(directory: string): string[] {
  const files: string[] = [];
  for (const entry of readEntries(directory)) {
    if (entry.isDirectory()) continue;
    const location = path.join(entry.parentPath, entry.name);
    files.push(path.relative(directory, location).split(path.sep).join("/"));
  }
  return files.toSorted(compare);
}

/** What a directory holds: nothing where there is none, or where another run just moves it away. */
function readEntries(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true, recursive: true });
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}

/** The text of a file with line feeds alone, as git may have changed them; undefined without a file. */
export function readText(location: string): string | undefined {
  try {
    return readFileSync(location, "utf8").replace(/\r\n/g, "\n");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** A tree that is being built beside the one that it will replace. */
export interface NewTree {
  write(file: string, text: string): void;
  /**
   * Puts the new tree in the old one's place, complete: what was not written is taken from the old
   * tree, files that are none of huntgen's too. Does nothing and answers false where another run
   * has replaced the old tree, so that it does not hold what `isFile` accepts any more.
   */
  replaceOld(files: Iterable<string>, isFile: (file: string, text: string) => boolean): boolean;
  discard(): void;
}

/** Trees of this process that are being built: not leftovers, though their owner's number is ours. */
const beingBuilt = new Set<string>();

export function createTree(out: string): NewTree {
  const staging = besideName(out, "new");
  const written = new Set<string>();
  const close = (): void => {
    rmSync(staging, { recursive: true, force: true });
    beingBuilt.delete(staging);
  };
  beingBuilt.add(staging);
  return {
    write(file, text) {
      const location = path.join(staging, file);
      mkdirSync(path.dirname(location), { recursive: true });
      writeFileSync(location, text);
      written.add(file);
    },
    replaceOld(files, isFile) {
      for (const file of files) {
        if (written.has(file)) continue;
        const target = path.join(staging, file);
        keep(path.join(out, file), target);
        const text = readText(target);
        if (text === undefined || !isFile(file, text)) return false;
      }
      const old = statSync(out, { throwIfNoEntry: false });
      if (old !== undefined) chmodSync(staging, old.mode);
      keepForeign(out, staging);
      // What one tree lists may be foreign to another: both were to be read from the same.
      if (statSync(out, { throwIfNoEntry: false })?.ino !== old?.ino) return false;
      for (const aside of swap(staging, out)) {
        // What came into the old tree while the new one was built is nobody's to lose.
        keepForeign(aside, out);
        rmSync(aside, { recursive: true, force: true });
      }
      return true;
    },
    discard: close,
  };
}

/** Mends what a killed run left: the old tree, if it was moved aside and not replaced, comes back. */
export function mendLeftovers(out: string): void {
  const { dir, base } = path.parse(out);
  if (!existsSync(dir)) return;
  const prefix = `.${base}.huntgen-`;
  for (const name of readdirSync(dir)) {
    const location = path.join(dir, name);
    if (!name.startsWith(prefix) || beingBuilt.has(location) || !isAbandoned(name)) continue;
    if (name.startsWith(`${prefix}old-`) && !existsSync(out)) renameSync(location, out);
    else rmSync(location, { recursive: true, force: true });
  }
}

/**
 * Moves the old tree aside and the new one in, two renames apart, and returns what was moved aside.
 * A second run may have put its own tree in between: then that one is moved aside as well.
 */
function swap(staging: string, out: string): string[] {
  const asides: string[] = [];
  for (;;) {
    const aside = besideName(out, "old");
    try {
      renameSync(out, aside);
      asides.push(aside);
    } catch (error) {
      if (errorCode(error) !== "ENOENT") throw error;
    }
    try {
      renameSync(staging, out);
      return asides;
    } catch (error) {
      if (errorCode(error) !== "ENOTEMPTY" && errorCode(error) !== "EEXIST") {
        if (asides.length > 0) renameSync(aside, out);
        throw error;
      }
    }
  }
}

/** Keeps what a tree's own manifest does not list: that is somebody else's. */
function keepForeign(from: string, to: string): void {
  const ours = new Set([manifestPath, ...Object.keys(readManifest(from)?.files ?? {})]);
  for (const file of listFiles(from)) {
    const target = path.join(to, file);
    if (!ours.has(file) && !existsSync(target)) keep(path.join(from, file), target);
  }
}

/**
 * A second name for the same file keeps its time and costs no copy; not every disk can. A file that
 * is gone meanwhile is not kept.
 */
function keep(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return;
    cpSync(from, to, { preserveTimestamps: true, verbatimSymlinks: true });
  }
}

/** `.generated.huntgen-new-<process>-<random>`: hidden, on the same disk, and it tells whose it is. */
function besideName(out: string, kind: "new" | "old"): string {
  const { dir, base } = path.parse(out);
  const random = randomBytes(4).toString("hex");
  return path.join(dir, `.${base}.huntgen-${kind}-${process.pid}-${random}`);
}

function isAbandoned(name: string): boolean {
  const owner = Number(/-(?<owner>[0-9]+)-[0-9a-f]+$/.exec(name)?.groups?.["owner"]);
  if (owner === process.pid) return true;
  try {
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return errorCode(error) === "ESRCH";
  }
}

function errorCode(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
