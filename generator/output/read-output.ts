// Reads the output directory. Writes nothing.

import { createHash } from "node:crypto";
import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { compare } from "../problems.ts";
import type { Directory } from "../replace/paths.ts";
import { workFolder } from "../replace/turn.ts";
import { errorCode, refusal } from "../replace/write-problem.ts";

/**
 * Lists every file below a directory, as relative paths with forward slashes, in code unit order. A
 * directory that may not be read is listed itself. Files of git and of a run are not listed.
 */
export function listFiles(directory: string): string[] {
  const files: string[] = [];
  const visit = (folder: string): void => {
    const entries = readEntries(path.join(directory, folder));
    if (entries === undefined) files.push(folder);
    for (const entry of entries ?? []) {
      if (entry.name === ".git" || entry.name === workFolder) continue;
      const file = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(file);
      else files.push(file);
    }
  };
  visit("");
  return files.toSorted(compare);
}

/** Returns undefined for a directory that may not be read. */
function readEntries(directory: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT") return [];
    if (code === "EACCES" || code === "EPERM") return undefined;
    throw error;
  }
}

/** The most bytes of a file that is read. No generated file is longer. */
const longestFile = 2 ** 28;

/**
 * Reads a file of a directory with LF line endings, since git may have changed them; returns undefined if
 * there is no file.
 */
export function readText({ root, shown }: Directory, file: string): string | undefined {
  try {
    const location = path.join(root, file);
    const found = statSync(location);
    // Reading a pipe could wait forever.
    if (!(found.isFile() || found.isDirectory()) || found.size > longestFile) {
      throw refusal(
        `${shown}/${file}`,
        "is not a generated file, but a generated file must be written here; move it",
      );
    }
    return readFileSync(location, "utf8").replace(/\r\n/g, "\n");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
