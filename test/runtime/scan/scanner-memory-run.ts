// Reads many records in a process of its own and prints how much memory that took, as JSON:
// `node --expose-gc scanner-memory-run.js SCENARIO RECORDS`. scanner-memory.test.ts bundles it.

import { readFileSync } from "node:fs";
import {
  createDriftCollector,
  createReader,
  DeviceInfo,
  forwardMessage,
  parseMessage,
} from "../../../generated/index.ts";

/** Megabytes at one moment. */
interface Memory {
  /** Of the whole process. */
  readonly resident: number;
  /** Of the scanner's instances that are not collected yet. */
  readonly scanner: number;
}

export interface Figures {
  readonly before: Memory;
  readonly largest: Memory;
  readonly after: Memory;
  /** How many instances of the scanner were created. */
  readonly instances: number;
}

interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

declare const gc: () => void;
declare const WebAssembly: {
  Instance: new (module: object) => { readonly exports: { readonly memory: WasmMemory } };
};

const megabyte = 2 ** 20;
const encoder = new TextEncoder();
const [name = "", file = ""] = process.argv.slice(2);
const records = readFileSync(file, "utf8").trimEnd().split("\n");
const small = messageOf(records.slice(0, 3));

let instances = 0;
let memories: WeakRef<WasmMemory>[] = [];

const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(module: object) {
    super(module);
    instances += 1;
    memories.push(new WeakRef(this.exports.memory));
  }
};

const scenarios: Readonly<Record<string, () => Promise<Omit<Figures, "instances">>>> = {
  /** Reads a hundred thousand messages, in the ways that a process can read them. */
  async messages() {
    const bodies = records.map((_, at) => messageOf(records.slice(at, at + 3)));
    const drift = createDriftCollector();
    const read = (index: number): void => {
      const body = bodies[index % bodies.length] ?? small;
      if (index % 3 === 0) parseMessage(body, { drift });
      else if (index % 3 === 1) forwardMessage(body);
      else parseMessage(body, { columns: { DeviceInfo: ["DeviceName"] } });
    };
    await repeat(10_000, read);
    const before = await measureCollected();
    const largest = await repeat(90_000, read);
    return { before, largest, after: await measureCollected() };
  },

  /** Reads a message of 200 MB between small ones. */
  async large() {
    parseMessage(small);
    const before = await measureCollected();
    const largest = readLarge();
    parseMessage(small);
    return { before, largest, after: await measureCollected() };
  },

  /** Creates twelve thousand readers, each with its own tables. */
  async readers() {
    const body = '{"records":[{"category":"AdvancedHunting-DeviceInfo","properties":{}}]}';
    const read = (): unknown => createReader([DeviceInfo]).parseMessage(body);
    await repeat(1000, read);
    const before = await measureCollected();
    const largest = await repeat(11_000, read);
    return { before, largest, after: await measureCollected() };
  },
};

/** Returns the highest values that were measured on the way. */
async function repeat(count: number, read: (index: number) => unknown): Promise<Memory> {
  let [resident, scanner] = [0, 0];
  for (let index = 0; index < count; index++) {
    read(index);
    if (index % 100 !== 0) continue;
    const now = measure();
    resident = Math.max(resident, now.resident);
    scanner = Math.max(scanner, now.scanner);
    // The target of a WeakRef stays alive until the next turn after the WeakRef is created or read.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { resident, scanner };
}

function readLarge(): Memory {
  const all = records.join(",");
  const body = messageOf(Array.from({ length: (200 * megabyte) / all.length }, () => all));
  forwardMessage(body);
  return measure();
}

function messageOf(given: readonly string[]): Uint8Array {
  return encoder.encode(`{"records":[${given.join(",")}]}`);
}

/** Measures after all garbage has been collected. */
async function measureCollected(): Promise<Memory> {
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    gc();
  }
  return measure();
}

function measure(): Memory {
  memories = memories.filter((memory) => memory.deref() !== undefined);
  const scanner = memories.reduce(
    (sum, memory) => sum + (memory.deref()?.buffer.byteLength ?? 0),
    0,
  );
  return {
    resident: inMegabytes(process.memoryUsage().rss),
    scanner: inMegabytes(scanner),
  };
}

function inMegabytes(bytes: number): number {
  return Math.round((bytes / megabyte) * 10) / 10;
}

const scenario = scenarios[name];
if (scenario === undefined) throw new Error(`no scenario ${name}`);
console.log(JSON.stringify({ ...(await scenario()), instances } satisfies Figures));
