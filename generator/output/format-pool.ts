// Formats many files at once, on other threads if that pays: prettier takes most of the time of a large
// run, and a thread takes a fifth of a second to start.

import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { PlannedFile } from "../emit/emitter.ts";
import { format } from "./format.ts";

/** Fewer modules than this are formatted sooner by the thread that is already running. */
const minModules = 300;

/** Without a limit, a thread uses hundreds of megabytes before it collects its garbage. */
const threadMegabytes = 160;
/** Characters. A longer text, such as the registry of thousands of tables, needs more than a thread has. */
const maxText = 150_000;

export interface FormatPool {
  /** How many files to hand in before the first is awaited. */
  readonly inFlight: number;
  readonly format: typeof format;
  close(): Promise<void>;
}

// Missing if the program runs from its sources, which a thread of Node 20 cannot load.
const worker = fileURLToPath(new URL("./format-worker.js", import.meta.url));

export async function createFormatPool(files: readonly PlannedFile[]): Promise<FormatPool> {
  const modules = files.filter(({ language }) => language === "typescript").length;
  if (modules < minModules || !existsSync(worker)) {
    return { inFlight: 1, format, close: () => Promise.resolve() };
  }
  const { Tinypool } = await import("tinypool");
  const threads = Math.min(availableParallelism(), 8);
  const pool = new Tinypool({
    filename: worker,
    minThreads: threads,
    maxThreads: threads,
    resourceLimits: { maxOldGenerationSizeMb: threadMegabytes },
  });
  return {
    inFlight: threads * 4,
    format: (language, text) =>
      language !== "typescript" || text.length > maxText
        ? format(language, text)
        : pool.run(text, { name: "formatModule" }),
    close: () => pool.destroy(),
  };
}
