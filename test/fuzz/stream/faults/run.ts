// Plants each fault in a copy of the scanner's source, and lets the fuzzer look for it, which
// proves that the fuzzer finds such faults. `npm run fuzz:faults [-- PART_OF_A_DESCRIPTION]`.

import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Fault, faults } from "./faults.ts";

const secondsToFind = 20;
const [wanted = ""] = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), "huntgen-faults-"));
let missed = 0;
try {
  for (const fault of faults) {
    if (!fault.what.includes(wanted)) continue;
    const result = look(fault);
    if (!result.startsWith("found")) missed += 1;
    process.stdout.write(`${fault.file}: ${fault.what}: ${result}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(
  `${missed === 0 ? "All faults were found" : `${missed} faults were missed`}.\n`,
);
process.exitCode = missed === 0 ? 0 : 1;

function look(fault: Fault): string {
  const sources = path.join(folder, "scanner");
  const scanner = path.join(folder, "scanner.wasm");
  cpSync("scanner", sources, { recursive: true });
  const file = path.join(sources, fault.file);
  const parts = readFileSync(file, "utf8").split(fault.from);
  if (parts.length !== 2) return `not planted: its text is ${parts.length - 1} times in the source`;
  writeFileSync(file, parts.join(fault.to));
  const built = run("scanner/build.js", "--from", `${sources}/`, "--out", scanner);
  if (built.status !== 0) return `not planted: ${built.stderr.trim()}`;
  const args = ["--scanner", scanner, "--count", "10000000", "--seconds", `${secondsToFind}`];
  const started = performance.now();
  const { status, stdout, signal } = run("test/fuzz/dist/run.js", ...args);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  // A scanner that does not end, or ends the process, counts as found too.
  if (status === 0 && signal === null) return `MISSED in ${secondsToFind} s`;
  const texts = /Found after ([0-9]+) texts/.exec(stdout)?.[1];
  return `found in ${seconds} s${texts === undefined ? "" : `, ${texts} texts`}`;
}

function run(...args: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, args, {
    encoding: "utf8",
    timeout: 3 * secondsToFind * 1000,
    maxBuffer: 2 ** 28,
  });
}
