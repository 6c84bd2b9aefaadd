// Measures how long `huntgen diff` takes as a process, compared with a process that does nothing.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const [tables, columnsPerTable, rounds] = [1000, 50, 9];
const types = ["string", "datetime", "long", "int", "dynamic"];
const cli = fileURLToPath(new URL("../../../../../dist/cli.js", import.meta.url));

/** Measures the comparison of two directories of exports that differ in every table. */
export function benchComparing(): string {
  const root = mkdtempSync(path.join(tmpdir(), "huntgen-bench-"));
  try {
    writeExports(path.join(root, "a"), 0);
    writeExports(path.join(root, "b"), 1);
    const [diffs, empties]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      diffs.push(timeOf([cli, "diff", path.join(root, "a"), path.join(root, "b")], root));
      empties.push(timeOf(["-e", "0"], root));
    }
    const [diff, empty] = [median(diffs), median(empties)];
    return [
      `Two directories of ${tables} tables of ${columnsPerTable} columns; one column of each table differs. Medians of ${rounds} runs.`,
      "",
      "| `huntgen diff` | `node -e 0` | ratio | aim |",
      "| ---: | ---: | ---: | --- |",
      `| ${seconds(diff)} | ${seconds(empty)} | ${(diff / empty).toFixed(1)} | under a second |`,
    ].join("\n");
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function writeExports(directory: string, shift: number): void {
  mkdirSync(directory);
  for (let table = 0; table < tables; table++) {
    const columns = Array.from({ length: columnsPerTable }, (_, column) => {
      const type = types[(column + table) % types.length];
      return `Column${column === 7 ? column + shift * 100 : column},${type}\n`;
    });
    writeFileSync(
      path.join(directory, `Table${table}.csv`),
      `ColumnName,ColumnType\n${columns.join("")}`,
    );
  }
}

function timeOf(args: readonly string[], cwd: string): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return performance.now() - started;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
