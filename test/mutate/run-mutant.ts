// Runs the tests of one mutant as separate processes, which can be ended if they hang.

import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { transformSync } from "esbuild";
import { type Area, slowTests } from "./areas.ts";
import { type Mutant, plant } from "./find-mutants.ts";
import type { MutantRun } from "./vitest.config.ts";

export type Verdict = "found" | "timed out" | "survived" | "equivalent";

export interface Runner {
  /** Whether the tests of an area pass without a mutant; otherwise they would seem to find everything. */
  passes(area: Area, file: string): Promise<boolean>;
  run(mutant: Mutant, area: Area): Promise<Verdict>;
  /** Removes what the runs have written. */
  close(): void;
}

interface RunnerOptions {
  readonly seconds: number;
  /** Skips the tests that run the built program. */
  readonly fast: boolean;
}

/** A copy next to the built program, so that it finds its packages and files. */
const builtCopy = "dist-mutant";

/** Creates a runner. `npm run build` must have been run. */
export function createRunner({ seconds, fast }: RunnerOptions): Runner {
  const folder = mkdtempSync(path.join(tmpdir(), "huntgen-mutant-"));
  const textFile = path.join(folder, "mutant.ts");
  if (!fast) cpSync("dist", builtCopy, { recursive: true });
  const runner: Runner = {
    async passes(area, file) {
      const nothing = { file, line: 1, start: 0, end: 0, code: "", from: "", to: "" };
      return (await runner.run(nothing, area)) === "survived";
    },
    async run(mutant, area) {
      const text = plant(readFileSync(mutant.file, "utf8"), mutant);
      writeFileSync(textFile, text);
      const { file } = mutant;
      const copy = file.replace("generator/runtime/", "generated/runtime/");
      const sources = copy === file ? [file] : [file, copy];
      const own = await runVitest(
        ["related", ...sources, ...slowTests.flatMap((test) => ["--exclude", test])],
        { sources, textFile, tests: area.tests },
        seconds,
        "dist",
      );
      if (own !== "survived" || fast) return own;
      const built = file.replace("generator/", `${builtCopy}/`).replace(/ts$/, "js");
      const original = readFileSync(built);
      writeFileSync(built, compile(text));
      try {
        const run = { sources, textFile, tests: area.programTests };
        return await runVitest(["run"], run, seconds, builtCopy);
      } finally {
        writeFileSync(built, original);
      }
    },
    close() {
      rmSync(folder, { recursive: true, force: true });
      rmSync(builtCopy, { recursive: true, force: true });
    },
  };
  return runner;
}

function compile(text: string): string {
  const { code } = transformSync(text, { loader: "ts", format: "esm", target: "es2022" });
  return code.replace(/(?<=(?:from |import ?\(?|new URL\()"\.[^"]*)\.ts(?=")/g, ".js");
}

function runVitest(
  args: readonly string[],
  run: MutantRun,
  seconds: number,
  built: string,
): Promise<Exclude<Verdict, "equivalent">> {
  const [command = "run", ...rest] = args;
  const flags = [
    "--run",
    "--bail=1",
    "--passWithNoTests",
    "--config",
    "test/mutate/vitest.config.ts",
  ];
  const child = spawn("node_modules/.bin/vitest", [command, ...rest, ...flags], {
    env: { ...process.env, HUNTGEN_MUTANT: JSON.stringify(run), HUNTGEN_BUILT: built },
    stdio: "ignore",
    // A process group of its own, so that its workers end with it.
    detached: true,
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      resolve("timed out");
    }, seconds * 1000);
    child.on("error", reject);
    child.on("close", (status) => {
      clearTimeout(timer);
      resolve(status === 0 ? "survived" : "found");
    });
  });
}
