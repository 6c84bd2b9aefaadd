// Writes the journal of a turn before the turn changes anything, and rolls a turn back by its journal.

import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { createFolders, removeIfEmpty } from "./folders.ts";
import { type Directory, findLink, isInside } from "./paths.ts";
import { type Turn, workFolder } from "./turn.ts";
import { refusal } from "./write-problem.ts";

/**
 * The change of one file. The turn keeps the new text as `<index>.new` and the old file as
 * `<index>.old`.
 */
export interface Step {
  readonly kind: "add" | "replace" | "remove";
  /** Relative to the directory, with forward slashes. */
  readonly path: string;
  /** sha256 of the file before and after the change; undefined if there is no file. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

export interface Journal {
  readonly steps: readonly Step[];
  /** Directories that are created for new files, outermost first. */
  readonly folders: readonly string[];
}

/**
 * Writes the journal and flushes it to the disk. It is renamed to its final name only when it is
 * complete.
 */
export function writeJournal(turn: Turn, journal: Journal): void {
  const file = openSync(turn.at("journal.new"), "w");
  try {
    writeFileSync(file, JSON.stringify(journal));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(turn.at("journal.new"), turn.at("journal"));
}

/** Reads the journal of a turn; returns undefined if the turn has not changed anything yet. */
function readJournal(turn: Turn): Journal | undefined {
  const location = turn.at("journal");
  if (!existsSync(location)) return undefined;
  const value: unknown = JSON.parse(readFileSync(location, "utf8"));
  if (!isJournal(value)) throw new SyntaxError("not a journal");
  return value;
}

/**
 * Restores every file that the turn has changed. Files that were changed by others since then are skipped.
 * Can itself be interrupted and run again.
 */
export function rollBack({ root, shown }: Directory, turn: Turn): void {
  let journal: Journal | undefined;
  try {
    journal = readJournal(turn);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const message = "the journal of a killed run is damaged; check what the run has changed";
    throw refusal(`${shown}/${workFolder}`, `${message}, then remove this directory`);
  }
  if (journal === undefined) return;
  for (const [index, step] of [...journal.steps.entries()].toReversed()) {
    turn.beat();
    if (findLink(root, step.path) === undefined) undo(root, turn, index, step);
  }
  for (const folder of journal.folders.toReversed()) removeIfEmpty(root, folder);
}

/** The hash of an empty file, which a power failure can leave. */
const emptyHash = createHash("sha256").digest("hex");

function undo(root: string, turn: Turn, index: number, { kind, path: file, ...step }: Step): void {
  const target = path.join(root, file);
  const [fresh, old] = [turn.at(`${index}.new`), turn.at(`${index}.old`)];
  if (kind === "add") {
    const isPlaced = !existsSync(fresh) && hashFile(target) === step.after;
    if (isPlaced) renameSync(target, turn.at(`${index}.undone`));
    return;
  }
  // The new file is still here, or the old one is back: there is nothing to undo.
  if (existsSync(fresh) || !existsSync(old)) return;
  const found = hashFile(target);
  const isKnown = kind === "replace" && [step.after, step.before, emptyHash].includes(found);
  if (found !== undefined && !isKnown) return;
  createFolders(path.dirname(target));
  renameSync(old, target);
}

/** Returns the sha256 of a file; undefined if it does not exist, and an empty text if it is not a file. */
export function hashFile(location: string): string | undefined {
  const found = lstatSync(location, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (!found.isFile()) return "";
  return createHash("sha256").update(readFileSync(location)).digest("hex");
}

function isJournal(value: unknown): value is Journal {
  if (typeof value !== "object" || value === null) return false;
  if (!("steps" in value && "folders" in value)) return false;
  const { steps, folders } = value;
  return (
    Array.isArray(steps) &&
    steps.every(isStep) &&
    Array.isArray(folders) &&
    folders.every((folder) => typeof folder === "string" && isInside(folder))
  );
}

function isStep(value: unknown): value is Step {
  if (typeof value !== "object" || value === null || !("kind" in value && "path" in value)) {
    return false;
  }
  const { kind, path: file } = value;
  return (
    (kind === "add" || kind === "replace" || kind === "remove") &&
    typeof file === "string" &&
    isInside(file)
  );
}
