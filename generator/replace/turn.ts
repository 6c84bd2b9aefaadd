// Locks a directory, so that only one run at a time changes its files: among threads, processes, containers
// and machines that share a disk. Neither process ids nor the clocks of machines are used.
//
//   .huntgen/turn/<token>/   the working directory of the run that holds the turn
//   .huntgen/<token>/        a claim, which is renamed to `turn` if no other run holds the turn
//   .huntgen/done-<token>/   the leftovers of a turn that has ended
//
// Each change of a file is a rename from or into `turn/<token>`. A run that takes an abandoned turn over
// renames `turn/<token>` first. If the holder was only suspended, its next rename fails because the path
// is gone. So timeouts decide only how long others wait: safety does not depend on them.

import { randomBytes } from "node:crypto";
import { existsSync, lstatSync, readdirSync, renameSync, rmdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { errorCode, refusal } from "./write-problem.ts";
import { createFolders } from "./folders.ts";
import type { Directory } from "./paths.ts";

/** The directory that huntgen works in, below the directory whose files it changes. */
export const workFolder = ".huntgen";

export interface WaitOptions {
  /** Called once if another run holds the turn for longer than a moment. */
  readonly onWait?: (() => void) | undefined;
  /** The milliseconds without a sign of life after which a turn counts as abandoned. */
  readonly patience?: number | undefined;
}

const notOurs = "is not a directory, but huntgen needs one here; move it";
const defaultPatience = 5000;
const moment = 500;
const mostAttempts = 1000;
const pollMilliseconds = 25;
const beatMilliseconds = 500;

/** The error codes for a directory that is not empty. */
const takenCodes: readonly string[] = [
  "EEXIST",
  "ENOTEMPTY",
  ...(process.platform === "win32" ? ["EACCES", "EBUSY", "EPERM"] : []),
];

export interface Turn {
  /** Returns a path below the turn, which no longer exists after another run has taken the turn over. */
  at(name: string): string;
  /** Shows that the run is alive. Must be called often. */
  beat(): void;
  isLost(): boolean;
  /**
   * Ends the turn and returns the path of its leftovers, or undefined if another run has taken it over. This
   * is a single rename: before it the changes can be rolled back, after it they are final.
   */
  end(): string | undefined;
}

/** Waits for the turn and takes it. Calls `recover` with a turn that its holder has abandoned. */
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
    // Windows does not rename over a directory, even if it is empty.
    ignoring(["ENOENT", ...takenCodes], () => rmdirSync(taken));
    const isDone = ignoring(["ENOENT", ...takenCodes], () => {
      renameSync(path.join(workDirectory, token), taken);
    });
    // Another run may have removed the claim, even while it was being renamed.
    if (isDone && existsSync(path.join(taken, token))) return openTurn(workDirectory, token);
  }
}

/** Waits until no run holds the turn, and recovers an abandoned turn. */
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
 * Waits until the turn is free, or returns its token if it is abandoned. With `claimNow`, the last sign of
 * life is compared with the time of a file that is written now, by the clock of the file system.
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
    // A link would lead out of the directory, and an attacker could create it.
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

/** Returns the time of a run's last sign of life, by the clock of the file system. */
function timeOf(location: string): number | undefined {
  const found = lstatSync(location, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true) return found?.mtimeMs;
  return (lstatSync(path.join(location, "beat"), { throwIfNoEntry: false }) ?? found).mtimeMs;
}

/** Writes a claim. The directories are nested, so that the rename to `turn` keeps the token. */
function claim({ root, shown }: Directory): string {
  const workDirectory = path.join(root, workFolder);
  const found = lstatSync(workDirectory, { throwIfNoEntry: false });
  if (found?.isDirectory() === false) throw refusal(`${shown}/${workFolder}`, notOurs);
  for (let attempt = 0; ; attempt += 1) {
    const token = createToken();
    const inner = path.join(workDirectory, token, token);
    // A run that ends at the same time may remove the claim as a leftover.
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
      // A full disk must not prevent a run from rolling back.
      ignoring(["EDQUOT", "EIO", "ENOSPC", "EROFS"], () => {
        writeFileSync(path.join(location, "beat"), token);
      });
    },
    isLost: () => !existsSync(location),
    end() {
      const done = path.join(workDirectory, `done-${token}`);
      const isEnded = ignoring(["ENOENT"], () => renameSync(location, done));
      // A network file system may repeat a rename that has already succeeded.
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
