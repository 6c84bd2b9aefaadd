// Runs again after every change of an export or the configuration.

import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { watch } from "chokidar";
import { configFileName } from "./config.ts";

/** An editor writes a file in several steps, so a run starts after this long without a change. */
const quietMilliseconds = 100;

/**
 * Calls `run` at once and after every change, one call at a time, until `signal` aborts. `run` returns
 * the directory of exports to watch from then on.
 */
export async function watchInputs(
  firstInput: string,
  run: () => Promise<string>,
  signal: AbortSignal,
): Promise<void> {
  let input = firstInput;
  while (!signal.aborted) {
    // Watching starts before the run, so that a change during the run is not missed.
    const changes = await collectChanges(input, signal);
    try {
      input = await run();
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

async function collectChanges(input: string, signal: AbortSignal): Promise<Changes> {
  let count = 0;
  const [exports, config] = [path.resolve(input), path.resolve(configFileName)];
  // Their directories are watched, since chokidar can miss that a path appears which is watched itself.
  const roots = [path.dirname(exports), path.dirname(config)];
  const watched = new Set([...roots, exports, config]);
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
