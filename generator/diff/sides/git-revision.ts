// Checks out the configuration and the exports of a git revision into a temporary directory.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isNeverRead } from "../../ingest/read-exports.ts";
import { HuntgenError } from "../../problems.ts";
import { listTree, readObjects } from "./git.ts";

export interface Revision {
  /** The temporary directory that the files are written to. */
  readonly root: string;
  /**
   * Writes the files of a directory, or only `file`, into `into`. Only the last part of each path is
   * used, so that the paths of an untrusted revision cannot lead elsewhere. `directory` is relative to the
   * working directory. Returns the number of files.
   */
  checkOut(directory: string, into: string, file?: string): number;
}

/** Calls `read` with the revision of a commit, then removes the files. `name` is shown in problems. */
export function withRevision<Result>(
  name: string,
  commit: string,
  read: (revision: Revision) => Result,
): Result {
  const root = mkdtempSync(path.join(tmpdir(), "huntgen-revision-"));
  const checkOut: Revision["checkOut"] = (directory, into, file) => {
    const refuse = (at: string, message: string): never => {
      const shown = [directory, at].filter((part) => part !== "").join("/");
      throw new HuntgenError([{ code: "no-schema", file: `${name}:${shown}`, line: 0, message }]);
    };
    const entries = (listTree(commit, directory) ?? []).filter((entry) =>
      file === undefined ? !isNeverRead(entry.name) : entry.name === file,
    );
    const link = entries.find(({ isLink }) => isLink);
    if (link !== undefined) {
      refuse(link.name, "symbolic links in a revision are not followed; commit the file itself");
    }
    const files = entries.filter(({ isFile }) => isFile);
    const contents =
      readObjects(files.map(({ object }) => object)) ??
      refuse("", "git does not have all files of this revision; fetch them");
    mkdirSync(into, { recursive: true });
    for (const [index, { name: last }] of files.entries()) {
      writeFileSync(path.join(into, path.basename(last)), contents[index] ?? "");
    }
    return files.length;
  };
  try {
    return read({ root, checkOut });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
