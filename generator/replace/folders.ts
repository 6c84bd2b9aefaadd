// Creates directories and removes empty ones.

import { existsSync, mkdirSync, rmdirSync } from "node:fs";
import path from "node:path";
import { findLink } from "./paths.ts";
import { errorCode } from "./write-problem.ts";

/**
 * Creates a directory and its missing parents; returns the created directories, outermost first. Node's
 * own recursive call reports ENOENT on a read-only file system.
 */
export function createFolders(location: string): string[] {
  if (existsSync(location)) return [];
  const above = createFolders(path.dirname(location));
  try {
    mkdirSync(location);
    return [...above, location];
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
    return above;
  }
}

/** Removes a directory if it is empty. Returns whether it was removed. */
export function removeIfEmpty(root: string, folder: string): boolean {
  if (findLink(root, folder) !== undefined) return false;
  try {
    rmdirSync(path.join(root, folder));
    return true;
  } catch {
    return false;
  }
}

/** Removes the directories that removing a file has left empty. */
export function removeEmptied(root: string, file: string): void {
  let folder = path.posix.dirname(file);
  while (folder !== "." && removeIfEmpty(root, folder)) folder = path.posix.dirname(folder);
}
