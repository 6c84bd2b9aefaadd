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
  /** Writes a file, or all files of a directory; `at` is relative to the working directory. */
  checkOut(at: string): void;
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
    return read({ root, checkOut: (at) => checkOut(commit, at, root) });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function checkOut(commit: string, at: string, root: string): void {
  const listed = git(["ls-tree", "-rz", "--name-only", commit, "--", at])?.toString() ?? "";
  const files = listed.split("\0").filter((file) => file !== "" && !file.includes("\n"));
  const objects = files.map((file) => `${commit}:./${file}\n`).join("");
  const output = git(["cat-file", "--batch"], objects) ?? Buffer.alloc(0);
  let offset = 0;
  for (const file of files) {
    const headerEnd = output.indexOf("\n", offset);
    const size = Number(
      / blob (?<size>\d+)$/.exec(output.toString("utf8", offset, headerEnd))?.[1],
    );
    const target = path.join(root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, output.subarray(headerEnd + 1, headerEnd + 1 + size));
    offset = headerEnd + 1 + size + 1;
  }
}

/** What git answers; undefined where it refuses. */
function git(args: readonly string[], input = ""): Buffer | undefined {
  const { status, stdout } = spawnSync("git", args, { input, maxBuffer: mostBytes });
  return status === 0 ? stdout : undefined;
}
