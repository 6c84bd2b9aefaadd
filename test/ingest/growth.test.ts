// Checks that reading takes time and memory in proportion to the size of an export, whatever it
// contains. Each growing export is read in a process with a bounded heap, within a time that only a
// worse growth exceeds.

import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { growingExports } from "./growing-exports.ts";

/** What reading one growing export took. */
export interface Measured {
  readonly name: string;
  readonly milliseconds: number;
  readonly holds: string;
}

/** The heap of the process, in MiB. */
const heap = 400;

const run = fileURLToPath(new URL("dist/growth-run.js", import.meta.url));

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

const all = growingExports.map(({ name }) => name);
/** Exports of which much is kept in memory until the result is certain. */
const large = [
  "a wide header",
  "JSON as a cell",
  "objects with a new key each",
  "columns with a new key each",
  "JSON lines with a new key each",
  "OrderedColumns with many keys",
  "words",
];

// Most exports take less than a second on an idle machine; quadratic growth would take minutes, or
// all memory.
test.each([
  { size: 600_000, names: all, seconds: 20 },
  // Takes half a minute.
  ...(process.env["STRESS"] === undefined ? [] : [{ size: 8_000_000, names: large, seconds: 60 }]),
])(
  "exports of $size characters are read within $seconds s each and 400 MiB",
  { timeout: 600_000 },
  async ({ size, names, seconds }) => {
    const measured = await measure(size, names, seconds);
    const slow = measured.filter(({ milliseconds }) => milliseconds > seconds * 1000);
    expect(slow).toEqual([]);
    expect(measured.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  },
);

/** Runs the process until it ends, or until one export takes far too long. */
function measure(size: number, names: readonly string[], seconds: number): Promise<Measured[]> {
  const args = [`--max-old-space-size=${heap}`, run, `${size}`, ...names];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  let [printed, failed] = ["", ""];
  const watchdog = setTimeout(() => child.kill(), 2 * seconds * 1000);
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
      if (status === 0) resolve(measured);
      else {
        const next = names.find((name) => measured.every((each) => each.name !== name));
        reject(
          new Error(`"${next}" ended the process (${signal ?? status}): ${failed.slice(-500)}`),
        );
      }
    });
  });
}
