// Defines `huntgen diff`, which compares two schemas and grades the changes.

import type { Config } from "../config.ts";
import { approve, approvalsFile, readApprovals } from "../diff/approvals.ts";
import { buildReport, type DiffReport, unapproved } from "../diff/build-report.ts";
import { compareSchemas } from "../diff/compare-schemas.ts";
import { findFindings } from "../diff/findings.ts";
import { type Bump, isTooSmall } from "../diff/grade-changes.ts";
import { mostOfComment, mostOfSummary, printMarkdown } from "../diff/print-markdown.ts";
import { printKql } from "../diff/print-kql.ts";
import { printText, summaryOf } from "../diff/print-text.ts";
import {
  applyFixes,
  compareQueries,
  type QueryImpacts,
  type Sides,
} from "../diff/compare-queries.ts";
import type { SchemaChange } from "../diff/schema-change.ts";
import { readSide } from "../diff/sides/read-side.ts";
import { printComparison } from "../explore/print-comparison.ts";
import { pluralize } from "../pluralize.ts";
import { HuntgenError, visible } from "../problems.ts";
import { adxSourceOf } from "../targets/adx/adx-options.ts";
import { buildSarif } from "../reporters/sarif.ts";
import { printAnnotations } from "../reporters/github.ts";
import { version } from "../version.ts";
import { type Command, configure, type Format, formatFlag, last, lastChoice } from "./flags.ts";
import { reportUnanalyzed } from "./lint.ts";
import {
  addToStepSummary,
  finish,
  paint,
  print,
  printJson,
  printStatus,
  reportProblems,
} from "./terminal.ts";

const bumps = ["major", "minor", "patch"] as const satisfies readonly Bump[];

interface DiffArgs {
  readonly old: string;
  readonly new: string;
  readonly format: Format;
  readonly require?: Bump | undefined;
  readonly approve?: boolean | undefined;
  readonly reason?: string | undefined;
  readonly queries?: readonly string[] | undefined;
  readonly fix?: boolean | undefined;
}

export const diffCommand: Command = (program) =>
  program.command(
    "diff [old] [new]",
    "Compare two schemas: directories of exports, manifest.json files or git revisions (git:REV)",
    (args) =>
      args
        .positional("old", { type: "string", default: "git:HEAD", describe: "Old schema" })
        .positional("new", {
          type: "string",
          default: ".",
          describe: "New schema; . is the input directory of the configuration",
        })
        .option("format", formatFlag)
        .option("require", {
          type: "string",
          requiresArg: true,
          choices: bumps,
          coerce: lastChoice<Bump>,
          describe: "Exit with 1 if the changes require a larger version bump than this",
        } as const)
        .option("approve", {
          type: "boolean",
          describe: `Approve the breaking changes and write them to ${approvalsFile}`,
        })
        .option("reason", {
          type: "string",
          requiresArg: true,
          coerce: last,
          describe: "Reason for the approval",
        })
        .option("queries", {
          type: "string",
          requiresArg: true,
          coerce: (value: string | readonly string[]) => [value].flat(),
          describe: "Also report the hunting queries that the changes break (repeatable)",
        })
        .option("fix", {
          type: "boolean",
          describe: "Rename confirmed renames in the queries that then pass",
        })
        .implies("fix", "queries")
        .implies("approve", "reason")
        .implies("reason", "approve")
        .conflicts("approve", "require")
        .example("huntgen diff", "Compare the last commit with the working tree")
        .example("huntgen diff git:origin/main", "Compare a branch with the working tree")
        .example("huntgen diff ./before ./after --format markdown", "Compare two directories")
        .example('huntgen diff --approve --reason "agreed"', "Approve the breaking changes"),
    (args) => finish(() => runDiff(configure({}), args)),
  );

async function runDiff(config: Config, args: DiffArgs): Promise<number> {
  if (args.approve === true && args.reason?.trim() === "") {
    const message = "must not be empty; write why the changes are acceptable";
    throw new HuntgenError([{ code: "invalid-flag", file: "--reason", line: 0, message }]);
  }
  if (args.format === "html" && args.queries !== undefined) {
    const message = "cannot be combined with --format html; choose another format";
    throw new HuntgenError([{ code: "invalid-flag", file: "--queries", line: 0, message }]);
  }
  const approvals = readApprovals();
  const sides = { before: readSide(args.old, config), after: readSide(args.new, config) };
  reportProblems(sides.after.warnings);
  const changes = compareSchemas(sides.before.schema, sides.after.schema, config.renames);
  const impacts = args.queries && (await findQueryImpacts(args.queries, sides, changes, config));
  const fixed = args.fix === true ? await fixQueries(impacts, changes) : new Set();
  const open = impacts?.affected.map(({ impact }) => impact).filter((each) => !fixed.has(each));
  const report = buildReport(changes, sides, approvals, config.legacyNames?.until, open);
  if (args.approve === true) {
    const added = approve(report, approvals, args.reason ?? "");
    for (const key of added) printStatus(`approved: ${visible(key)}`);
    printStatus(`${pluralize(added.length, "change")} approved in ${approvalsFile}`);
    return 0;
  }
  if (args.format === "html") {
    const compared = { old: args.old, new: args.new, schema: sides.after.schema };
    print(printComparison(report, compared, config).trimEnd());
  } else if (args.format === "kql") {
    const [before, after] = [sides.before.schema, sides.after.schema];
    print(printKql(changes, { before, after }, adxSourceOf(config, after.tables)));
  } else {
    printReport(report, args.format);
  }
  for (const key of report.staleApprovals) {
    printStatus(`${approvalsFile}: approval is no longer needed: ${visible(key)}`);
  }
  if (args.require !== undefined) return isTooSmall(args.require, report.bump) ? 1 : 0;
  return unapproved(report).length > 0 ? 1 : 0;
}

/** Reports queries whose verdict is not known on stderr. */
async function findQueryImpacts(
  paths: readonly string[],
  sides: Sides,
  changes: readonly SchemaChange[],
  config: Config,
): Promise<QueryImpacts> {
  const impacts = await compareQueries(paths, sides, changes, config);
  reportUnanalyzed(impacts.unanalyzed);
  return impacts;
}

/** Returns the impacts that no longer apply because their query was fixed. */
async function fixQueries(
  impacts: QueryImpacts | undefined,
  changes: readonly SchemaChange[],
): Promise<ReadonlySet<unknown>> {
  if (impacts === undefined) return new Set();
  const { files, fixed } = await applyFixes(impacts, changes);
  for (const { file, queries } of files) {
    for (const name of queries) printStatus(`fixed: ${visible(file)}: ${visible(name)}`);
  }
  return fixed;
}

function printReport(report: DiffReport, format: Exclude<Format, "html" | "kql">): void {
  if (format === "json") {
    printJson(report);
  } else if (format === "markdown") {
    print(printMarkdown(report, mostOfComment).trimEnd());
  } else if (format === "sarif") {
    printJson(buildSarif(findFindings(report), version));
  } else if (format === "github") {
    for (const line of printAnnotations(findFindings(report))) print(line);
    addToStepSummary(printMarkdown(report, mostOfSummary));
    printStatus(summaryOf(report));
  } else {
    const colours = { breaking: "red", additive: "green", neutral: "dim" } as const;
    const lines = printText(report, (grade, text) => paint(colours[grade], text), visible);
    for (const line of lines) print(line);
  }
}
