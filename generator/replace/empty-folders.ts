// Removes directories in which nothing is left.

import { rmdirSync } from "node:fs";
import path from "node:path";
import { findLink } from "./paths.ts";

/** Removes a directory if nothing is in it. */
export function removeIfEmpty(root: string, folder: string): boolean {
  if (findLink(root, folder) !== undefined) return false;
  try {
    rmdirSync(path.join(root, folder));
    return true;
  } catch {
    return false;
  }
}

/** Removes directories that are empty once a file is removed. */
export function removeEmptied(root: string, file: string): void {
  let folder = path.posix.dirname(file);
  while (folder !== "." && removeIfEmpty(root, folder)) folder = path.posix.dirname(folder);
}
