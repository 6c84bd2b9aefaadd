// Runs the emitter of a module on a thread of its own, where every run loads the module and its imports again.

import { parentPort, workerData } from "node:worker_threads";
import { describeFailure } from "./describe-failure.ts";
import type { Emitter } from "./emitter-module.ts";
import type { ModuleOutcome, ModuleRequest, OutcomeMessage } from "./run-module.ts";

// Only run-module.ts starts this thread.
const { url, model, options } = workerData as ModuleRequest;

try {
  finish(await runModule());
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
    const value: unknown = await emit(deepFreeze(model), deepFreeze(options));
    if (Array.isArray(value)) return { kind: "returned", value };
    return { kind: "not-array", reason: kindOf(value) };
  } catch (error) {
    return { kind: "threw", reason: describeFailure(error) };
  }
}

function finish(outcome: ModuleOutcome): void {
  const message: OutcomeMessage = { huntgenOutcome: outcome };
  parentPort?.postMessage(message);
}

/** Names what is not an array: an `AsyncGenerator` or a `Set` cannot leave the thread. */
function kindOf(value: unknown): string {
  if (typeof value === "function") return "a function";
  const kind = Object.prototype.toString.call(value).slice("[object ".length, -1);
  return value === undefined || value === null ? String(value) : `a value of type ${kind}`;
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
