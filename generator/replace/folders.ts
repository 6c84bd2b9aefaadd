// Creates directories, and removes those in which nothing is left.

import { existsSync, mkdirSync, rmdirSync } from "node:fs";
import path from "node:path";
import { findLink } from "./paths.ts";
import { errorCode } from "./write-problem.ts";

/**
 * Creates a directory and those above it; returns what it created, the outermost first. Node's own
 * recursive call reports ENOENT on a read-only file system.
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
