// Planned files -> the output directory, or a report of how it differs from them. The comparison is
// the same; only the last step writes.

import { createHash } from "node:crypto";
import { realpathSync, statSync } from "node:fs";
import path from "node:path";
import { createTwoFilesPatch } from "diff";
import type { PlannedFile } from "../emit/emitter.ts";
import { compare, type Problem, SchemaError, sortProblems } from "../problems.ts";
import { createFormatPool } from "./format-pool.ts";
import { type Manifest, manifestPath } from "./manifest.ts";
import { createTree, listFiles, mendLeftovers, type NewTree, readText } from "./output-tree.ts";

export interface SyncRequest {
  readonly out: string;
  readonly files: readonly PlannedFile[];
  readonly previous: Manifest | undefined;
  /** Whether a file that is on disk as the previous manifest has it need not be made again. */
  readonly canReuse: (file: PlannedFile) => boolean;
  /** The text of the manifest, from the sha256 of every other file. */
  readonly manifest: (files: ReadonlyMap<string, string>) => string;
  readonly mode: "write" | "check";
  readonly onFile: (done: number) => void;
}

export interface SyncResult {
  /** Files that were, or would be, written for the first time. */
  readonly missing: readonly string[];
  /** Files that were, or would be, written anew. */
  readonly stale: readonly string[];
  /** Files of the previous manifest that nothing makes any more. */
  readonly orphaned: readonly string[];
  /** Files in the output directory that are none of huntgen's. */
  readonly foreign: readonly string[];
  /** A unified diff from the disk to what would be written, at most 200 lines; empty when writing. */
  readonly diff: readonly string[];
}

const longestDiff = 200;

/** Mends what a killed run left beside the output: to be done before its manifest is read. */
export function mendOutput(out: string): void {
  try {
    mendLeftovers(resolveOutput(out));
  } catch (error) {
    throw explained(out, error);
  }
}

export async function syncOutput(request: SyncRequest): Promise<SyncResult> {
  try {
    const out = resolveOutput(request.out);
    if (request.mode === "check") return await compareWithDisk(request, out);
    // A tree that was to take files from one that another run has replaced is made again, whole.
    for (let whole = false; ; whole = true) {
      const result = await writeTree(request, out, whole);
      if (result !== undefined) return result;
    }
  } catch (error) {
    throw explained(request.out, error);
  }
}

/** Writes what differs; undefined where another run replaced the output meanwhile. */
async function writeTree(
  request: SyncRequest,
  out: string,
  whole: boolean,
): Promise<SyncResult | undefined> {
  const tree = createTree(out);
  try {
    const { hashes, ...result } = await compareWithDisk(request, out, tree, whole);
    const { missing, stale, orphaned } = result;
    if (missing.length + stale.length + orphaned.length === 0) return result;
    const isFile = (file: string, text: string): boolean => hashes.get(file) === sha256(text);
    return tree.replaceOld(hashes.keys(), isFile) ? result : undefined;
  } finally {
    tree.discard();
  }
}

