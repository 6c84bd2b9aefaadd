// Brings the output directory in line with the planned files, or reports how it differs. The
// comparison is the same; only the last step writes.

import { realpathSync, statSync } from "node:fs";
import path from "node:path";
import { replaceFiles, recoverFiles } from "../replace/replace-files.ts";
import { findAbandonedTurn, type WaitOptions, workFolder } from "../replace/turn.ts";
import { type Directory, directoryOf } from "../replace/paths.ts";
import { refusal, writeProblem } from "../replace/write-problem.ts";
import {
  compareOutput,
  type CompareRequest,
  type Comparison,
  type Difference,
} from "./compare-output.ts";
import { readManifest } from "./manifest.ts";
import { readText, sha256 } from "./read-output.ts";

export interface SyncRequest extends CompareRequest, WaitOptions {
  readonly out: string;
}

export interface SyncResult extends Difference {
  /** What a killed run has left, if it was replacing files: they are a mixture until the next run. Only of a check. */
  readonly interrupted: readonly string[];
}

export async function syncOutput(request: SyncRequest): Promise<SyncResult> {
  const { out } = request;
  try {
    const directory = openOutput(out);
    return request.mode === "check"
      ? await checkOutput(request, directory)
      : await writeOutput(request, directory);
  } catch (error) {
    throw writeProblem({ root: path.resolve(out), shown: out }, error);
  }
}

async function writeOutput(request: SyncRequest, directory: Directory): Promise<SyncResult> {
  await recoverFiles(directory, request);
  const { root } = directory;
  for (;;) {
    const comparison = await compareWith(request, directory);
    const { texts, seen, orphaned } = comparison;
    const changes = [
      ...[...texts].map(([file, text]) => ({ path: file, text })),
      ...orphaned.map((file) => ({ path: file, text: undefined })),
    ];
    const isSeen = (): boolean =>
      [...seen].every(([file, hash]) => hashOf(path.join(root, file)) === hash);
    // If another run has replaced the files meanwhile, they are compared again.
    if (changes.length === 0 || (await replaceFiles(directory, changes, isSeen, request))) {
      return { ...resultOf(comparison), interrupted: [] };
    }
  }
}

/** Writes nothing, not even to find out whether another run is at work. */
async function checkOutput(request: SyncRequest, directory: Directory): Promise<SyncResult> {
  for (;;) {
    const isAbandoned = (await findAbandonedTurn(directory, request)) !== undefined;
    const before = stampOf(directory.root);
    const comparison = await compareWith(request, directory);
    const isDifferent =
      comparison.missing.length + comparison.stale.length + comparison.orphaned.length > 0;
    // What another run was replacing meanwhile may have looked like a difference.
    if (!isDifferent || isAbandoned || stampOf(directory.root) === before) {
      const interrupted = isAbandoned ? [workFolder] : [];
      return { ...resultOf(comparison), interrupted };
    }
  }
}

function compareWith(request: SyncRequest, { root, shown }: Directory): Promise<Comparison> {
  return compareOutput(request, { out: root, shown, previous: readManifest(root) });
}

function resultOf({ missing, stale, orphaned, foreign, diff }: Comparison): Difference {
  return { missing, stale, orphaned, foreign, diff };
}

/** Differs before and after another run has replaced files, and while it does. */
function stampOf(root: string): string {
  const found = ["manifest.json", `${workFolder}/turn`].map((file) => {
    const stats = statSync(path.join(root, file), { throwIfNoEntry: false, bigint: true });
    return `${stats?.ino} ${stats?.mtimeNs}`;
  });
  return found.join(" ");
}

function hashOf(location: string): string | undefined {
  const text = readText(location);
  return text === undefined ? undefined : sha256(text);
}

function openOutput(out: string): Directory {
  const found = statSync(out, { throwIfNoEntry: false });
  const directory = directoryOf(out);
  if (found === undefined) return directory;
  if (!found.isDirectory())
    throw refusal(out, "is a file, but the output must be a directory; choose another path");
  // Everything in it that is not generated would be reported as not huntgen's, the exports too.
  const workingDirectory = path.relative(directory.root, realpathSync("."));
  if (!workingDirectory.startsWith("..") && !path.isAbsolute(workingDirectory)) {
    const message =
      "is or contains the working directory; choose a separate directory for the output";
    throw refusal(out, message);
  }
  return directory;
}
