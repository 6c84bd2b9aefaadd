// Runs commands on files of any content: `npm run fuzz -- files --count 100000 --seed 1`. A child
// process runs the cases. This process watches its time and memory, and starts it again after a
// case that ended it.

import { fork } from "node:child_process";
import { parseArgs } from "node:util";
import { integer, sharedFlags, stopwatch } from "../flags.ts";
import { drawCase } from "./draw-case.ts";
import { type Report, runCases } from "./run-cases.ts";

/** A case takes some milliseconds, or a second if it generates code. */
const mostSeconds = 30;
const mostMegabytes = 400;
const mostFindings = 20;

interface Findings {
  readonly ran: number;
  readonly statuses: ReadonlyMap<number, number>;
  /** The part that findings have in common. The first case of each is printed when it is found. */
  readonly found: ReadonlySet<string>;
  readonly memory: number;
}

/** Runs the fuzzer; returns whether it found nothing. */
export async function fuzzFiles(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: { ...sharedFlags, worker: { type: "boolean", default: false } },
  });
  const seed = integer("seed", values.seed);
  const [first, count] = [integer("first", values.first), integer("count", values.count)];
  if (values.worker) {
    await runCases(seed, first, count);
    return true;
  }
  const rate = stopwatch("cases");
  const { ran, statuses, found, memory } = await watch(seed, first, count, (done) =>
    process.stderr.write(`${rate(done)}\n`),
  );
  const exits = [...statuses].toSorted().map(([status, times]) => `${times} with ${status}`);
  const size = `${Math.round(memory / 2 ** 20)} MiB at most`;
  process.stdout.write(
    `${found.size} findings: ${rate(ran)}, ${size}; exits: ${exits.join(", ")} (seed ${seed}).\n`,
  );
  return found.size === 0;
}

async function watch(
  seed: number,
  first: number,
  count: number,
  onProgress: (ran: number) => void,
): Promise<Findings> {
  const statuses = new Map<number, number>();
  const found = new Set<string>();
  const add = (number: number, what: string): void => {
    const key = what.split("\n", 2).join(" ").replace(/\d+/g, "0").slice(0, 300);
    if (found.has(key)) return;
    found.add(key);
    process.stdout.write(describeFinding(seed, number, what));
  };
  let [next, memory] = [first, 0];
  while (next < first + count && found.size < mostFindings) {
    const ended = await runChild(seed, next, first + count - next, (report) => {
      memory = Math.max(memory, report.memory);
      next = report.number;
      if (report.finding !== undefined) add(report.number, report.finding);
      if (report.memory > mostMegabytes * 2 ** 20)
        add(report.number, `takes ${report.memory} bytes`);
      if (report.status === undefined) return;
      statuses.set(report.status, (statuses.get(report.status) ?? 0) + 1);
      next += 1;
      if ((next - first) % 2000 === 0) onProgress(next - first);
    });
    if (ended === undefined) continue;
    add(next, ended);
    next += 1;
  }
  return { ran: next - first, statuses, found, memory };
}

/** Runs cases until they end, or a case ends the child, and returns how the child ended. */
function runChild(
  seed: number,
  first: number,
  count: number,
  onReport: (report: Report) => void,
): Promise<string | undefined> {
  const args = ["files", "--worker", "--seed", seed, "--first", first, "--count", count];
  const child = fork(process.argv[1] ?? "", args.map(String), {
    execArgv: [`--max-old-space-size=${mostMegabytes}`, "--enable-source-maps"],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let isHanging = false;
  const watchdog = setTimeout(() => {
    isHanging = true;
    child.kill("SIGKILL");
  }, mostSeconds * 1000);
  let printed = "";
  child.stderr?.on("data", (chunk) => (printed = (printed + String(chunk)).slice(-2000)));
  child.on("message", (report: Report) => {
    watchdog.refresh();
    onReport(report);
  });
  return new Promise((resolve) => {
    child.on("close", (status, signal) => {
      clearTimeout(watchdog);
      if (status === 0) resolve(undefined);
      else if (isHanging) resolve(`takes longer than ${mostSeconds} s`);
      else resolve(`ends the process (${signal ?? status}): ${printed}`);
    });
  });
}

function describeFinding(seed: number, number: number, what: string): string {
  const { words, files } = drawCase(seed, number);
  const inputs = Object.entries(files).map(([file, content]) => {
    const shown = Buffer.from(content).toString("base64").slice(0, 2000);
    return `${file} (base64): ${shown}\n`;
  });
  const rerun = `files --seed ${seed} --first ${number} --count 1`;
  return `${words.join(" ")}: ${what}\n${inputs.join("")}Run again: ${rerun}\n\n`;
}
