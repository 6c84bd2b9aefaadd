// Converts errors of the file system into problems that explain what to do.

import path from "node:path";
import { HuntgenError } from "../problems.ts";
import type { Directory } from "./paths.ts";

/** The meaning of each error code, and what the user can do. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied; check the owner and the mode of the directory",
  EDQUOT: "the disk quota is used up; free space, then run again",
  EISDIR: "a directory occupies the path of a file; move it",
  ELOOP: "the symbolic links are circular; remove them",
  EMFILE: "too many open files; raise the limit (ulimit -n)",
  ENAMETOOLONG: "the path is too long for the file system; use a shorter directory",
  ENFILE: "too many open files; raise the limit of the system",
  ENOENT: "the directory does not exist; create it",
  ENOSPC: "the disk is full; free space, then run again",
  ENOTDIR: "a file occupies the path of a directory; move it",
  EPERM: "operation not permitted; check the owner and the attributes of the directory",
  EROFS: "the file system is read-only; mount it writable, or write to another directory",
  EXDEV:
    "another file system is mounted there, and files cannot be renamed across file systems; unmount it",
};

/**
 * Converts an error of the system, which the user can fix, to a `HuntgenError`. Returns any other error
 * unchanged.
 */
export function writeProblem(
  directory: Directory,
  error: unknown,
  outcome = "nothing was changed",
): unknown {
  if (!isSystemError(error)) return error;
  const known = reasons[error.code];
  const reason = known === undefined ? error.message : `${known} (${error.code})`;
  return refusal(shownPath(directory, error), `cannot be written, ${outcome}: ${reason}`);
}

/** Creates the error for a file or directory that cannot or must not be written. */
export function refusal(file: string, message: string): HuntgenError {
  return new HuntgenError([{ code: "unwritable-output", file, line: 0, message }]);
}

/** Returns the code of a system error, such as `ENOENT`; undefined for any other error. */
export function errorCode(error: unknown): string | undefined {
  return isSystemError(error) ? error.code : undefined;
}

interface SystemError extends Error {
  readonly code: string;
  readonly path?: unknown;
  readonly dest?: unknown;
}

function isSystemError(error: unknown): error is SystemError {
  return (
    error instanceof Error &&
    "syscall" in error &&
    "code" in error &&
    typeof error.code === "string"
  );
}

/**
 * Returns the path that the user knows: the destination of a rename, and never a file in the work
 * folder.
 */
function shownPath({ root, shown }: Directory, error: SystemError): string {
  for (const location of [error.dest, error.path]) {
    if (typeof location !== "string") continue;
    const relative = path.relative(root, location).split(path.sep).join("/");
    const isStaged = relative.startsWith(".huntgen");
    if (relative === "" || isStaged || relative.startsWith("..")) continue;
    return `${shown}/${relative}`;
  }
  return shown;
}
