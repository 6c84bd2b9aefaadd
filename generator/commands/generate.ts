// Defines `huntgen generate`, which updates the generated code or, with --check, reports how it differs.

import { explainOutput } from "../check/explain-output.ts";
import { findRejections } from "../compiler/find-rejections.ts";
import type { Config } from "../config.ts";
import { generateFrom, type GenerateResult } from "../generate.ts";
import { pluralize } from "../pluralize.ts";
import { HuntgenError, visible } from "../problems.ts";
import { keepParser } from "../queries/parser/open-parser.ts";
import { rootOf } from "../queries/read/find-files.ts";
import { readSchema } from "../read-schema.ts";
import { emitterFiles } from "../targets/find-emitters.ts";
import { type WatchedInputs, watchInputs } from "../watch.ts";
import {
  type CheckFormat,
  checkFormats,
  type Command,
  configure,
  type Directories,
  flagsOf,
  inputFlag,
  lastChoice,
  outFlag,
} from "./flags.ts";
import {
  clearProgress,
  finish,
  reportProblems,
  showProgress,
  stopSignal,
  printLog,
  printStatus,
  waitingFor,
} from "./terminal.ts";
import { findDiffering, printCheck } from "./print-check.ts";

export const generateCommand: Command = (program) =>
  program.command(
    "generate",
    "Generate or update the code from the exports",
    (args) =>
      args
        .option("input", inputFlag)
        .option("out", outFlag)
        .option("check", {
          type: "boolean",
          describe: "Write nothing; print what changed and exit with 1 if the code is out of date",
        })
        .option("diff", {
          type: "boolean",
          describe: "With --check, also print the differences of the texts",
        })
        .option("watch", {
          type: "boolean",
          describe: "Regenerate when an export or the configuration changes",
        })
        .option("force", {
          type: "boolean",
          describe: "Regenerate every file and overwrite generated files that were edited",
        })
        .option("format", {
          type: "string",
          requiresArg: true,
          choices: checkFormats,
          coerce: lastChoice<CheckFormat>,
          describe: "Output format of --check",
        })
        .implies("format", "check")
        .implies("diff", "check")
        .conflicts("check", ["watch", "force"])
        .example("huntgen generate", "Update the generated code")
        .example("huntgen generate --watch", "Update it after every change of an export")
        .example("huntgen generate --check", "Fail if it is out of date, for CI")
        .example("huntgen generate --check --diff", "Also print the differences of the texts"),
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
  const result = await generateFrom(config, {
    force,
    onProgress: showProgress,
    onLog: printLog,
    ...waitingFor(config.out),
  });
  clearProgress();
  reportNotices(result, config);
  printStatus(closingLine(result, started));
  return 0;
}

async function runCheck(
  args: Directories & {
    readonly format?: CheckFormat | undefined;
    readonly diff?: boolean | undefined;
  },
): Promise<number> {
  const started = performance.now();
  const config = configure(args);
  const result = await generateFrom(config, {
    check: true,
    onProgress: showProgress,
    onLog: printLog,
    ...waitingFor(config.out),
  });
  clearProgress();
  reportNotices(result, config);
  const isClean = findDiffering(result).length === 0;
  // The exports are read again, since a clean check, which is the usual one, needs no locations.
  const causes = isClean ? [] : explainOutput(result, readSchema(config).locate);
  const remedy = `huntgen generate${flagsOf(args)}`;
  printCheck(args.format ?? "text", { result, causes, remedy, withDiff: args.diff === true });
  printStatus(checkLine(result, started));
  if (isClean) return 0;
  if (result.interrupted.length > 0) {
    printStatus(
      `${visible(config.out)} may be partly replaced because a run was killed. The next run restores it.`,
    );
  }
  printStatus(`${visible(config.out)} is out of date. Run: ${remedy}`);
  return 1;
}

async function runWatch(args: Directories, force = false): Promise<number> {
  keepParser();
  let config = configure(args);
  await watchInputs(
    inputsOf(config),
    async () => {
      try {
        config = configure(args);
        await runGenerate(config, force);
      } catch (error) {
        if (!(error instanceof HuntgenError)) throw error;
        clearProgress();
        reportProblems(error.problems);
      }
      const watched = [config.input, ...config.queries].map(visible).join(", ");
      printStatus(`Watching ${watched}; stop with Ctrl+C`);
      return inputsOf(config);
    },
    stopSignal(),
  );
  return 0;
}

function inputsOf(config: Config): WatchedInputs {
  const { input, out, queries, functions } = config;
  const roots = queries.length === 0 ? [] : [...queries.map(rootOf), functions];
  return { exports: input, files: emitterFiles(config), queries: roots, out };
}

function closingLine(result: GenerateResult, started: number): string {
  const { missing, stale, orphaned } = result;
  return (
    `${sizeOf(result)}: ${missing.length} new, ${stale.length} changed, ` +
    `${orphaned.length} removed (${secondsSince(started)} s)`
  );
}

function checkLine(result: GenerateResult, started: number): string {
  const { missing, stale, orphaned } = result;
  return (
    `${sizeOf(result)}: ${missing.length} missing, ${stale.length} stale, ` +
    `${orphaned.length} orphaned (${secondsSince(started)} s)`
  );
}

function sizeOf({ tables, columns, files }: GenerateResult): string {
  return `${pluralize(tables, "table")}, ${pluralize(columns, "column")}, ${pluralize(files, "file")}`;
}

function secondsSince(started: number): string {
  return ((performance.now() - started) / 1000).toFixed(1);
}

function reportNotices({ warnings, foreign }: GenerateResult, config: Config): void {
  const { out } = config;
  reportProblems([...warnings, ...findRejections(config)]);
  for (const file of foreign)
    printStatus(`${visible(`${out}/${file}`)} was not generated by huntgen; skipped`);
}
