// Writes a single file, whole or not at all.

import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  linkSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { errorCode, writeProblem } from "./write-problem.ts";

/** Younger than this, a file that waits next to its place may belong to a run that is at work. */
const leftoverMilliseconds = 60_000;

/** Replaces a file, or the file that a symbolic link names. Throws a `HuntgenError` if the system refuses. */
export function replaceFile(file: string, text: string): void {
  writeAside(file, text, (aside) => {
    const target = existsSync(file) ? realpathSync(file) : path.resolve(file);
    if (existsSync(target)) chmodSync(aside, statSync(target).mode & 0o777);
    renameSync(aside, target);
  });
}

/** Creates a file; returns false, and changes nothing, if there is one. */
export function createFile(file: string, text: string): boolean {
  try {
    writeAside(file, text, (aside) => {
      try {
        linkSync(aside, file);
      } catch (error) {
        if (errorCode(error) === "EEXIST") throw error;
        // Not every file system has second names for files.
        writeFileSync(file, text, { flag: "wx" });
      }
    });
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

/** Writes a file next to its place and hands it to `use`. What a killed run has left there is removed. */
function writeAside(file: string, text: string, use: (aside: string) => void): void {
  let aside: string | undefined;
  try {
    const target = existsSync(file) ? realpathSync(file) : path.resolve(file);
    const { dir, base } = path.parse(target);
    const prefix = `.${base}.huntgen-`;
    aside = path.join(dir, `${prefix}${randomBytes(8).toString("hex")}`);
    writeFileSync(aside, text, { flag: "wx" });
    const now = statSync(aside).mtimeMs;
    for (const name of readdirSync(dir)) {
      const isOwn = name.startsWith(prefix) && /^[0-9a-f]{16}$/.test(name.slice(prefix.length));
      const other = path.join(dir, name);
      if (isOwn && now - statSync(other).mtimeMs > leftoverMilliseconds) rmSync(other);
    }
    use(aside);
  } catch (error) {
    if (errorCode(error) === "EEXIST") throw error;
    throw writeProblem({ root: path.resolve(file), shown: file }, error);
  } finally {
    if (aside !== undefined) removeIfThere(aside);
  }
}

/** What kept the file from being written may keep it from being removed; the first error counts. */
function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It is not there, or cannot be reached.
  }
}
