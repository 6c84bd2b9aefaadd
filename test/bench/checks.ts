// How long checking takes, as a share of JSON.parse of the same bytes, beside other validators.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { scenarios } from "./rows.ts";

/** What the run of one scenario tells. */
export interface ScenarioReport {
  /** Time of `JSON.parse` for one record. */
  readonly microsecondsToParse: number;
  /** Checking time over parsing time, of every contender. */
  readonly shares: readonly { readonly name: string; readonly share: number }[];
}

/** What is asked of `is` and `validate`, in per cent. */
const aims: Readonly<Record<string, number>> = {
  oneShape: 8,
  fourShapes: 11,
  sixteenShapes: 20,
  thirdAbsent: 18,
  allTables: 12,
  allWrong: 13,
};

/** Measures every scenario and prints a table in Markdown. */
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
    "Checking time in per cent of `JSON.parse` of the same messages, medians of interleaved rounds.",
    "`is` and `validate` are ours; a third each of rows of 69, 52 and 14 columns, but for all tables mixed.",
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
