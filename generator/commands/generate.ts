// huntgen generate: the exports -> generated code, or (--check) how it differs from them.

import type { Config } from "../config.ts";
import { generate, type GenerateResult } from "../generate.ts";
import { HuntgenError, visible } from "../problems.ts";
import { watchInputs } from "../watch.ts";
import {
  type CheckFormat,
  checkFormats,
  type Command,
  configure,
  type Directories,
  flagsOf,
  inputFlag,
  outFlag,
} from "./flags.ts";
import {
  clearProgress,
  count,
  finish,
  reportProblems,
  showProgress,
  stopSignal,
  printStatus,
  waitingFor,
} from "./terminal.ts";
import { findDiffering, printCheck } from "./print-check.ts";

export const generateCommand: Command = (program) =>
  program.command(
    "generate",
    "Read the exports and bring the generated code in line with them",
    (args) =>
      args
        .option("input", inputFlag)
        .option("out", outFlag)
        .option("check", {
          type: "boolean",
          describe: "Write nothing; tell what differs, and exit with 1 where anything does",
        })
        .option("watch", {
          type: "boolean",
          describe: "Run again whenever an export or the configuration changes",
        })
        .option("force", {
          type: "boolean",
          describe: "Render every file again, and overwrite generated files that were edited",
        })
        .option("format", {
          choices: checkFormats,
          describe: "With --check: how to tell what differs",
        })
        .implies("format", "check")
        .conflicts("check", ["watch", "force"]),
    (args) =>
      finish(() =>
        args.check
          ? runCheck(args)
          : args.watch
            ? runWatch(args, args.force)
            : runGenerate(configure(args), args.force),
      ),
  );

async function runGenerate(config: Config, force = false): Promise<number> {
  const started = performance.now();
  const result = await generate({
    ...config,
    force,
    onProgress: showProgress,
    ...waitingFor(config.out),
  });
  clearProgress();
  reportNotices(result, config);
  printStatus(closingLine(result, started));
  return 0;
}

async function runCheck(
  args: Directories & { readonly format?: CheckFormat | undefined },
): Promise<number> {
  const started = performance.now();
  const config = configure(args);
  const result = await generate({
    ...config,
    check: true,
    onProgress: showProgress,
    ...waitingFor(config.out),
  });
  clearProgress();
  reportNotices(result, config);
  const remedy = `huntgen generate${flagsOf(args)}`;
  printCheck(args.format ?? "text", { result, out: config.out, remedy });
  printStatus(closingLine(result, started));
  if (findDiffering(result).length === 0) return 0;
  if (result.interrupted.length > 0) {
    printStatus(
      `${visible(config.out)} may be half replaced: a run was killed. The next run restores it.`,
    );
  }
  printStatus(`${visible(config.out)} is not what the exports give. To mend it, run: ${remedy}`);
  return 1;
}

async function runWatch(args: Directories, force = false): Promise<number> {
  let { input } = configure(args);
  await watchInputs(
    input,
    async () => {
      try {
        const config = configure(args);
        ({ input } = config);
        await runGenerate(config, force);
      } catch (error) {
        if (!(error instanceof HuntgenError)) throw error;
        clearProgress();
        reportProblems(error.problems);
      }
      printStatus(`Watching ${visible(input)}; stop with Ctrl+C`);
      return input;
    },
    stopSignal(),
  );
  return 0;
}

function closingLine(result: GenerateResult, started: number): string {
  const { tables, columns, files, missing, stale, orphaned } = result;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  return (
    `${count(tables, "table")}, ${count(columns, "column")}, ${count(files, "file")}: ` +
    `${missing.length} new, ${stale.length} changed, ${orphaned.length} removed (${seconds} s)`
  );
}

function reportNotices({ warnings, foreign }: GenerateResult, { out }: Config): void {
  reportProblems(warnings);
  for (const file of foreign) printStatus(`${visible(`${out}/${file}`)} is not huntgen's, left as it is`);
}
