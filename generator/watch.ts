// Runs again whenever an export or the configuration changes.

import { existsSync, watch } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { configFileName } from "./config.ts";

/** Editors write a file in several steps; a run waits until nothing has happened for so long. */
const quietMilliseconds = 100;

/**
 * Runs `run` at once and after every change, never twice at a time, until `signal` aborts. `run`
 * answers with the directory of exports to watch from then on.
 */
export async function watchInputs(
  firstInput: string,
  run: () => Promise<string>,
  signal: AbortSignal,
): Promise<void> {
  let input = firstInput;
  while (!signal.aborted) {
    // Watching starts before the run, so that what changes during it is not missed.
    const changes = collectChanges(input, signal);
    input = await run();
    await changes.first;
    while (changes.takeAll() > 0) await wait(quietMilliseconds);
    changes.stop();
  }
}

function collectChanges(
  input: string,
  signal: AbortSignal,
): { first: Promise<void>; takeAll(): number; stop(): void } {
  let count = 0;
  let settle: (() => void) | undefined;
  const first = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const stopped = new AbortController();
  const either = AbortSignal.any([signal, stopped.signal]);
  const watchDirectory = (directory: string, concerns: (name: string) => boolean): void => {
    if (!existsSync(directory)) return;
    const watcher = watch(directory, { signal: either }, (_event, name) => {
      if (name !== null && !concerns(name)) return;
      count += 1;
      settle?.();
    });
    // A directory that goes away is a change like any other; its parent's watch tells of it.
    watcher.on("error", () => undefined);
  };
  watchDirectory(input, () => true);
  watchDirectory(path.dirname(path.resolve(input)), (name) => name === path.basename(input));
  watchDirectory(".", (name) => name === configFileName);
  signal.addEventListener("abort", () => settle?.(), { signal: stopped.signal });
  return {
    first,
    takeAll() {
      const taken = count;
      count = 0;
      return taken;
    },
    stop: () => stopped.abort(),
  };
}
