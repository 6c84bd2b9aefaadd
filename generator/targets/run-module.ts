// Starts the thread that runs the emitter of a module, and waits for what the emitter returns.

import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { EmitModel } from "./emit-model.ts";
import type { EmitterOptions } from "./emitter-module.ts";

export interface ModuleRequest {
  readonly url: string;
  readonly model: EmitModel;
  readonly options: EmitterOptions;
}

export type ModuleOutcome =
  | { readonly kind: "returned"; readonly value: readonly unknown[] }
  | {
      readonly kind: "not-loaded" | "not-emitter" | "not-array" | "threw";
      readonly reason: string;
    };

/** What the thread posts. The module can post messages too, which do not have this member. */
export interface OutcomeMessage {
  readonly huntgenOutcome: ModuleOutcome;
}

const worker = fileURLToPath(new URL("./emitter-worker.js", import.meta.url));

/**
 * Runs an emitter. What the emitter prints goes to `log`, because the output of a command is data. The thread
 * ends with the emitter, even if the emitter has left timers or connections open.
 */
export async function runModule(
  request: ModuleRequest,
  log: (text: string) => void,
): Promise<ModuleOutcome> {
  const thread = new Worker(worker, { workerData: request, stdout: true, stderr: true });
  for (const stream of [thread.stdout, thread.stderr]) {
    stream.setEncoding("utf8").on("data", log);
  }
  try {
    return await new Promise((resolve) => {
      const fail = (reason: string): void => resolve({ kind: "threw", reason });
      thread.on("message", (message: Partial<OutcomeMessage> | null) => {
        if (message?.huntgenOutcome !== undefined) resolve(message.huntgenOutcome);
      });
      thread.once("error", (error) => fail(String(error)));
      thread.once("exit", () => fail("it ended its thread before it returned"));
    });
  } finally {
    await thread.terminate();
  }
}
