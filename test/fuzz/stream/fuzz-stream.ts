// Compares the readers of the stream with the reference: `npm run fuzz -- stream --count 100000`.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { integer, sharedFlags, stopwatch } from "../flags.ts";
import { describeFinding } from "./describe-finding.ts";
import { fuzz } from "./fuzz.ts";
import { listReaders } from "./readers.ts";

/** Runs the fuzzer; returns whether no reader differs. */
export async function fuzzStream(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...sharedFlags,
      /** Stops after this many seconds. */
      seconds: { type: "string" },
      /** A WebAssembly file to use instead of the built-in scanner. */
      scanner: { type: "string" },
    },
  });
  const seed = integer("seed", values.seed);
  const scanner = values.scanner === undefined ? undefined : readFileSync(values.scanner);
  const rate = stopwatch("texts");
  const { ran, finding } = await fuzz(listReaders(scanner), {
    seed,
    first: integer("first", values.first),
    count: integer("count", values.count),
    ...(values.seconds === undefined ? {} : { seconds: integer("seconds", values.seconds) }),
    onProgress: (done) => process.stderr.write(`${rate(done)}\n`),
  });
  process.stdout.write(
    finding === undefined
      ? `No difference: ${rate(ran)} (seed ${seed}).\n`
      : `${describeFinding(finding)}\nFound after ${rate(ran)}, shrinking included.\n`,
  );
  return finding === undefined;
}
