// Defines `huntgen lint`, which checks hunting queries and the rules around them.

import type { Config } from "../config.ts";
import { pluralize } from "../pluralize.ts";
import { formatProblem, visible } from "../problems.ts";
import type { BoundQuery } from "../queries/bind-queries.ts";
import { type LintFinding, lintQueries } from "../queries/lint/lint-queries.ts";
import { readBoundQueries, readNamedQueries } from "../queries/read-bound-queries.ts";
import { readSchema } from "../read-schema.ts";
import type { Finding } from "../reporters/finding.ts";
import { printAnnotations } from "../reporters/github.ts";
import { buildSarif } from "../reporters/sarif.ts";
import { version } from "../version.ts";
import { type Command, configure, inputFlag } from "./flags.ts";
import { finish, print, printJson, printStatus, reportProblems } from "./terminal.ts";

const formats = ["text", "json", "github", "sarif"] as const;
type LintFormat = (typeof formats)[number];

export const pathsArgument = {
  type: "string",
  array: true,
  default: [],
  describe: "Files, directories or patterns [default: queries of the configuration]",
} as const;

export const lintCommand: Command = (program) =>
  program.command(
    "lint [paths..]",
    "Check hunting queries: .kql files, Markdown, Sentinel rules, custom detections, ARM templates",
    (args) =>
      args
        .positional("paths", pathsArgument)
        .option("input", inputFlag)
        .option("format", {
          choices: formats,
          default: "text",
          describe: "Output format",
        } as const)
        .example("huntgen lint", "Check the queries of the configuration")
        .example("huntgen lint rules --format sarif > lint.sarif", "Check a directory of rules"),
    (args) => finish(() => runLint(configure(args), args.paths, args.format)),
  );

async function runLint(
  config: Config,
  paths: readonly string[],
  format: LintFormat,
): Promise<number> {
  const queries = readNamedQueries(paths, config);
  const { schema, warnings } = readSchema(config);
  reportProblems(warnings);
  const bound = await readBoundQueries(queries, schema, config, true);
  const findings = lintQueries(bound);
  printFindings(findings, bound.length, format);
  reportUnanalyzed(bound);
  if (format !== "json") {
    printStatus(`${pluralize(bound.length, "query")}, ${pluralize(findings.length, "finding")}`);
  }
  return findings.length > 0 ? 1 : 0;
}

function printFindings(
  findings: readonly LintFinding[],
  queries: number,
  format: LintFormat,
): void {
  if (format === "json") {
    printJson({
      queries,
      findings: findings.map(({ file, line, column, code, message, suggestion }) => ({
        file,
        line,
        column,
        code,
        message,
        ...(suggestion === undefined ? {} : { suggestion }),
      })),
    });
  } else if (format === "sarif") {
    printJson(buildSarif(findings.map(reported), version));
  } else if (format === "github") {
    for (const line of printAnnotations(findings.map(reported))) print(line);
  } else {
    for (const finding of findings) print(formatProblem(finding));
  }
}

function reported({ code, message, file, line, column }: LintFinding): Finding {
  return { rule: code, level: "error", message, file, line, column };
}

/** Reports queries that the parser refuses, so that they do not pass unseen. */
export function reportUnanalyzed(queries: readonly BoundQuery[]): void {
  for (const { source, position, analysis } of queries) {
    if (analysis.isAnalyzed) continue;
    const location = `${visible(source.file)}:${position.line}:${position.column}`;
    printStatus(`${location}: not analyzed: a placeholder hides its syntax, or it is too complex`);
  }
}
