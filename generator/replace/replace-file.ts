// Writes a single file atomically.

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
import { errorCode, refusal, writeProblem } from "./write-problem.ts";

/** A younger temporary file may belong to an active run. */
const leftoverMilliseconds = 60_000;

/** Replaces a file, or the target of a symbolic link. Throws a `HuntgenError` if the system refuses. */
export function replaceFile(file: string, text: string | Uint8Array): void {
  writeTemporary(file, text, (temporary) => {
    const target = existsSync(file) ? realpathSync(file) : path.resolve(file);
    if (existsSync(target)) chmodSync(temporary, statSync(target).mode & 0o777);
    renameSync(temporary, target);
  });
}

/**
 * Creates a file. Returns false and changes nothing if it already exists; throws a `HuntgenError` if its path
 * is occupied by something else.
 */
export function createFile(file: string, text: string): boolean {
  try {
    writeTemporary(file, text, (temporary) => {
      try {
        linkSync(temporary, file);
      } catch (error) {
        if (errorCode(error) === "EEXIST") throw error;
        // Not every file system supports hard links.
        writeFileSync(file, text, { flag: "wx" });
      }
    });
    return true;
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
    if (isFile(file)) return false;
    throw refusal(file, "is not a file, but a file must be created here; move it");
  }
}

/** Whether a path is a file, or a link to one. */
function isFile(location: string): boolean {
  try {
    return statSync(location).isFile();
  } catch {
    // Such as a link to a file that does not exist.
    return false;
  }
}

/**
 * Writes a temporary file next to the target and passes it to `use`. Removes temporary files of killed
 * runs.
 */
function writeTemporary(
  file: string,
  text: string | Uint8Array,
  use: (temporary: string) => void,
): void {
  let temporary: string | undefined;
  try {
    const target = existsSync(file) ? realpathSync(file) : path.resolve(file);
    const { dir, base } = path.parse(target);
    const prefix = `.${base}.huntgen-`;
    temporary = path.join(dir, `${prefix}${randomBytes(8).toString("hex")}`);
    writeFileSync(temporary, text, { flag: "wx" });
    const now = statSync(temporary).mtimeMs;
    for (const name of readdirSync(dir)) {
      const isOwn = name.startsWith(prefix) && /^[0-9a-f]{16}$/.test(name.slice(prefix.length));
      const other = path.join(dir, name);
      if (isOwn && now - statSync(other).mtimeMs > leftoverMilliseconds) rmSync(other);
    }
    use(temporary);
  } catch (error) {
    if (errorCode(error) === "EEXIST") throw error;
    throw writeProblem({ root: path.resolve(file), shown: file }, error);
  } finally {
    if (temporary !== undefined) removeIfThere(temporary);
  }
}

/** Removes a file if possible. What failed the write may also fail the removal; the first error counts. */
function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The file does not exist or cannot be reached.
  }
}
