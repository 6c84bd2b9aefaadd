// Runs the emitter of a module on a thread of its own, where every run loads the module and its imports again.

import { parentPort, workerData } from "node:worker_threads";
import { describeFailure } from "./describe-failure.ts";
import type { Emitter } from "./emitter-module.ts";
import type { ModuleOutcome, ModuleRequest } from "./run-module.ts";

// Only run-module.ts starts this thread.
const { url, model, options } = workerData as ModuleRequest;

try {
  parentPort?.postMessage(await runModule());
} catch (error) {
  // Functions and the like cannot leave the thread.
  finish({
    kind: "threw",
    reason: `what it returned is not plain data: ${describeFailure(error)}`,
  });
}

async function runModule(): Promise<ModuleOutcome> {
  let loaded: { readonly default?: unknown };
  try {
    loaded = await import(url);
  } catch (error) {
    return { kind: "not-loaded", reason: describeFailure(error) };
  }
  const emit = loaded.default;
  if (!isFunction(emit)) {
    const reason = emit === undefined ? "no default export" : `${typeof emit} as default export`;
    return { kind: "not-emitter", reason };
  }
  try {
    return { kind: "returned", value: await emit(deepFreeze(model), deepFreeze(options)) };
  } catch (error) {
    return { kind: "threw", reason: describeFailure(error) };
  }
}

function finish(outcome: ModuleOutcome): void {
  parentPort?.postMessage(outcome);
}

/** The caller checks what the function returns. */
function isFunction(value: unknown): value is Emitter {
  return typeof value === "function";
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) deepFreeze(member);
    Object.freeze(value);
  }
  return value;
}