async function compareWithDisk(
  request: SyncRequest,
  out: string,
  tree?: NewTree,
  whole = false,
): Promise<SyncResult & { readonly hashes: ReadonlyMap<string, string> }> {
  const { previous } = request;
  const wasOurs = (file: string): boolean => Object.hasOwn(previous?.files ?? {}, file);
  const hashes = new Map<string, string>();
  const [missing, stale]: [string[], string[]] = [[], []];
  const diffs: { readonly file: string; readonly lines: readonly string[] }[] = [];
  const problems: Problem[] = [];
  let done = 0;

  const compareFile = (file: string, text: string): void => {
    const onDisk = readText(path.join(out, file));
    hashes.set(file, sha256(text));
    if (onDisk === text) {
      if (whole) tree?.write(file, text);
      return;
    }
    if (onDisk === undefined) missing.push(file);
    else stale.push(file);
    if (onDisk !== undefined && !wasOurs(file) && isForeign(file, onDisk)) {
      const place = `${request.out}/${file}`;
      const message = "this file is not huntgen's and would be overwritten; move it, or use --out";
      problems.push({ code: "foreign-file", file: place, line: 0, message });
    }
    // Every diff has several lines, and files come nearly in order: more of them would not be shown.
    if (tree !== undefined) tree.write(file, text);
    else if (diffs.length < longestDiff) diffs.push({ file, lines: diffLines(file, onDisk, text) });
  };

  const pool = createFormatPool(request.files);
  const takeFile = async (file: PlannedFile): Promise<void> => {
    const known = previous?.files[file.path];
    const onDisk =
      known !== undefined && !whole && request.canReuse(file)
        ? readText(path.join(out, file.path))
        : undefined;
    if (onDisk !== undefined && sha256(onDisk) === known) hashes.set(file.path, known);
    else compareFile(file.path, await pool.format(file.language, await file.render()));
    done += 1;
    request.onFile(done);
  };
  try {
    const queue = request.files.toSorted((a, b) => compare(a.path, b.path)).values();
    const takeAll = async (): Promise<void> => {
      for (const file of queue) await takeFile(file);
    };
    await Promise.all(Array.from({ length: pool.inFlight }, takeAll));
  } finally {
    await pool.close();
  }
  compareFile(manifestPath, request.manifest(hashes));
  if (problems.length > 0) throw new SchemaError(sortProblems(problems));

  const onDisk = listFiles(out);
  const isOurs = (file: string): boolean => hashes.has(file);
  diffs.sort((a, b) => compare(a.file, b.file));
  return {
    hashes,
    missing: missing.toSorted(compare),
    stale: stale.toSorted(compare),
    orphaned: onDisk.filter((file) => !isOurs(file) && wasOurs(file)),
    foreign: onDisk.filter((file) => !isOurs(file) && !wasOurs(file)),
    diff: diffs.flatMap(({ lines }) => lines).slice(0, longestDiff),
  };
}

/** Without a manifest that lists it, a file is ours if it says so. */
function isForeign(file: string, text: string): boolean {
  return file !== manifestPath && !text.includes("huntgen");
}

function diffLines(file: string, onDisk: string | undefined, text: string): readonly string[] {
  const patch = createTwoFilesPatch(
    onDisk === undefined ? "/dev/null" : `a/${file}`,
    `b/${file}`,
    onDisk ?? "",
    text,
    "",
    "",
    // The manifest has a line for all columns of a table: those of its neighbours would hide the rest.
    { maxEditLength: 5000, context: file === manifestPath ? 0 : 4 },
  );
  if (patch === undefined) return [`--- a/${file}`, `+++ b/${file}`, "(too different to show)"];
  return patch.trimEnd().split("\n").slice(1);
}

function resolveOutput(out: string): string {
  const refuse = (message: string): never => {
    throw new SchemaError([{ code: "unwritable-output", file: out, line: 0, message }]);
  };
  const found = statSync(out, { throwIfNoEntry: false });
  if (found === undefined) return path.resolve(out);
  if (!found.isDirectory()) refuse("is a file; the output needs a directory");
  const resolved = realpathSync(out);
  // It is replaced as a whole, and nobody's working directory should go away under them.
  const workingDirectory = path.relative(resolved, realpathSync("."));
  if (!workingDirectory.startsWith("..") && !path.isAbsolute(workingDirectory)) {
    refuse("is, or holds, the working directory; the output needs a directory of its own");
  }
  return resolved;
}

/** What the system refuses is the user's to mend; anything else is a defect. */
function explained(out: string, error: unknown): unknown {
  if (!(error instanceof Error && "syscall" in error)) return error;
  const message = `cannot be written, nothing was changed: ${error.message}`;
  return new SchemaError([{ code: "unwritable-output", file: out, line: 0, message }]);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
