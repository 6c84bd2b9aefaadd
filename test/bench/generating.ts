// Measures how long `huntgen generate` takes, by stage and compared with prettier, and how much memory.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const columnsPerTable = 50;
const types = [
  "string",
  "string",
  "string",
  "string",
  "datetime",
  "long",
  "int",
  "dynamic",
  "bool",
];

/** What one run prints: times in milliseconds, memory in MB. */
interface RunReport {
  readonly milliseconds: number;
  readonly stages: Readonly<Record<string, number>>;
  readonly peakMegabytes: number;
}

/** Measures runs over generated projects; `sizes` are their numbers of tables. */
export function benchGenerating(sizes: readonly number[]): string {
  const lines = [
    "| tables | first run | only prettier | ratio | nothing changed | share of the first run | peak memory |",
    "|---:|---:|---:|---:|---:|---:|---:|",
  ];
  const stageLines: string[] = [];
  for (const size of sizes) {
    const project = createProject(size);
    try {
      const rounds = size < 1000 ? 3 : 1;
      const firsts: RunReport[] = [];
      const prettiers: RunReport[] = [];
      const unchanged: RunReport[] = [];
      for (let round = 0; round < rounds; round++) {
        rmSync(path.join(project, "generated"), { recursive: true, force: true });
        firsts.push(run("generate", project));
        prettiers.push(run("prettier", project));
        unchanged.push(run("generate", project));
      }
      const [first, prettier, again] = [firsts, prettiers, unchanged].map(medianRun);
      if (first === undefined || prettier === undefined || again === undefined) continue;
      lines.push(
        `| ${size} | ${seconds(first)} | ${seconds(prettier)} | ${ratio(first, prettier)} | ${seconds(again)} | ${ratio(again, first)} | ${first.peakMegabytes.toFixed(0)} MB |`,
      );
      const stages = Object.entries(run("stages", project).stages);
      const perTable = stages.map(([name, ms]) => `${name} ${(ms / size).toFixed(2)}`);
      stageLines.push(`- ${size} tables: ${perTable.join(", ")}`);
    } finally {
      rmSync(project, { recursive: true, force: true });
    }
  }
  return [
    `Tables of ${columnsPerTable} columns. Whole processes: the median of three runs for 66 tables, one run for more.`,
    "",
    ...lines,
    "",
    "Milliseconds a table by stage, on one thread:",
    "",
    ...stageLines,
  ].join("\n");
}

function createProject(tables: number): string {
  const directory = mkdtempSync(path.join(tmpdir(), "huntgen-bench-"));
  mkdirSync(path.join(directory, "input-schemas"));
  for (let table = 0; table < tables; table++) {
    const columns = Array.from({ length: columnsPerTable }, (_, index) => {
      const type = types[(table + index * 5) % types.length] ?? "string";
      return `InitiatingColumn${(table * 7 + index * 13) % 997}x${index},${type}`;
    });
    const text = ["ColumnName,ColumnType", ...columns, ""].join("\n");
    writeFileSync(path.join(directory, "input-schemas", `CustomTable${table}.csv`), text);
  }
  return directory;
}

function run(mode: "generate" | "prettier" | "stages", project: string): RunReport {
  const script = fileURLToPath(new URL("./generating-run.js", import.meta.url));
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, mode], {
    cwd: project,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  const milliseconds = performance.now() - started;
  return { ...(JSON.parse(stdout) as RunReport), milliseconds };
}

function medianRun(runs: readonly RunReport[]): RunReport | undefined {
  return runs.toSorted((a, b) => a.milliseconds - b.milliseconds)[runs.length >> 1];
}

function seconds({ milliseconds }: RunReport): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function ratio(a: RunReport, b: RunReport): string {
  return (a.milliseconds / b.milliseconds).toFixed(2);
}
