// Runs git without a shell to read revisions. A name from the user is passed to git only once, to resolve
// it to a hash; later calls pass only the hash.

import { spawnSync } from "node:child_process";
import path from "node:path";

const mostBytes = 2 ** 30;

/** A commit, or git's reason for refusing to look for it. */
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
  // Branches and tags never begin with a hyphen, but options do.
  if (revision.startsWith("-")) return { commit: undefined, reason: undefined };
  const named = revParse(revision);
  // Two steps, since a suffix would become part of a search such as `:/text`.
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

export interface Commit {
  readonly commit: string;
  /** The day of the commit, in the time zone of its author's machine. */
  readonly date: string;
  /** The first line of its message, which is untrusted. */
  readonly subject: string;
}

/**
 * Lists the commits after `since` up to `until` that change one of the paths, the oldest first. Of a
 * merge, only what it changed in the first parent counts. Returns undefined if git fails.
 */
export function listCommits(
  since: string,
  until: string,
  paths: readonly string[],
): readonly Commit[] | undefined {
  const { status, stdout } = git([
    "--literal-pathspecs",
    "rev-list",
    "--first-parent",
    "--reverse",
    "--encoding=UTF-8",
    "--format=%H%x00%cs%x00%s",
    `${since}..${until}`,
    "--",
    ...paths,
  ]);
  if (status !== 0) return undefined;
  const commits = stdout.toString().matchAll(/^([0-9a-f]+)\0([\d-]+)\0(.*)$/gm);
  return [...commits].map(([, commit = "", date = "", subject = ""]) => ({
    commit,
    date,
    subject,
  }));
}

/** Lists a directory of a commit, relative to the working directory; undefined if it does not exist. */
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

/** Reads objects, in the order of `objects`; returns undefined if git does not have all of them. */
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

interface GitResult {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

function git(args: readonly string[], input = ""): GitResult {
  // A directory of the working tree can look like a bare repository, with its own branches and with a
  // configuration that runs commands. git must not use it as the repository.
  const safe = ["-c", "safe.bareRepository=explicit"];
  const { status, stdout, stderr } = spawnSync("git", [...safe, ...args], {
    input,
    maxBuffer: mostBytes,
  });
  // If git is not installed, stdout and stderr are null.
  return { status, stdout: stdout ?? Buffer.alloc(0), stderr: stderr ?? Buffer.alloc(0) };
}
