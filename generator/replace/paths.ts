// Decides which paths may be written below a directory, wherever the paths come from.

import { existsSync, lstatSync, realpathSync } from "node:fs";
import path from "node:path";

/**
 * Whether a relative path with forward slashes stays below its directory, and outside of the directories of
 * git and huntgen. Paths come from manifests and journals, which a pull request can change.
 */
export function isInside(file: string): boolean {
  if (/[\\:\0]/.test(file) || path.isAbsolute(file)) return false;
  return file.split("/").every((name) => !/^(?:|\.|\.\.|\.git|\.huntgen|git~\d)[. ]*$/i.test(name));
}

/**
 * Finds the first part of a path that is a symbolic link, relative to the directory; undefined if there
 * is no link.
 */
export function findLink(root: string, file: string): string | undefined {
  const names = file.split("/");
  for (let length = 1; length <= names.length; length += 1) {
    const part = names.slice(0, length).join("/");
    const found = lstatSync(path.join(root, part), { throwIfNoEntry: false });
    if (found === undefined) return undefined;
    if (found.isSymbolicLink()) return part;
  }
  return undefined;
}

/** A directory whose files are changed, with its name in messages. */
export interface Directory {
  /** Absolute, without symbolic links. */
  readonly root: string;
  /** As the user wrote it, with forward slashes. */
  readonly shown: string;
}

export function directoryOf(written: string): Directory {
  return {
    root: existsSync(written) ? realpathSync(written) : path.resolve(written),
    shown: written.split(path.sep).join("/"),
  };
}
