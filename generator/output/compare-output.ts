// Compares planned files with the output directory and returns the differences. Writes nothing.

import { createTwoFilesPatch } from "diff";
import type { PlannedFile } from "../emit/emitter.ts";
import { compare, type Problem, HuntgenError, sortProblems } from "../problems.ts";
import type { Directory } from "../replace/paths.ts";
import { createFormatPool } from "./format-pool.ts";
import {
  buildManifest,
  manifestPath,
  type OutputSource,
  parseManifest,
  printManifest,
  unchangedTables,
} from "./manifest.ts";
import { isWritten, type Owner, ownerOf } from "./ownership.ts";
import { listFiles, readText, sha256 } from "./read-output.ts";

export interface CompareRequest {
  readonly files: readonly PlannedFile[];
  /** What the files are generated from, for the manifest. */
  readonly source: OutputSource;
  readonly mode: "write" | "check";
  /** Render every file again, and overwrite edited files too. */
  readonly force: boolean;
  readonly onFile: (done: number) => void;
}

export interface Difference {
  /** Files that do not exist; a run that writes creates them. */
  readonly missing: readonly string[];
  /** Files with another text; a run that writes replaces it. */
  readonly stale: readonly string[];
  /** Stale files that were changed after huntgen wrote them, according to the manifest. */
  readonly edited: readonly EditedFile[];
  /** Files of the previous manifest that are no longer generated. */
  readonly orphaned: readonly string[];
  /** Files in the output directory that huntgen did not generate. */
  readonly foreign: readonly string[];
  /**
   * A unified diff from the disk to the generated text, without the manifest, at most 200 lines; empty when
   * writing.
   */
  readonly diff: readonly string[];
  /** The text of the manifest before the run; undefined if it did not exist. */
  readonly manifest: string | undefined;
}

interface EditedFile {
  readonly file: string;
  /** The first line that differs from the generated text. */
  readonly line: number;
}

export interface Comparison extends Difference {
  /** The new text of every file that is missing or stale. */
  readonly texts: ReadonlyMap<string, string>;
  /** The sha256 of every file that was read; undefined if it was missing. */
  readonly seen: ReadonlyMap<string, string | undefined>;
}

const longestDiff = 200;

/** Reads the output directory. Throws a `HuntgenError` if a file must not be overwritten. */
export async function compareOutput(request: CompareRequest, out: Directory): Promise<Comparison> {
  const hashes = new Map<string, string>();
  const [texts, seen] = [new Map<string, string>(), new Map<string, string | undefined>()];
  const [missing, stale, edited]: [string[], string[], EditedFile[]] = [[], [], []];
  const diffs: { readonly file: string; readonly lines: readonly string[] }[] = [];
  const problems: Problem[] = [];
  const manifestText = readText(out, manifestPath);
  const previous = parseManifest(manifestText ?? "");
  const listed = (file: string): string | undefined =>
    Object.hasOwn(previous?.files ?? {}, file) ? previous?.files[file] : undefined;
  let done = 0;

  const refuse = (file: string, owner: Owner): void => {
    const isRefused = owner === "foreign" || (request.mode === "write" && !request.force);
    if (owner === "huntgen" || !isRefused) return;
    const [code, message] = refusals[owner];
    problems.push({ code, file: `${out.shown}/${file}`, line: 0, message });
  };
  const compareFile = (file: string, text: string, onDisk: string | undefined): void => {
    hashes.set(file, sha256(text));
    seen.set(file, onDisk === undefined ? undefined : sha256(onDisk));
    if (onDisk === text) return;
    (onDisk === undefined ? missing : stale).push(file);
    if (onDisk !== undefined) {
      refuse(file, ownerOf(file, onDisk, listed(file)));
      const known = listed(file);
      if (known !== undefined && known !== seen.get(file)) {
        edited.push({ file, line: firstDifference(onDisk, text) });
      }
    }
    if (request.mode === "write") texts.set(file, text);
    // Every diff has several lines, and files arrive nearly in order, so later diffs are not shown. A line of
    // the manifest contains all columns of a table, which nobody can read in a diff.
    else if (diffs.length < longestDiff && file !== manifestPath)
      diffs.push({ file, lines: diffLines(file, onDisk, text) });
  };

  const pool = await createFormatPool(request.files);
  // A check that trusted the manifest would not notice a manifest that is wrong.
  const trustsManifest = request.mode === "write" && !request.force;
  const unchanged = unchangedTables(previous, request.source);
  const canReuse = ({ table, language, isOfQuery }: PlannedFile): boolean =>
    trustsManifest &&
    language !== "text" &&
    isOfQuery !== true &&
    (table === undefined ? unchanged.all : unchanged.has(table));
  const takeFile = async (file: PlannedFile): Promise<void> => {
    const known = listed(file.path);
    const onDisk = known !== undefined && canReuse(file) ? readText(out, file.path) : undefined;
    if (known !== undefined && onDisk !== undefined && sha256(onDisk) === known) {
      hashes.set(file.path, known);
      seen.set(file.path, known);
    } else {
      const text = await pool.format(file.language, await file.render());
      compareFile(file.path, text, readText(out, file.path));
    }
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
  // With the text from before: if another run has written another manifest since, the files that only that
  // manifest lists would pass for foreign, so the whole comparison must be repeated.
  compareFile(manifestPath, printManifest(buildManifest(request.source, hashes)), manifestText);
  if (problems.length > 0) throw new HuntgenError(sortProblems(problems));

  const others = listFiles(out.root).filter((file) => !hashes.has(file));
  const orphaned = others.filter((file) => {
    const hash = listed(file);
    const text = hash === undefined ? undefined : readText(out, file);
    if (text === undefined || !isWritten(file, text, hash)) return false;
    seen.set(file, sha256(text));
    return true;
  });
  diffs.sort((a, b) => compare(a.file, b.file));
  return {
    texts,
    seen,
    missing: missing.toSorted(compare),
    stale: stale.toSorted(compare),
    edited: edited.toSorted((a, b) => compare(a.file, b.file)),
    orphaned,
    foreign: others.filter((file) => !orphaned.includes(file)),
    diff: diffs.flatMap(({ lines }) => lines).slice(0, longestDiff),
    manifest: manifestText,
  };
}

const refusals = {
  edited: [
    "edited-file",
    "was edited; save your changes elsewhere, then run with --force to overwrite it",
  ],
  foreign: [
    "foreign-file",
    "exists but was not generated by huntgen; move it, or choose another directory with --out",
  ],
} as const;

function diffLines(file: string, onDisk: string | undefined, text: string): readonly string[] {
  const patch = createTwoFilesPatch(
    onDisk === undefined ? "/dev/null" : `a/${file}`,
    `b/${file}`,
    onDisk ?? "",
    text,
    "",
    "",
    { maxEditLength: 5000, context: 4 },
  );
  if (patch === undefined) return [`--- a/${file}`, `+++ b/${file}`, "(too different to show)"];
  return patch.trimEnd().split("\n").slice(1);
}

/** Returns the number of the first line that differs, from 1. */
function firstDifference(onDisk: string, text: string): number {
  const [lines, others] = [onDisk.split("\n"), text.split("\n")];
  return lines.findIndex((line, index) => line !== others[index]) + 1 || lines.length;
}
