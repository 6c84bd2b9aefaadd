// Defines `huntgen init`, which creates the files of a new project.

import { existsSync, readdirSync } from "node:fs";
import { closest } from "fastest-levenshtein";
import { findRejections } from "../compiler/find-rejections.ts";
import type { Config } from "../config.ts";
import { init, type InitResult, shippedNames } from "../init/init.ts";
import { findUnused, parsePattern } from "../model/pattern.ts";
import { pluralize } from "../pluralize.ts";
import { HuntgenError, quote, visible } from "../problems.ts";
import { type Command, configure, inputFlag, last, outFlag } from "./flags.ts";
import { finish, printStatus, reportProblems } from "./terminal.ts";

/** More files that exist already are counted and not listed. */
const mostListed = 5;

interface InitArgs {
  readonly exports: boolean;
  readonly tables?: readonly string[] | undefined;
  readonly ci?: string | undefined;
}

export const initCommand: Command = (program) =>
  program.command(
    "init",
    "Create huntgen.config.json, .gitattributes and exports of the known tables; keep existing files",
    (args) =>
      args
        .option("input", inputFlag)
        .option("out", outFlag)
        .option("exports", {
          type: "boolean",
          default: true,
          describe: "Write the exports that huntgen ships (--no-exports to use only your own)",
        })
        .option("tables", {
          type: "string",
          array: true,
          requiresArg: true,
          describe:
            "Only the exports of these tables; * matches any characters. In a project with exports, adds them",
        })
        .option("ci", {
          type: "string",
          requiresArg: true,
          choices: ["github"] as const,
          coerce: last,
          describe: "Also write a workflow that checks pull requests",
        })
        .example("huntgen init", "Start with all known tables")
        .example("huntgen init --tables 'Device*' EmailEvents", "Start with some of them")
        .example(
          "huntgen init --no-exports --ci github",
          "Start with your own exports, and a workflow",
        ),
    (args) => finish(() => runInit(configure(args), args)),
  );

async function runInit(config: Config, args: InitArgs): Promise<number> {
  const result = await init(config, {
    wantsTable: tableChoice(args, config),
    wantsWorkflow: args.ci !== undefined,
  });
  reportProblems(findRejections(config));
  printResult(result);
  if (result.written.length > 0) {
    printStatus(
      args.exports
        ? `Next: replace the exports in ${visible(config.input)} with your own if you have them, then run \`huntgen generate\``
        : `Next: save each table's \`Table | getschema\` result as ${visible(config.input)}/<Table>.csv, then run \`huntgen generate\``,
    );
  }
  return 0;
}

/** Throws a `HuntgenError` if a pattern matches no table. */
function tableChoice({ exports, tables }: InitArgs, config: Config): (name: string) => boolean {
  if (tables === undefined) {
    // In a project that is set up, the user has chosen the tables.
    const chosen = existsSync(config.configFile) ? listExports(config.input) : [];
    return (name) => exports && (chosen.length === 0 || chosen.includes(`${name}.csv`));
  }
  if (!exports) return refuse("selects exports, and --no-exports writes none; omit one of them");
  const patterns = tables.map(parsePattern);
  const names = shippedNames();
  const [unused] = findUnused(patterns, names);
  if (unused !== undefined) {
    const guess = closest(unused.text, [...names]);
    return refuse(`no known table matches ${quote(unused.text)}, did you mean ${quote(guess)}?`);
  }
  return (name) => patterns.some((pattern) => pattern.matches(name));
}

/** Returns the exports of a directory. Why it cannot be read is reported when exports are written to it. */
function listExports(input: string): readonly string[] {
  try {
    return readdirSync(input).filter((file) => file.endsWith(".csv"));
  } catch {
    return [];
  }
}

function printResult({ written, kept }: InitResult): void {
  if (written.length === 0) {
    const others = kept.filter((file) => !file.endsWith(".csv"));
    const exports = kept.length - others.length;
    const existing = others.map(visible);
    if (exports > 0) existing.push(pluralize(exports, "export"));
    printStatus(`Nothing to do: ${existing.join(", ")} already exist`);
    return;
  }
  for (const file of kept.slice(0, mostListed)) {
    printStatus(`${visible(file)} already exists; skipped`);
  }
  if (kept.length > mostListed) {
    const others = kept.length - mostListed;
    const verb = others === 1 ? "exists" : "exist";
    printStatus(`${pluralize(others, "more file")} already ${verb}; skipped`);
  }
  printStatus(`${pluralize(written.length, "file")} written`);
}

function refuse(message: string): never {
  throw new HuntgenError([{ code: "invalid-flag", file: "--tables", line: 0, message }]);
}
