// Runs a fuzzer from the command line: `npm run fuzz -- [stream | names | files] --count 100000 --seed 1`.

import { fuzzFiles } from "./files/fuzz-files.ts";
import { fuzzNames } from "./names/fuzz-names.ts";
import { fuzzStream } from "./stream/fuzz-stream.ts";

/** Each fuzzer takes the flags after its name, and returns whether it found nothing. */
const fuzzers: Readonly<Record<string, (args: readonly string[]) => Promise<boolean>>> = {
  stream: fuzzStream,
  names: fuzzNames,
  files: fuzzFiles,
};

const words = process.argv.slice(2);
const [name = "stream", args] =
  words[0]?.startsWith("-") === false ? [words[0], words.slice(1)] : ["stream", words];
const run = Object.hasOwn(fuzzers, name) ? fuzzers[name] : undefined;
if (run === undefined) {
  throw new Error(`expected one of ${Object.keys(fuzzers).join(", ")}, got "${name}"`);
}
process.exitCode = (await run(args)) ? 0 : 1;
