// Suspends a run before each call that changes the disk for so long that another run takes over its
// turn, changes the files and ends. Checks that the first run changes nothing when it wakes up.

import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { afterAll, expect, test } from "vitest";
import { replaceFiles } from "../../generator/replace/replace-files.ts";
import { built } from "../support/built-files.ts";
import { addForeign, allChangesTo, createDirectory, holds, writeTree } from "./trees.ts";

interface Reply {
  /** The call before which the run was stopped. */
  readonly stopped?: string;
  readonly isDone?: boolean;
  readonly error?: string;
}

const signal = new Int32Array(new SharedArrayBuffer(4));
const worker = new Worker(new URL("suspended-worker.js", import.meta.url), {
  workerData: {
    // A worker thread of Node 20 does not load TypeScript.
    program: pathToFileURL(path.join(built, "replace/replace-files.js")).href,
    signal,
  },
});
afterAll(() => worker.terminate());

function reply(): Promise<Reply> {
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (message) => {
      worker.off("error", reject);
      resolve(message);
    });
  });
}

/** Suspends a run before a call, lets another run change the files, and wakes the first one. */
async function attempt(at: number): Promise<Reply & { root: string; isChanged: boolean }> {
  const root = createDirectory();
  writeTree(root, "a");
  addForeign(root);
  Atomics.store(signal, 0, 0);
  worker.postMessage({ root, changes: allChangesTo("b"), at });
  const first = await reply();
  if (first.stopped === undefined) return { ...first, root, isChanged: false };
  const isChanged = await replaceFiles({ root, shown: "out" }, allChangesTo("c"), () => true, {
    patience: 0,
  });
  const woken = reply();
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
  return { ...(await woken), stopped: first.stopped, root, isChanged };
}

test("a run that wakes up after another run took over its turn changes nothing", async () => {
  const wrong: string[] = [];
  const seen = { done: 0, lost: 0 };
  for (let at = 1; ; at += 1) {
    const { root, isDone, isChanged, stopped, error } = await attempt(at);
    // A run that had not begun takes its turn afterwards. A run that had ended took its turn
    // before.
    const isWhole = holds(root, "c") || (isDone === true && holds(root, "b"));
    const isClean = !existsSync(path.join(root, ".huntgen"));
    if (stopped === undefined) break;
    seen[isDone === true ? "done" : "lost"] += 1;
    if (isWhole && isClean && isChanged && error === undefined) continue;
    wrong.push(`call ${at}, ${stopped}: ${JSON.stringify({ isDone, isWhole, isClean, error })}`);
  }
  expect(wrong).toEqual([]);
  expect(seen.done).toBeGreaterThan(3);
  expect(seen.lost).toBeGreaterThan(20);
});
