// Runs cases one after another in a process that its parent watches, and reports each case to the
// parent.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { callCommand } from "./call-command.ts";
import { drawCase, type FileCase } from "./draw-case.ts";

/** A message to the parent: a case begins, or a case ended, with what is wrong with it. */
export interface Report {
  readonly number: number;
  readonly finding?: string;
  /** The memory of the process, in bytes. */
  readonly memory: number;
  readonly status?: number;
}

/** Characters that a terminal would interpret, except for line breaks. */
const interpreted = /[^\P{Cc}\n]|[\p{Zl}\p{Zp}\p{Cs}]|[\u202a-\u202e\u2066-\u2069]/u;

export async function runCases(seed: number, first: number, count: number): Promise<void> {
  const root = process.cwd();
  const folder = mkdtempSync(path.join(tmpdir(), "huntgen-files-"));
  try {
    for (let number = first; number < first + count; number++) {
      send({ number, memory: 0 });
      const { status, finding } = await runCase(root, folder, drawCase(seed, number));
      const memory = process.memoryUsage.rss();
      send({ number, memory, status, ...(finding === undefined ? {} : { finding }) });
    }
  } finally {
    process.chdir(root);
    rmSync(folder, { recursive: true, force: true });
  }
  process.disconnect();
}

function send(report: Report): void {
  process.send?.(report);
}

async function runCase(
  root: string,
  folder: string,
  { words, files }: FileCase,
): Promise<{ status: number; finding?: string }> {
  const project = path.join(folder, "project");
  for (const [file, content] of Object.entries(files)) {
    const location = path.join(project, file);
    mkdirSync(path.dirname(location), { recursive: true });
    writeFileSync(location, content);
  }
  process.chdir(root);
  try {
    const { status, printed, defect } = await callCommand(words, project);
    if (defect !== undefined) return { status, finding: defect };
    const raw = interpreted.exec(printed);
    if (raw !== null) {
      const around = JSON.stringify(printed.slice(Math.max(0, raw.index - 60), raw.index + 20));
      return { status, finding: `prints U+${raw[0].codePointAt(0)?.toString(16)}: ${around}` };
    }
    return { status };
  } finally {
    process.chdir(root);
    rmSync(project, { recursive: true, force: true });
  }
}
