// Asks git about revisions, without a shell. Of what the user has named, only the hash of a commit
// reaches git again.

import { spawnSync } from "node:child_process";
import path from "node:path";

const mostBytes = 2 ** 30;

/** A commit, or git's reason for not looking for it. */
export interface ResolvedRevision {
  readonly commit: string | undefined;
  readonly reason: string | undefined;
}

export interface TreeEntry {
  readonly isFile: boolean;
  readonly isLink: boolean;
  readonly object: string;
  readonly name: string;
}

/** Finds the commit that a revision names. */
export function resolveRevision(revision: string): ResolvedRevision {
  // No name of a branch or a tag begins with a hyphen, and options do.
  if (revision.startsWith("-")) return { commit: undefined, reason: undefined };
  const named = revParse(revision);
  // Two steps, since a search such as `:/text` ends where the revision ends.
  return named.commit === undefined ? named : revParse(`${named.commit}^{commit}`);
}

function revParse(revision: string): ResolvedRevision {
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", revision];
  const { status, stdout, stderr } = git(args);
  const text = stdout.toString().trim();
  if (status === 0 && /^[0-9a-f]{40,64}$/.test(text)) return { commit: text, reason: undefined };
  const [reason = ""] = stderr.toString().trim().split("\n");
  const isRefusal = /^fatal: (?!.*(?:not a git repository|Needed a single revision))/.test(reason);
  return { commit: undefined, reason: isRefusal ? reason : undefined };
}

/** Lists a directory of a commit, relative to the working directory; undefined if it has none. */
export function listTree(commit: string, directory: string): readonly TreeEntry[] | undefined {
  const at = directory.split(path.sep).join("/");
  const { status, stdout } = git(["ls-tree", "-z", "--full-tree", `${commit}:./${at}`]);
  if (status !== 0) return undefined;
  const entries = stdout.toString().matchAll(/(\d+) \w+ ([0-9a-f]+)\t([^\0]+)\0/g);
  return [...entries].map(([, mode = "", object = "", name = ""]) => ({
    isFile: mode.startsWith("100"),
    isLink: mode === "120000",
    object,
    name,
  }));
}

/** Reads objects in their order; undefined if git does not have all of them. */
export function readObjects(objects: readonly string[]): readonly Buffer[] | undefined {
  const { status, stdout } = git(
    ["cat-file", "--batch"],
    objects.map((object) => `${object}\n`).join(""),
  );
  if (status !== 0) return undefined;
  const contents: Buffer[] = [];
  let offset = 0;
  for (const object of objects) {
    const start = stdout.indexOf("\n", offset) + 1;
    const [name, type, size = ""] = stdout.toString("utf8", offset, start).trimEnd().split(" ");
    if (name !== object || type !== "blob") return undefined;
    contents.push(stdout.subarray(start, start + Number(size)));
    offset = start + Number(size) + 1;
  }
  return contents;
}

interface GitAnswer {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

function git(args: readonly string[], input = ""): GitAnswer {
  // A directory of the working tree can look like a bare repository, with a configuration that runs
  // commands and branches of its own. git must not take it for the repository.
  const safe = ["-c", "safe.bareRepository=explicit"];
  const { status, stdout, stderr } = spawnSync("git", [...safe, ...args], {
    input,
    maxBuffer: mostBytes,
  });
  // Without git there is no output at all.
  return { status, stdout: stdout ?? Buffer.alloc(0), stderr: stderr ?? Buffer.alloc(0) };
}
