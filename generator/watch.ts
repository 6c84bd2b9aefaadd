// Runs again after every change of an export, the configuration or an emitter next to it.

import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { type FSWatcher, watch } from "chokidar";
import { configFileName } from "./config.ts";

/** An editor writes a file in several steps, so a run starts after this long without a change. */
const quietMilliseconds = 100;

export interface WatchedInputs {
  /** The directory of exports. */
  readonly exports: string;
  /** Absolute paths of other files, besides the configuration. */
  readonly files: readonly string[];
  /** Files and directories of queries and functions, with everything below them. */
  readonly queries: readonly string[];
  /** The output, which a run changes itself. */
  readonly out: string;
}

/**
 * Calls `run` at once and after every change, one call at a time, until `signal` aborts. `run` returns
 * what to watch from then on.
 */
export async function watchInputs(
  first: WatchedInputs,
  run: () => Promise<WatchedInputs>,
  signal: AbortSignal,
): Promise<void> {
  let inputs = first;
  while (!signal.aborted) {
    // Watching starts before the run, so that a change during the run is not missed.
    const changes = await collectChanges(inputs, signal);
    try {
      const watched = inputs;
      inputs = await run();
      // Other inputs can change before they are watched, so the next run follows at once.
      if (!isDeepStrictEqual(inputs, watched)) continue;
      await changes.first;
      while (changes.takeAll() > 0) await wait(quietMilliseconds);
    } finally {
      await changes.close();
    }
  }
}

interface Changes {
  /** Settles at the first change, or if the signal aborts. */
  readonly first: Promise<void>;
  /** Counts the changes since the last call. */
  takeAll(): number;
  close(): Promise<void>;
}

async function collectChanges(inputs: WatchedInputs, signal: AbortSignal): Promise<Changes> {
  let count = 0;
  const exports = path.resolve(inputs.exports);
  const targets = [exports, path.resolve(configFileName), ...inputs.files];
  // Their directories are watched, since chokidar can miss that a path appears which is watched itself.
  const roots = targets.map((target) => path.dirname(target));
  const watched = new Set([...roots, ...targets]);
  const watcher = watch(roots, {
    depth: 1,
    ignored: (each) => !watched.has(each) && path.dirname(each) !== exports,
    ignoreInitial: true,
  });
  const watchers = [watcher, ...watchQueries(inputs)];
  await Promise.all(
    watchers.map((each) => new Promise<void>((resolve) => each.once("ready", resolve))),
  );
  const closed = new AbortController();
  const first = new Promise<void>((resolve) => {
    // The signal can abort while the watchers start, and does not tell those that listen later.
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { signal: closed.signal });
    for (const each of watchers) {
      each.on("all", () => {
        count += 1;
        resolve();
      });
    }
  });
  return {
    first,
    takeAll() {
      const taken = count;
      count = 0;
      return taken;
    },
    async close() {
      closed.abort();
      await Promise.all(watchers.map((each) => each.close()));
    },
  };
}

/** A watcher of nothing would never be ready. */
function watchQueries({ queries, out }: WatchedInputs): FSWatcher[] {
  if (queries.length === 0) return [];
  const output = path.resolve(out);
  const ignored = (each: string): boolean =>
    path.resolve(each) === output || /(?:^|[\\/])(?:node_modules|\.git)$/.test(each);
  return [watch([...queries], { ignored, ignoreInitial: true })];
}
