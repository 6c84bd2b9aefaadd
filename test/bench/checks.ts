// Measures how long checking takes with our validators and with those of other libraries, as a share of
// `JSON.parse` of the same bytes.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { scenarios } from "./rows.ts";

/** What the run of one scenario prints. */
export interface ScenarioReport {
  /** The time of `JSON.parse` for one record. */
  readonly microsecondsToParse: number;
  /** The checking time over the parsing time of every contender. */
  readonly shares: readonly { readonly name: string; readonly share: number }[];
}

/** The aims for `is` and `validate`, in percent. */
const aims: Readonly<Record<string, number>> = {
  oneShape: 8,
  fourShapes: 11,
  sixteenShapes: 20,
  thirdAbsent: 18,
  allTables: 12,
  allWrong: 13,
};

/** Measures every scenario and returns a table in Markdown. */
export async function benchChecks(): Promise<string> {
  const reports = Object.entries(scenarios).map(([scenario, { title }]) => ({
    title,
    aim: aims[scenario],
    report: runScenario(scenario),
  }));
  const names = reports[0]?.report.shares.map(({ name }) => name) ?? [];
  const rows = reports.map(({ title, aim, report }) => [
    title,
    report.microsecondsToParse.toFixed(1),
    aim === undefined ? "" : String(aim),
    ...report.shares.map(({ share }) => formatPercent(share)),
  ]);
  const head = ["rows", "`JSON.parse`, µs a record", "aim", ...names];
  return [
    "Checking time in percent of `JSON.parse` of the same messages, medians of interleaved rounds.",
    "`is` and `validate` are ours. The rows are of three tables, of 69, 52 and 14 columns, in equal parts, unless all tables are mixed.",
    "",
    formatRow(head),
    formatRow(head.map((_, index) => (index === 0 ? "---" : "---:"))),
    ...rows.map(formatRow),
  ].join("\n");
}

function runScenario(scenario: string): ScenarioReport {
  const script = fileURLToPath(new URL("checks-run.js", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, scenario], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${scenario}: ${stderr}`);
  return JSON.parse(stdout) as ScenarioReport;
}

function formatPercent(share: number): string {
  return (share * 100).toFixed(share < 1 ? 1 : 0);
}

function formatRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
