// Runs again after every change of an export, the configuration or an emitter next to it.

import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { watch } from "chokidar";
import { configFileName } from "./config.ts";

/** An editor writes a file in several steps, so a run starts after this long without a change. */
const quietMilliseconds = 100;

export interface WatchedPaths {
  /** The directory of exports. */
  readonly input: string;
  /** Absolute paths of other files, besides the configuration. */
  readonly files: readonly string[];
}

/**
 * Calls `run` at once and after every change, one call at a time, until `signal` aborts. `run` returns
 * the paths to watch from then on.
 */
export async function watchInputs(
  first: WatchedPaths,
  run: () => Promise<WatchedPaths>,
  signal: AbortSignal,
): Promise<void> {
  let paths = first;
  while (!signal.aborted) {
    // Watching starts before the run, so that a change during the run is not missed.
    const changes = await collectChanges(paths, signal);
    try {
      paths = await run();
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

async function collectChanges(
  { input, files }: WatchedPaths,
  signal: AbortSignal,
): Promise<Changes> {
  let count = 0;
  const exports = path.resolve(input);
  const targets = [exports, path.resolve(configFileName), ...files];
  // Their directories are watched, since chokidar can miss that a path appears which is watched itself.
  const roots = targets.map((target) => path.dirname(target));
  const watched = new Set([...roots, ...targets]);
  const watcher = watch(roots, {
    depth: 1,
    ignored: (each) => !watched.has(each) && path.dirname(each) !== exports,
    ignoreInitial: true,
  });
  await new Promise<void>((resolve) => watcher.once("ready", resolve));
  const closed = new AbortController();
  const first = new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { signal: closed.signal });
    watcher.on("all", () => {
      count += 1;
      resolve();
    });
  });
  return {
    first,
    takeAll() {
      const taken = count;
      count = 0;
      return taken;
    },
    close() {
      closed.abort();
      return watcher.close();
    },
  };
}
