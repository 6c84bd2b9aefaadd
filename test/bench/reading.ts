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

/** What is read, each in a process of its own. */
const scenarios = [
  "text",
  "bytes",
  "longIntegers",
  "samples",
  "oneTable",
  "lines",
  "keys",
  "ajv",
  "zod",
  "valibot",
] as const;

export type ReadingScenario = (typeof scenarios)[number];

export function isReadingScenario(name: string | undefined): name is ReadingScenario {
  return scenarios.some((scenario) => scenario === name);
}

/** Measures every scenario and prints a table in Markdown; about a minute and a half. */
export function benchReading(): string {
  const reports = scenarios.flatMap(runScenario);
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

function runScenario(scenario: ReadingScenario): readonly ReadingReport[] {
  const script = fileURLToPath(new URL("reading-run.js", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, scenario], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${scenario}: ${stderr}`);
  return JSON.parse(stdout) as readonly ReadingReport[];
}
