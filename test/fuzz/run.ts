// Runs the fuzzer from the command line: `npm run fuzz -- --count 100000 --seed 1`.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { describeFinding } from "./describe-finding.ts";
import { fuzz } from "./fuzz.ts";
import { listReaders } from "./readers.ts";

const { values } = parseArgs({
  options: {
    /** How many cases to run. */
    count: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    /** The number of the first case; with `--count 1`, runs one case again. */
    first: { type: "string", default: "0" },
    /** Stops after so many seconds. */
    seconds: { type: "string" },
    /** A WebAssembly file to use in place of the built-in scanner. */
    scanner: { type: "string" },
  },
});

function integer(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new Error(`--${name}: expected an integer of at least 0, got "${text}"`);
}

const [seed, first] = [integer("seed", values.seed), integer("first", values.first)];
const scanner = values.scanner === undefined ? undefined : readFileSync(values.scanner);
const readers = listReaders(scanner);
const start = performance.now();

function rate(ran: number): string {
  const seconds = (performance.now() - start) / 1000;
  return `${ran} texts in ${seconds.toFixed(1)} s, ${Math.round(ran / seconds)} a second`;
}

const { ran, finding } = await fuzz(readers, {
  seed,
  first,
  count: integer("count", values.count),
  ...(values.seconds === undefined ? {} : { seconds: integer("seconds", values.seconds) }),
  onProgress: (done) => process.stderr.write(`${rate(done)}\n`),
});
if (finding === undefined) {
  process.stdout.write(`No difference: ${rate(ran)} (seed ${seed}).\n`);
} else {
  process.stdout.write(
    `${describeFinding(finding)}\nFound after ${rate(ran)}, shrinking included.\n`,
  );
  process.exitCode = 1;
}
