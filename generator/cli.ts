#!/usr/bin/env node
// Commands and flags -> calls -> exit status. Alone touches the process and the terminal.
// 0: done, or clean. 1: the answer is no. 2: it could not be told.

import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { type Config, directoryPath, loadConfig } from "./config.ts";
import { generate, type GenerateResult, readSchema, version } from "./generate.ts";
import { init } from "./init.ts";
import { compare, formatProblem, type Problem, SchemaError, visible } from "./problems.ts";
import { openFiles } from "./validate/open-files.ts";
import { printReport } from "./validate/print-report.ts";
import { validateFiles } from "./validate/validate-files.ts";
import { watchInputs } from "./watch.ts";

/** Stands for `-` on its way through yargs, which drops it from a list of words. */
const dash = "\0-";

/** Of a flag that is given twice, the last one counts. */
const last = (value: string | readonly string[]): string =>
  typeof value === "string" ? value : (value.at(-1) ?? "");

const inputFlag = {
  type: "string",
  requiresArg: true,
  coerce: last,
  describe: "Directory of the saved exports [default: input-schemas]",
} as const;
const outFlag = {
  type: "string",
  requiresArg: true,
  coerce: last,
  describe: "Directory of the generated code [default: generated]",
} as const;

interface Directories {
  readonly input?: string | undefined;
  readonly out?: string | undefined;
}

const program = yargs(hideBin(process.argv).map((word) => (word === "-" ? dash : word)))
  .scriptName("huntgen")
  // One language on every machine.
  .detectLocale(false)
  .usage("$0 <command>\n\nTurns saved getschema exports into types, JSON Schemas and validators.")
  .command(
    "init",
    "Write huntgen.config.json and exports of the known tables, over nothing that is there",
    (args) =>
      args.option("input", inputFlag).option("out", outFlag).option("exports", {
        type: "boolean",
        default: true,
        describe: "Write the exports that huntgen ships; --no-exports for your own alone",
      }),
    (args) => finish(() => runInit(configure(args), args.exports)),
  )
  .command(
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
          describe: "Make every file again, even where the manifest says that nothing changed",
        })
        .conflicts("check", ["watch", "force"]),
    (args) =>
      finish(() =>
        args.check
          ? runCheck(args)
          : args.watch
            ? runWatch(args, args.force)
            : runGenerate(configure(args), args.force),
      ),
  )
  .command(
    "tables",
    "List the tables of the exports",
    (args) =>
      args
        .option("input", inputFlag)
        .option("json", { type: "boolean", describe: "With columns, as JSON" }),
    (args) => finish(() => runTables(configure(args), args.json)),
  )
  .command(
    "validate <files..>",
    "Check records of the stream: messages, records a line or JSON arrays, gzip too; - for stdin",
    (args) =>
      args
        .positional("files", { type: "string", array: true, demandOption: true })
        .option("input", inputFlag)
        .option("json", { type: "boolean", describe: "The report as JSON" })
        .option("rejected", {
          type: "string",
          requiresArg: true,
          coerce: last,
          describe: "File for the rejected records with their reasons, one a line",
        }),
    (args) => finish(() => runValidate(configure(args), args)),
  )
  .demandCommand(1, "Name a command.")
  .strict()
  .recommendCommands()
  .version(version)
  .alias({ help: "h", version: "v" })
  .wrap(100)
  .epilogue("Exit status: 0 done or clean, 1 the answer is no, 2 it could not be told.")
  .exitProcess(false)
  .fail((message, error) => {
    const isDefect = error !== undefined && error.name !== "YError";
    throw isDefect ? error : new UsageError(error?.message ?? message);
  });

class UsageError extends Error {}

// Whoever reads the output may have enough of it, as `head` has.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = 2;
  reportFailure(error);
}

async function finish(run: () => number | Promise<number>): Promise<void> {
  process.exitCode = await run();
}

/** The configuration of the working directory; flags win. */
function configure({ input, out }: Directories): Config {
  const config = loadConfig();
  return {
    ...config,
    input: directoryPath(input ?? config.input),
    out: directoryPath(out ?? config.out),
  };
}

function runInit(config: Config, withExports = true): number {
  const { written, kept } = init(config, withExports);
  for (const file of kept) tell(`${visible(file)} is there already, left as it is`);
  tell(`${count(written.length, "file")} written`);
  tell(
    withExports
      ? `Next: replace the exports in ${visible(config.input)} by your own where you have them, then run \`huntgen generate\``
      : `Next: save each table's \`Table | getschema\` result as ${visible(config.input)}/<Table>.csv, then run \`huntgen generate\``,
  );
  return 0;
}

async function runGenerate(config: Config, force = false): Promise<number> {
  const started = performance.now();
  const result = await generate({ ...config, force, onProgress: showProgress });
  clearProgress();
  reportNotices(result, config);
  tell(closingLine(result, started));
  return 0;
}

