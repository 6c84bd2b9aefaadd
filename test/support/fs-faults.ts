// Lets calls of `node:fs` fail, or the process appear to be killed, at a chosen step.

import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/** Calls that change the disk. */
const changing = [
  "chmodSync",
  "closeSync",
  "cpSync",
  "fsyncSync",
  "linkSync",
  "mkdirSync",
  "openSync",
  "renameSync",
  "rmSync",
  "rmdirSync",
  "writeFileSync",
] as const;
const reading = ["existsSync", "lstatSync", "readdirSync", "readFileSync", "statSync"] as const;

/** Thrown by every call after the moment at which the process would be dead. */
export class Killed extends Error {}

type Call = (...args: never[]) => unknown;

export interface Fault {
  /**
   * Called before each call that changes the disk. If it throws, the call throws the same error.
   */
  before(step: number, name: string, args: readonly unknown[], call: Call): void;
}

/**
 * Runs `action` with a fault in `node:fs`, and returns how many calls would have changed the disk.
 */
export async function withFault(fault: Fault, action: () => Promise<unknown>): Promise<number> {
  let steps = 0;
  let isDead = false;
  const originals = new Map<string, unknown>();
  const patch = (name: string, wrap: (call: Call) => Call): void => {
    const original: unknown = Reflect.get(fs, name);
    if (typeof original !== "function") throw new Error(`no such function: ${name}`);
    originals.set(name, original);
    Reflect.set(
      fs,
      name,
      wrap((...args) => Reflect.apply(original, fs, args)),
    );
  };
  for (const name of changing) {
    patch(name, (call) => (...args) => {
      if (isDead) throw new Killed();
      try {
        fault.before(steps++, name, args, call);
      } catch (error) {
        isDead = error instanceof Killed;
        throw error;
      }
      return call(...args);
    });
  }
  for (const name of reading) {
    patch(name, (call) => (...args) => {
      if (isDead) throw new Killed();
      return call(...args);
    });
  }
  syncBuiltinESMExports();
  try {
    await action();
  } finally {
    for (const [name, original] of originals) Reflect.set(fs, name, original);
    syncBuiltinESMExports();
  }
  return steps;
}

/** Kills at a step: before the call, or in the middle of writing a file. */
export function killAt(at: number): Fault {
  return {
    before(step, name, args, call) {
      if (step !== at) return;
      const [file, data] = args;
      if (name === "writeFileSync" && typeof data === "string" && data !== "") {
        Reflect.apply(call, undefined, [file, data.slice(0, data.length / 2)]);
      }
      throw new Killed();
    },
  };
}

/** Lets every call fail for lack of space from a step on. */
export function fullFrom(at: number, code: string): Fault {
  return {
    before(step, name, args, call) {
      const isWriting = /^(?:cp|link|mkdir|open|writeFile)Sync$/.test(name);
      if (step >= at && isWriting) failAt(step, code).before(step, name, args, call);
    },
  };
}

/** Lets one call fail as the system would fail it. */
export function failAt(at: number, code: string): Fault {
  return {
    before(step, name, args) {
      if (step !== at) return;
      throw Object.assign(new Error(`${code}: planted, ${name}`), {
        code,
        syscall: name,
        path: args[0],
      });
    },
  };
}
