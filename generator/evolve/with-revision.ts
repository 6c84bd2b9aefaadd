// A git revision -> its configuration and exports in a directory that lives as long as they are read.
// Runs git without a shell; of what a stranger has named, only the commit's hash reaches git again.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { SchemaError } from "../problems.ts";

const mostBytes = 2 ** 30;

export interface Revision {
  /** Where its files are written. */
  readonly root: string;
  /**
   * Writes a file, or the files of a directory, by their last names alone: what a stranger's revision
   * calls its paths leads nowhere else. `at` is relative to the working directory. Answers how many.
   */
  checkOut(at: string, into: string): number;
}

/** Reads a revision. Throws a `SchemaError` where it is none, or git is not there. */
export function withRevision<Result>(name: string, read: (revision: Revision) => Result): Result {
  const asked = git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]);
  const commit = asked?.toString().trim() ?? "";
  if (!/^[0-9a-f]{40,64}$/.test(commit)) {
    const message = "neither a directory, nor a manifest.json, nor a git revision here";
    throw new SchemaError([{ code: "no-schema", file: name, line: 0, message }]);
  }
  const root = mkdtempSync(path.join(tmpdir(), "huntgen-revision-"));
  try {
    return read({ root, checkOut: (at, into) => checkOut(commit, at, into) });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function checkOut(commit: string, at: string, into: string): number {
  const listed = git(["ls-tree", "-z", commit, "--", at])?.toString() ?? "";
  // An ordinary file: no link, no directory, no other repository.
  const files = [...listed.matchAll(/100\d{3} blob (?<object>[0-9a-f]+)\t(?<file>[^\0]+)\0/g)];
  const objects = files.map(({ groups }) => `${groups?.["object"]}\n`).join("");
  const output = git(["cat-file", "--batch"], objects) ?? Buffer.alloc(0);
  mkdirSync(into, { recursive: true });
  let offset = 0;
  for (const { groups } of files) {
    const start = output.indexOf("\n", offset) + 1;
    const size = Number(output.toString("utf8", offset, start).trimEnd().split(" ")[2]);
    const name = path.basename(groups?.["file"] ?? "");
    writeFileSync(path.join(into, name), output.subarray(start, start + size));
    offset = start + size + 1;
  }
  return files.length;
}

/** What git answers; undefined where it refuses. */
function git(args: readonly string[], input = ""): Buffer | undefined {
  const { status, stdout } = spawnSync("git", args, { input, maxBuffer: mostBytes });
  return status === 0 ? stdout : undefined;
}