async function runCheck(args: Directories): Promise<number> {
  const started = performance.now();
  const config = configure(args);
  const result = await generate({ ...config, check: true, onProgress: showProgress });
  clearProgress();
  reportNotices(result, config);
  const differing = [
    ...result.missing.map((file) => ({ file, state: "missing" })),
    ...result.stale.map((file) => ({ file, state: "stale" })),
    ...result.orphaned.map((file) => ({ file, state: "orphaned" })),
  ].toSorted((a, b) => compare(a.file, b.file));
  for (const { file, state } of differing) print(`${state} ${visible(`${config.out}/${file}`)}`);
  for (const line of result.diff) print(visible(line));
  tell(closingLine(result, started));
  if (differing.length === 0) return 0;
  tell(
    `${visible(config.out)} is not what the exports give. To mend it, run: huntgen generate${flagsOf(args)}`,
  );
  return 1;
}

async function runWatch(args: Directories, force = false): Promise<number> {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());
  let { input } = configure(args);
  await watchInputs(
    input,
    async () => {
      try {
        const config = configure(args);
        ({ input } = config);
        await runGenerate(config, force);
      } catch (error) {
        if (!(error instanceof SchemaError)) throw error;
        reportFailure(error);
      }
      tell(`Watching ${visible(input)}; stop with Ctrl+C`);
      return input;
    },
    stop.signal,
  );
  return 0;
}

function runTables(config: Config, json = false): number {
  const { schema, warnings } = readSchema(config);
  reportProblems(warnings);
  if (json) {
    const tables = schema.tables.map(({ name, source, columns }) => ({
      name,
      export: source,
      columns: columns.map((column, ordinal) => ({
        name: column.name,
        type: column.type,
        ordinal,
      })),
    }));
    print(JSON.stringify(tables, null, 2));
  } else {
    const width = Math.max(0, ...schema.tables.map(({ name }) => name.length));
    for (const { name, source, columns } of schema.tables) {
      const size = count(columns.length, "column").padStart(11);
      print(`${visible(name.padEnd(width))} ${size}  ${visible(source)}`);
    }
  }
  return 0;
}

async function runValidate(
  config: Config,
  args: { files: readonly string[]; json?: boolean | undefined; rejected?: string | undefined },
): Promise<number> {
  const { schema, warnings } = readSchema(config);
  reportProblems(warnings);
  const names = args.files.map((name) => (name === dash ? "-" : name));
  const files = openFiles(names, process.stdin, showBytes);
  const report = await validateFiles(files, schema, args.rejected);
  clearProgress();
  if (args.json === true) print(JSON.stringify(report, null, 2));
  else for (const line of printReport(report)) print(visible(line));
  return report.rejected > 0 ? 1 : 0;
}

/** The flags that a command was given, to be given again. */
function flagsOf({ input, out }: Directories): string {
  const flags = Object.entries({ input, out });
  return flags
    .map(([name, value]) => (value === undefined ? "" : ` --${name} ${shellWord(value)}`))
    .join("");
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function closingLine(result: GenerateResult, started: number): string {
  const { tables, columns, files, missing, stale, orphaned } = result;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  return (
    `${count(tables, "table")}, ${count(columns, "column")}, ${count(files, "file")}: ` +
    `${missing.length} new, ${stale.length} changed, ${orphaned.length} removed (${seconds} s)`
  );
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

function reportNotices({ warnings, foreign }: GenerateResult, { out }: Config): void {
  reportProblems(warnings);
  for (const file of foreign) tell(`${visible(`${out}/${file}`)} is not huntgen's, left as it is`);
}

function reportProblems(problems: readonly Problem[]): void {
  for (const problem of problems) tell(formatProblem(problem));
}

function reportFailure(error: unknown): void {
  clearProgress();
  if (error instanceof SchemaError) {
    reportProblems(error.problems);
    return;
  }
  if (error instanceof UsageError) {
    tell(`${visible(error.message)}\nSee: huntgen --help`);
    return;
  }
  const shown = error instanceof Error ? (error.stack ?? error.message) : String(error);
  tell(`huntgen failed, which is a defect of huntgen's; nothing was written.\n${shown}`);
}

/** Long work shows on a terminal how far it is; a pipe or a CI log never sees it. */
function showProgress(done: number, all: number): void {
  if (!isInteractive() || done % 10 !== 0) return;
  process.stderr.write(`\r${done} of ${all} files`);
}

function showBytes(done: number, all: number): void {
  if (!isInteractive()) return;
  const share = Math.min(1, done / Math.max(1, all));
  const bar = "#".repeat(Math.round(share * 30)).padEnd(30, ".");
  process.stderr.write(`\r[${bar}] ${Math.floor(share * 100)} %`);
}

function clearProgress(): void {
  if (isInteractive()) process.stderr.write("\r\u001B[K");
}

function isInteractive(): boolean {
  return process.stderr.isTTY && process.env["CI"] === undefined && process.env["TERM"] !== "dumb";
}

/** Data, for whoever reads the command's output. */
function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Everything else. */
function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
