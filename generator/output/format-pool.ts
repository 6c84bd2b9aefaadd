// Formatting of many files at once, on other threads where that pays: prettier takes most of the
// time of a large run, and a thread takes a fifth of a second to start.

import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { PlannedFile } from "../emit/emitter.ts";
import { format } from "./format.ts";

/** Fewer files than this are formatted sooner by the thread that is running already. */
const fewestFiles = 300;

/** Left to itself, a thread fills hundreds of megabytes before it tidies up. */
const threadMegabytes = 160;
/** Longer texts, such as the list of thousands of tables, need more than a thread has. */
const longestText = 150_000;

export interface FormatRequest {
  readonly id: number;
  readonly text: string;
}

export type FormatReply =
  { readonly id: number; readonly text: string } | { readonly id: number; readonly error: unknown };

export interface FormatPool {
  /** How many files to hand in before the first is waited for. */
  readonly inFlight: number;
  readonly format: typeof format;
  close(): Promise<void>;
}

// Absent where the program runs from its sources, which a thread of Node 20 cannot load.
const workerModule = new URL("./format-worker.js", import.meta.url);

export function createFormatPool(files: readonly PlannedFile[]): FormatPool {
  const modules = files.filter(({ language }) => language === "typescript").length;
  if (modules < fewestFiles || !existsSync(workerModule)) {
    return { inFlight: 1, format, close: () => Promise.resolve() };
  }
  const waiting = new Map<number, { resolve(text: string): void; reject(error: unknown): void }>();
  const workers = Array.from({ length: Math.min(availableParallelism(), 8) }, () => {
    const worker = new Worker(workerModule, {
      resourceLimits: { maxOldGenerationSizeMb: threadMegabytes },
    });
    worker.on("message", (reply: FormatReply) => {
      const request = waiting.get(reply.id);
      waiting.delete(reply.id);
      if ("error" in reply) request?.reject(reply.error);
      else request?.resolve(reply.text);
    });
    worker.on("error", (error) => {
      for (const { reject } of waiting.values()) reject(error);
    });
    return worker;
  });
  let requests = 0;
  return {
    inFlight: workers.length * 4,
    format(language, text) {
      if (language !== "typescript" || text.length > longestText) return format(language, text);
      const id = requests++;
      const request: FormatRequest = { id, text };
      workers[id % workers.length]?.postMessage(request);
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
