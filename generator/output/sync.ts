// Planned files -> the output directory, or a report of how it differs from them. The comparison is
// the same; only the last step writes.

import { createHash } from "node:crypto";
import { existsSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { createTwoFilesPatch } from "diff";
import type { PlannedFile } from "../emit/emitter.ts";
import { type Problem, SchemaError } from "../problems.ts";
import { format } from "./format.ts";
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

export async function syncOutput(request: SyncRequest): Promise<SyncResult> {
  const out = resolveOutput(request.out);
  if (request.mode === "check") return compareWithDisk(request, out, undefined);
  mendLeftovers(out);
  const tree = createTree(out);
  try {
    const result = await compareWithDisk(request, out, tree);
    const { missing, stale, orphaned } = result;
    if (missing.length + stale.length + orphaned.length > 0) tree.replaceOld(new Set(orphaned));
    return result;
  } catch (error) {
    throw error instanceof Error && "syscall" in error ? cannotWrite(request.out, error) : error;
  } finally {
    tree.discard();
  }
}

async function compareWithDisk(
  request: SyncRequest,
  out: string,
  tree: NewTree | undefined,
): Promise<SyncResult> {
  const { previous } = request;
  const hashes = new Map<string, string>();
  const [missing, stale, diff]: [string[], string[], string[]] = [[], [], []];
  const problems: Problem[] = [];

  const compareFile = (file: string, text: string): void => {
    const onDisk = readText(path.join(out, file));
    hashes.set(file, sha256(text));
    if (onDisk === text) return;
    if (onDisk === undefined) missing.push(file);
    else stale.push(file);
    if (onDisk !== undefined && previous?.files[file] === undefined && isForeign(file, onDisk)) {
      const place = `${request.out}/${file}`;
      const message = "this file is not huntgen's and would be overwritten; move it, or use --out";
      problems.push({ code: "foreign-file", file: place, line: 0, message });
    }
    if (tree === undefined) diff.push(...diffLines(file, onDisk ?? "", text, diff.length));
    else tree.write(file, text);
  };

  for (const [index, file] of request.files.entries()) {
    const known = previous?.files[file.path];
    const onDisk =
      known !== undefined && request.canReuse(file)
        ? readText(path.join(out, file.path))
        : undefined;
    if (onDisk !== undefined && sha256(onDisk) === known) hashes.set(file.path, known ?? "");
    else compareFile(file.path, await format(file, await file.render()));
    request.onFile(index + 1);
  }
  compareFile(manifestPath, request.manifest(hashes));
  if (problems.length > 0) throw new SchemaError(problems);

  const onDisk = listFiles(out);
  const isOurs = (file: string): boolean => hashes.has(file);
  const wasOurs = (file: string): boolean => previous?.files[file] !== undefined;
  return {
    missing,
    stale,
    orphaned: onDisk.filter((file) => !isOurs(file) && wasOurs(file)),
    foreign: onDisk.filter((file) => !isOurs(file) && !wasOurs(file)),
    diff: diff.slice(0, longestDiff),
  };
}

/** Without a manifest that lists it, a file is ours if it says so. */
function isForeign(file: string, text: string): boolean {
  return file !== manifestPath && !text.includes("huntgen");
}

function diffLines(file: string, onDisk: string, text: string, linesSoFar: number): string[] {
  if (linesSoFar >= longestDiff) return [];
  const patch = createTwoFilesPatch(`a/${file}`, `b/${file}`, onDisk, text, "", "", {
    maxEditLength: 5000,
  });
  if (patch === undefined) return [`--- a/${file}`, `+++ b/${file}`, "(too different to show)"];
  return patch.trimEnd().split("\n").slice(1);
}

function resolveOutput(out: string): string {
  if (!existsSync(out)) return path.resolve(out);
  if (!statSync(out).isDirectory()) {
    const message = "is a file; the output needs a directory";
    throw new SchemaError([{ code: "unwritable-output", file: out, line: 0, message }]);
  }
  return realpathSync(out);
}

function cannotWrite(out: string, error: Error): SchemaError {
  const message = `cannot be written, nothing was changed: ${error.message}`;
  return new SchemaError([{ code: "unwritable-output", file: out, line: 0, message }]);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
