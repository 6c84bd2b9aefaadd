// Checks that reading takes time and memory in proportion to the size of an export, whatever it contains:
// small exports in one process, within bounds that only a worse growth exceeds, and in the stress test each
// of 8 MiB in a process of its own, within two seconds and 400 MB.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { growingExports } from "./growing-exports.ts";

/** What reading one growing export took. */
export interface Measured {
  readonly location: string;
  /** Of all threads. */
  readonly milliseconds: number;
  /** The largest size of the process so far. */
  readonly megabytes: number;
  readonly holds: string;
}

const most = { milliseconds: 2000, megabytes: 400 };

const run = fileURLToPath(new URL("dist/growth-run.js", import.meta.url));
const directory = mkdtempSync(path.join(tmpdir(), "huntgen-growth-"));

beforeAll(async () => {
  const entry = path.join(import.meta.dirname, "growth-run.ts");
  await build({
    entryPoints: [entry],
    outfile: run,
    bundle: true,
    format: "esm",
    platform: "node",
  });
});

afterAll(() => rmSync(directory, { recursive: true }));

/** Writes an export of a size into a directory of its own, and returns its path. */
function write(index: number, size: number): string {
  const { file, write: writeText } = growingExports[index] ?? { file: "", write: () => "" };
  const location = path.join(directory, `${size}`, `${index}`, file);
  mkdirSync(path.dirname(location), { recursive: true });
  writeFileSync(location, Buffer.from(writeText(size)).subarray(0, 8 * 2 ** 20));
  return location;
}

const all = growingExports.map((_, index) => index);

test(
  "exports of 250,000 bytes are read within 400 MB, and within 20 seconds each",
  { timeout: 600_000 },
  async () => {
    const files = all.map((index) => write(index, 250_000));
    // Most exports take some milliseconds on an idle machine; quadratic growth would take minutes, or
    // all memory.
    const measured = await measure(files, 20);
    expect(measured.map(({ location }) => location)).toEqual(files);
    expect(measured.filter(({ megabytes }) => megabytes > most.megabytes)).toEqual([]);
  },
);

// Takes minutes.
test.runIf(process.env["STRESS"] !== undefined)(
  "exports of 8 MiB are each read within two seconds and 400 MB",
  { timeout: 3_600_000 },
  async () => {
    const exceeding: string[] = [];
    for (const index of all) {
      // A few characters may take more bytes than one.
      const file = write(index, 8 * 2 ** 20 - 2000);
      const [{ milliseconds, megabytes, holds } = { milliseconds: 0, megabytes: 0, holds: "" }] =
        await measure([file], 60);
      rmSync(file);
      const line = `${milliseconds} ms, ${megabytes} MB: ${growingExports[index]?.name} (${holds})`;
      process.stdout.write(`${line}\n`);
      if (milliseconds > most.milliseconds || megabytes > most.megabytes) exceeding.push(line);
    }
    expect(exceeding).toEqual([]);
  },
);

/** Runs the process until it ends, or until one export takes far too long. */
function measure(files: readonly string[], seconds: number): Promise<Measured[]> {
  const child = spawn(process.execPath, [run, ...files], { stdio: ["ignore", "pipe", "pipe"] });
  let [printed, failed] = ["", ""];
  const watchdog = setTimeout(() => child.kill(), seconds * 1000);
  child.stdout.on("data", (chunk) => {
    printed += String(chunk);
    watchdog.refresh();
  });
  child.stderr.on("data", (chunk) => (failed += String(chunk)));
  return new Promise((resolve, reject) => {
    child.on("close", (status, signal) => {
      clearTimeout(watchdog);
      const lines = printed.split("\n").filter((line) => line !== "");
      const measured = lines.map((line): Measured => JSON.parse(line));
      const next = growingExports[measured.length]?.name;
      if (status === 0) resolve(measured);
      else reject(new Error(`"${next}" ended with ${signal ?? status}: ${failed.slice(-500)}`));
    });
  });
}
