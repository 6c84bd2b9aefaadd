// Kills a run at each call that changes the disk, and kills the run that recovers too. Checks that
// the directory holds the old files or the new ones afterwards, and that everything else in it is
// untouched.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { recoverFiles, replaceFiles } from "../../generator/replace/replace-files.ts";
import { failAt, type Fault, fullFrom, killAt, Killed, withFault } from "../support/fs-faults.ts";
import {
  addForeign,
  changesTo,
  createDirectory,
  holds,
  snapshot,
  type Tree,
  writeTree,
} from "./trees.ts";

const options = { patience: 0 };
const noFault: Fault = { before: () => undefined };

/** `npm run stress` runs each pair of two kills, which takes a minute. */
const stride = process.env["STRESS"] === undefined ? 9 : 1;

function create(): string {
  const root = createDirectory();
  writeTree(root, "a");
  addForeign(root);
  return root;
}

function toB(root: string): Promise<boolean> {
  return replaceFiles({ root, shown: "out" }, changesTo("b"), () => true, options);
}

async function isKilled(at: number, action: () => Promise<unknown>): Promise<boolean> {
  try {
    await withFault(killAt(at), action);
    return false;
  } catch (error) {
    if (error instanceof Killed) return true;
    throw error;
  }
}

const isForeign = (file: string): boolean =>
  /mine|second|#|^up|empty|private|^tables$/.test(file) && !file.startsWith(".huntgen");

test("replacing files leaves everything else unchanged and leaves no trace", async () => {
  const root = create();
  const foreign = snapshot(root, isForeign);
  expect(await toB(root)).toBe(true);
  expect(holds(root, "b")).toBe(true);
  expect(existsSync(path.join(root, "old"))).toBe(false);
  expect(snapshot(root, isForeign)).toEqual(foreign);
  expect(existsSync(path.join(root, ".huntgen"))).toBe(false);
});

/** Runs `attempt` for each step until the step is not reached, and returns what was wrong. */
async function wrongAtEachStep(
  attempt: (step: number) => Promise<{ isReached: boolean; wrong: readonly string[] }>,
): Promise<string[]> {
  const found: string[] = [];
  for (let step = 0; ; step += 1) {
    const { isReached, wrong } = await attempt(step);
    found.push(...wrong.map((each) => `step ${step}: ${each}`));
    if (!isReached) return found;
  }
}

/** Returns what is wrong with a directory in which a run was killed and recovered. */
function wrongWith(root: string, foreign: readonly string[], allowed: readonly Tree[]): string[] {
  const tree = allowed.find((each) => holds(root, each));
  return [
    ...(tree === undefined ? [`neither of ${allowed.join(" and ")}`] : []),
    ...(isDeepStrictEqual(snapshot(root, isForeign), foreign) ? [] : ["foreign files changed"]),
    ...(existsSync(path.join(root, ".huntgen")) ? ["something is left"] : []),
  ];
}

test("the directory holds the old or the new files after a kill at any step and a recovery", async () => {
  const seen = { a: 0, b: 0 };
  const wrong = await wrongAtEachStep(async (step) => {
    const root = create();
    const [before, foreign] = [snapshot(root), snapshot(root, isForeign)];
    const isReached = await isKilled(step, () => toB(root));
    await recoverFiles({ root, shown: "out" }, options);
    const tree = holds(root, "a") ? "a" : "b";
    seen[tree] += 1;
    const isRestored = tree === "b" || isDeepStrictEqual(snapshot(root), before);
    return {
      isReached,
      wrong: [...wrongWith(root, foreign, ["a", "b"]), ...(isRestored ? [] : ["not as before"])],
    };
  });
  expect(wrong).toEqual([]);
  expect(seen.a).toBeGreaterThan(20);
  expect(seen.b).toBeGreaterThan(3);
});

test("a recovery may be killed at any step", async () => {
  // The last step removes the remains. A few steps earlier, everything has to be undone.
  const steps = await withFault(noFault, () => toB(create()));
  const found: string[] = [];
  for (let first = steps - 1; first > 0; first -= stride) {
    const wrong = await wrongAtEachStep(async (second) => {
      const root = create();
      const foreign = snapshot(root, isForeign);
      await isKilled(first, () => toB(root));
      const isReached = await isKilled(second, () => recoverFiles({ root, shown: "out" }, options));
      await recoverFiles({ root, shown: "out" }, options);
      return { isReached, wrong: wrongWith(root, foreign, ["a", "b"]) };
    });
    found.push(...wrong.map((each) => `killed at ${first}, ${each}`));
  }
  expect(found).toEqual([]);
});

test("what a user writes into the place of a file after a kill survives the recovery", async () => {
  const places = ["index.ts", "tables/A.ts", "tables/B.ts", "old/deep/X.ts", "new/deep/Y.ts"];
  const wrong = await wrongAtEachStep(async (step) => {
    const root = create();
    const isReached = await isKilled(step, () => toB(root));
    for (const file of places) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), `the user's ${file}`);
    }
    await recoverFiles({ root, shown: "out" }, options);
    return {
      isReached,
      wrong: places.filter(
        (file) => readFileSync(path.join(root, file), "utf8") !== `the user's ${file}`,
      ),
    };
  });
  expect(wrong).toEqual([]);
});

test("the next run succeeds after a kill at any step", async () => {
  const wrong = await wrongAtEachStep(async (step) => {
    const root = create();
    const foreign = snapshot(root, isForeign);
    const isReached = await isKilled(step, () => toB(root));
    const isDone = await toB(root);
    return {
      isReached,
      wrong: [...wrongWith(root, foreign, ["b"]), ...(isDone ? [] : ["undone"])],
    };
  });
  expect(wrong).toEqual([]);
});

/**
 * Returns what is wrong after a call failed as the system would fail it. Nothing may have changed
 * then.
 */
async function wrongAfter(fault: Fault): Promise<string[]> {
  const root = create();
  const before = snapshot(root);
  let failed: unknown;
  await withFault(fault, () => toB(root).catch((error: unknown) => (failed = error)));
  const isUndone = holds(root, "a");
  await recoverFiles({ root, shown: "out" }, options);
  // Removals after the end can happen later, and some calls have an alternative.
  if (failed === undefined) return holds(root, "b") ? [] : ["neither changed nor refused"];
  const isSaid =
    /^HuntgenError: out(?:\/[^ ]+)?: cannot be written, nothing was changed: .* \[unwritable-output\]$/;
  return [
    ...(isSaid.test(String(failed)) ? [] : [String(failed)]),
    ...(isUndone ? [] : ["not undone at once"]),
    ...(isDeepStrictEqual(snapshot(root), before) ? [] : ["changed"]),
  ];
}

test.each(["EACCES", "EDQUOT", "ENOSPC", "EROFS"])(
  "a failing call changes nothing, with %s at any step",
  async (code) => {
    const steps = await withFault(noFault, () => toB(create()));
    const found: string[] = [];
    for (let step = 0; step < steps; step += 1) {
      const wrong = await wrongAfter(failAt(step, code));
      found.push(...wrong.map((each) => `step ${step}: ${each}`));
    }
    expect(found).toEqual([]);
    expect(steps).toBeGreaterThan(30);
  },
);

test.each(["EDQUOT", "ENOSPC"])("a disk that stays full changes nothing: %s", async (code) => {
  const steps = await withFault(noFault, () => toB(create()));
  const found: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    const wrong = await wrongAfter(fullFrom(step, code));
    found.push(...wrong.map((each) => `step ${step}: ${each}`));
  }
  expect(found).toEqual([]);
});
