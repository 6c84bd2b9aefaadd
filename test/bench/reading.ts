// What reading the stream costs, beside JSON.parse of the same bytes and beside the same job by hand.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A way of reading, and what it is held against. */
export interface ReadingReport {
  readonly name: string;
  readonly beside: string;
  readonly aim: number | undefined;
  readonly ratio: number;
}

/** Measures in a process of its own; about 25 seconds. */
export function benchReading(): string {
  const script = fileURLToPath(new URL("reading-run.js", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  const reports = JSON.parse(stdout) as readonly ReadingReport[];
  return [
    "Messages of 99 records of all tables mixed; medians of interleaved rounds.",
    "",
    "| reading | beside | aim | ratio |",
    "| --- | --- | ---: | ---: |",
    ...reports.map(
      ({ name, beside, aim, ratio }) =>
        `| ${name} | ${beside} | ${aim ?? ""} | ${ratio.toFixed(2)} |`,
    ),
  ].join("\n");
}
