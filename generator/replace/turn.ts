// Gives one run at a time the right to change the files of a directory: between threads, processes,
// containers and machines that share a disk. No process id and no clock of a machine is consulted.
//
//   .huntgen/turn/<token>/   what the run that has the turn works in
//   .huntgen/<token>/        a claim: renamed to `turn` if there is no other
//   .huntgen/done-<token>/   what is left of a turn that has ended
//
// Each change of a file is a rename from or into `turn/<token>`. Whoever takes an abandoned turn over
// renames `turn/<token>` first. If its holder was only suspended, its next rename finds no such path:
// safety never depends on how long a turn may last, only the time that others wait does.

import { randomBytes } from "node:crypto";
import { existsSync, lstatSync, readdirSync, renameSync, rmdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { errorCode, refusal } from "./write-problem.ts";
import { createFolders } from "./folders.ts";
import type { Directory } from "./paths.ts";

/** The directory that huntgen works in, below the one whose files it changes. */
export const workFolder = ".huntgen";

export interface WaitOptions {
  /** Called once if another run has the turn for longer than a moment. */
  readonly onWait?: (() => void) | undefined;
  /** After so many milliseconds without a sign of life a turn is abandoned. */
  readonly patience?: number | undefined;
}

const notOurs = "is not a directory, but huntgen needs one here; move it";
const defaultPatience = 5000;
const moment = 500;
const mostAttempts = 1000;
const pollMilliseconds = 25;
const beatMilliseconds = 500;

/** What the system says if a directory is not empty. */
const takenCodes: readonly string[] = [
  "EEXIST",
  "ENOTEMPTY",
  ...(process.platform === "win32" ? ["EACCES", "EBUSY", "EPERM"] : []),
];

export interface Turn {
  /** A path below the turn. It does not exist any more after another run has taken over. */
  at(name: string): string;
  /** Shows that the run is alive. To be called often. */
  beat(): void;
  isLost(): boolean;
  /**
   * Ends the turn and returns what is left of it, or undefined if another run has taken over. One
   * rename: before it the changes can be rolled back, after it they are final.
   */
  end(): string | undefined;
}

/** Waits for the turn and takes it. `recover` is called with a turn that its holder has abandoned. */
export async function takeTurn(
  directory: Directory,
  recover: (abandoned: Turn) => void,
  options: WaitOptions = {},
): Promise<Turn> {
  const workDirectory = path.join(directory.root, workFolder);
  for (;;) {
    await awaitFreeTurn(directory, recover, options);
    const token = claim(directory);
    const taken = path.join(workDirectory, "turn");
    // Windows does not rename over a directory, not even over an empty one.
    ignoring(["ENOENT", ...takenCodes], () => rmdirSync(taken));
    const isDone = ignoring(["ENOENT", ...takenCodes], () => {
      renameSync(path.join(workDirectory, token), taken);
    });
    // Another run may have swept the claim away, even when half of it was moved.
    if (isDone && existsSync(path.join(taken, token))) return openTurn(workDirectory, token);
  }
}

/** Waits until no run has the turn, and recovers it if it is abandoned. */
export async function awaitFreeTurn(
  directory: Directory,
  recover: (abandoned: Turn) => void,
  options: WaitOptions = {},
): Promise<void> {
  const workDirectory = path.join(directory.root, workFolder);
  for (;;) {
    const abandoned = await findAbandonedTurn(directory, options, () => claim(directory));
    if (abandoned === undefined) return;
    const token = createToken();
    const from = path.join(workDirectory, "turn", abandoned);
    const isOurs = ignoring(["ENOENT"], () =>
      renameSync(from, path.join(workDirectory, "turn", token)),
    );
    if (isOurs) recover(openTurn(workDirectory, token));
  }
}

/**
 * Waits until the turn is free, or abandoned: then its token is returned. With `claimNow`, the age of
 * its last sign of life is compared with a file written now, by the clock of the file system.
 */
export async function findAbandonedTurn(
  { root, shown }: Directory,
  { onWait, patience = defaultPatience }: WaitOptions = {},
  claimNow?: () => string,
): Promise<string | undefined> {
  const workDirectory = path.join(root, workFolder);
  let seen: string | undefined;
  let [started, changed] = [performance.now(), performance.now()];
  let isReported = false;
  for (;;) {
    const holder = readHolder(root, shown);
    if (holder === undefined) return undefined;
    const life = `${holder.token} ${holder.time}`;
    const now = performance.now();
    if (seen === undefined && claimNow !== undefined) {
      const token = claimNow();
      const ours = timeOf(path.join(workDirectory, token, token)) ?? holder.time;
      if (ours - holder.time >= patience) return holder.token;
    }
    if (seen !== life) changed = now;
    else if (now - changed >= patience) return holder.token;
    seen = life;
    if (!isReported && now - started >= moment) {
      isReported = true;
      onWait?.();
    }
    await wait(pollMilliseconds);
  }
}

function readHolder(
  root: string,
  shown: string,
): { readonly token: string; readonly time: number } | undefined {
  for (const folder of [workFolder, `${workFolder}/turn`]) {
    const found = lstatSync(path.join(root, folder), { throwIfNoEntry: false });
    if (found === undefined) return undefined;
    // A link would lead out of the directory, and could be planted.
    if (!found.isDirectory()) throw refusal(`${shown}/${folder}`, notOurs);
  }
  const taken = path.join(root, workFolder, "turn");
  let tokens: readonly string[] = [];
  ignoring(["ENOENT"], () => (tokens = readdirSync(taken)));
  for (const token of tokens) {
    const time = timeOf(path.join(taken, token));
    if (time !== undefined) return { token, time };
  }
  return undefined;
}

/** When a run has last shown that it is alive, by the clock of the file system. */
function timeOf(location: string): number | undefined {
  const found = lstatSync(location, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true) return found?.mtimeMs;
  return (lstatSync(path.join(location, "beat"), { throwIfNoEntry: false }) ?? found).mtimeMs;
}

/** Writes a claim. Directories inside of each other, so that the rename to `turn` brings the token along. */
function claim({ root, shown }: Directory): string {
  const workDirectory = path.join(root, workFolder);
  const found = lstatSync(workDirectory, { throwIfNoEntry: false });
  if (found?.isDirectory() === false) throw refusal(`${shown}/${workFolder}`, notOurs);
  for (let attempt = 0; ; attempt += 1) {
    const token = createToken();
    const inner = path.join(workDirectory, token, token);
    // A run that ends at the same time removes what it takes for leftovers.
    const isWritten = ignoring(attempt < mostAttempts ? ["ENOENT"] : [], () => {
      createFolders(inner);
      writeFileSync(path.join(workDirectory, ".gitignore"), "*\n");
      writeFileSync(path.join(inner, "beat"), "");
    });
    if (isWritten) return token;
  }
}

function openTurn(workDirectory: string, token: string): Turn {
  const location = path.join(workDirectory, "turn", token);
  let last = 0;
  const turn: Turn = {
    at: (name) => path.join(location, name),
    beat() {
      if (last !== 0 && performance.now() - last < beatMilliseconds) return;
      last = performance.now();
      // A disk that is full must not keep a run from undoing what it has done.
      ignoring(["EDQUOT", "EIO", "ENOSPC", "EROFS"], () => {
        writeFileSync(path.join(location, "beat"), token);
      });
    },
    isLost: () => !existsSync(location),
    end() {
      const done = path.join(workDirectory, `done-${token}`);
      const isEnded = ignoring(["ENOENT"], () => renameSync(location, done));
      // A network file system may repeat a rename that was done already.
      return isEnded || existsSync(done) ? done : undefined;
    },
  };
  return turn;
}

function createToken(): string {
  return randomBytes(8).toString("hex");
}

/** Runs `action`; returns false if it fails with one of these codes. */
function ignoring(codes: readonly string[], action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (codes.includes(errorCode(error) ?? "")) return false;
    throw error;
  }
}
