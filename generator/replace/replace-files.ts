// Changes several files of a directory atomically, even if the run is killed. New and old files are kept in
// the turn's own directory, a journal lists the changes, and then each file is renamed to its path. Files
// that are not listed are never touched.

import {
  chmodSync,
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { compare } from "../problems.ts";
import { createFolders, removeEmptied, removeIfEmpty } from "./folders.ts";
import { hashFile, rollBack, type Step, writeJournal } from "./journal.ts";
import { type Directory, findLink, isInside } from "./paths.ts";
import { awaitFreeTurn, takeTurn, type Turn, type WaitOptions, workFolder } from "./turn.ts";
import { errorCode, refusal, writeProblem } from "./write-problem.ts";

export interface FileChange {
  /** Relative to the directory, with forward slashes. */
  readonly path: string;
  /** The new content of the file; undefined removes the file. */
  readonly text: string | Uint8Array | undefined;
}

/**
 * Applies all changes, or no change at all. Calls `isCurrent` when no other run can change the files. It must
 * return false if another run has replaced the files that the changes were planned for: then nothing is
 * changed, and the result is false. Throws a `HuntgenError` if the system refuses; all files are restored then.
 */
export async function replaceFiles(
  directory: Directory,
  changes: readonly FileChange[],
  isCurrent: () => boolean,
  options?: WaitOptions,
): Promise<boolean> {
  const outside = changes.find(({ path: file }) => !isInside(file));
  if (outside !== undefined) throw new Error(`planned outside of the directory: ${outside.path}`);
  const created: string[] = [];
  try {
    created.push(...createFolders(directory.root));
    const recover = (abandoned: Turn): void => recoverTurn(directory, abandoned);
    const turn = await takeTurn(directory, recover, options);
    return useTurn(directory, turn, changes, isCurrent);
  } catch (error) {
    throw writeProblem(directory, error);
  } finally {
    sweep(directory.root);
    for (const folder of created.toReversed()) removeIfEmpty(folder, ".");
  }
}

/** Rolls back the unfinished changes of a killed run, and removes the leftovers of runs. */
export async function recoverFiles(directory: Directory, options?: WaitOptions): Promise<void> {
  if (!existsSync(path.join(directory.root, workFolder))) return;
  try {
    await awaitFreeTurn(directory, (turn) => recoverTurn(directory, turn), options);
  } catch (error) {
    throw writeProblem(directory, error, "the changes of a killed run were not rolled back");
  }
  sweep(directory.root);
}

function recoverTurn(directory: Directory, turn: Turn): void {
  turn.beat();
  rollBack(directory, turn);
  turn.end();
}

function useTurn(
  directory: Directory,
  turn: Turn,
  changes: readonly FileChange[],
  isCurrent: () => boolean,
): boolean {
  const { root } = directory;
  try {
    turn.beat();
    if (!isCurrent()) {
      turn.end();
      return false;
    }
    const steps = stage(directory, turn, changes);
    writeJournal(turn, { steps, folders: missingFolders(root, steps) });
    for (const [index, step] of steps.entries()) apply(root, turn, index, step);
    for (const { kind, path: file } of steps) if (kind === "remove") removeEmptied(root, file);
    return turn.end() !== undefined;
  } catch (error) {
    // Another run has taken the turn over and has rolled back the changes of this run.
    if (turn.isLost()) return false;
    undoAll(directory, turn);
    throw error;
  }
}

function undoAll(directory: Directory, turn: Turn): void {
  try {
    rollBack(directory, turn);
  } catch (error) {
    throw writeProblem(directory, error, "and was partly replaced; the next run restores it");
  }
  turn.end();
}

function apply(root: string, turn: Turn, index: number, { kind, path: file }: Step): void {
  turn.beat();
  const target = path.join(root, file);
  if (kind === "remove") {
    renameSync(target, turn.at(`${index}.old`));
    return;
  }
  try {
    renameSync(turn.at(`${index}.new`), target);
  } catch (error) {
    if (errorCode(error) !== "ENOENT" || turn.isLost()) throw error;
    createFolders(path.dirname(target));
    renameSync(turn.at(`${index}.new`), target);
  }
}

/** Writes the new files and keeps the old ones, all in the turn's own directory. */
function stage(directory: Directory, turn: Turn, changes: readonly FileChange[]): Step[] {
  const { root } = directory;
  const isNeeded = ({ path: file, text }: FileChange): boolean =>
    text !== undefined || existsSync(path.join(root, file));
  return inOrder(changes.filter(isNeeded)).map(({ path: file, text }, index): Step => {
    turn.beat();
    refuseOthers(directory, file);
    const target = path.join(root, file);
    const before = hashFile(target);
    if (before !== undefined && text === undefined) return { kind: "remove", path: file, before };
    writeFileSync(turn.at(`${index}.new`), text ?? "");
    const after = hashFile(turn.at(`${index}.new`));
    if (before === undefined) return { kind: "add", path: file, after };
    chmodSync(turn.at(`${index}.new`), lstatSync(target).mode & 0o777);
    keep(target, turn.at(`${index}.old`));
    return { kind: "replace", path: file, before, after };
  });
}

/** Refuses links, which could point anywhere, and directories and devices, which huntgen never writes. */
function refuseOthers({ root, shown }: Directory, file: string): void {
  const refuse = (part: string, reason: string): never => {
    throw refusal(`${shown}/${part}`, `cannot be written, nothing was changed: ${reason}; move it`);
  };
  const link = findLink(root, file);
  if (link !== undefined) refuse(link, "it is a symbolic link, which could point anywhere");
  const found = lstatSync(path.join(root, file), { throwIfNoEntry: false });
  if (found?.isFile() === false) refuse(file, "it is not a file");
}

/**
 * Orders the changes for programs that read meanwhile: a file exists before the files that import it, a
 * changed file is either old or new, and a removed file exists until no file imports it. On a file system that ignores case, a file whose name has
 * changed only in case is removed first, since its removal would otherwise remove the new file.
 */
function inOrder(changes: readonly FileChange[]): FileChange[] {
  const written = new Set(
    changes.filter(({ text }) => text !== undefined).map((each) => each.path.toLowerCase()),
  );
  const rank = ({ path: file, text }: FileChange): number => {
    if (text === undefined) return written.has(file.toLowerCase()) ? 0 : 3;
    return file.includes("/") ? 1 : 2;
  };
  return changes.toSorted((a, b) => rank(a) - rank(b) || compare(a.path, b.path));
}

/** Returns the directories that have to be created, outermost first. */
function missingFolders(root: string, steps: readonly Step[]): string[] {
  const folders = steps.flatMap(({ path: file }) => {
    const names = file.split("/").slice(0, -1);
    return names.map((_, index) => names.slice(0, index + 1).join("/"));
  });
  return [...new Set(folders)].filter((folder) => !existsSync(path.join(root, folder)));
}

/** Keeps the old file as a hard link, which keeps its times, or as a copy if links are not supported. */
function keep(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (["ENOSPC", "EDQUOT", "EROFS", "ENOENT"].includes(errorCode(error) ?? "")) throw error;
    cpSync(from, to, { preserveTimestamps: true });
  }
}

/**
 * Removes the leftovers of ended turns, and claims. An active run writes its claim again, so claims can be
 * removed without knowing whether their runs are alive. The next run removes what cannot be removed now.
 */
function sweep(root: string): void {
  const workDirectory = path.join(root, workFolder);
  try {
    if (lstatSync(workDirectory, { throwIfNoEntry: false })?.isDirectory() !== true) return;
    for (const name of readdirSync(workDirectory)) {
      if (name === "turn" || name === ".gitignore") continue;
      rmSync(path.join(workDirectory, name), { recursive: true, force: true });
    }
    if (existsSync(path.join(workDirectory, "turn"))) rmdirSync(path.join(workDirectory, "turn"));
    rmSync(path.join(workDirectory, ".gitignore"), { force: true });
    rmdirSync(workDirectory);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  }
}
