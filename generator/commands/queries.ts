// Defines `huntgen queries`, which lists hunting queries with the columns of their results.

import type { Config } from "../config.ts";
import { pluralize } from "../pluralize.ts";
import { formatProblem, visible } from "../problems.ts";
import type { BoundQuery } from "../queries/bind-queries.ts";
import { ofQuery } from "../queries/lint/lint-queries.ts";
import { readBoundQueries, readNamedQueries } from "../queries/read-bound-queries.ts";
import { readSchema } from "../read-schema.ts";
import { type Command, configure, inputFlag } from "./flags.ts";
import { pathsArgument, reportUnanalyzed } from "./lint.ts";
import { finish, print, printJson, printStatus, reportProblems } from "./terminal.ts";

export const queriesCommand: Command = (program) =>
  program.command(
    "queries [paths..]",
    "List hunting queries with the columns of their results",
    (args) =>
      args
        .positional("paths", pathsArgument)
        .option("input", inputFlag)
        .option("json", { type: "boolean", describe: "Print queries and columns as JSON" })
        .example("huntgen queries", "List the queries of the configuration")
        .example("huntgen queries rules --json", "Print those of a directory as JSON"),
    (args) => finish(() => runQueries(configure(args), args.paths, args.json)),
  );

async function runQueries(config: Config, paths: readonly string[], json = false): Promise<number> {
  const saved = readNamedQueries(paths, config);
  const { schema, warnings } = readSchema(config);
  reportProblems(warnings);
  const queries = await readBoundQueries(saved, schema, config, false);
  if (json) printJson(queries.map(listedQuery));
  else for (const query of queries) printQuery(query);
  const problems = queries.flatMap(ofQuery);
  for (const problem of problems) printStatus(formatProblem(problem));
  reportUnanalyzed(queries);
  const failed = queries.filter(({ analysis }) => analysis.problems.length > 0).length;
  const failures = failed === 0 ? "" : `, ${failed} with errors`;
  printStatus(`${pluralize(queries.length, "query")}${failures}`);
  return failed > 0 ? 1 : 0;
}

function listedQuery({ source, name, position, analysis }: BoundQuery): object {
  return {
    file: source.file,
    name,
    line: position.line,
    columns: analysis.columns,
    open: analysis.open,
    parameters: analysis.parameters.map((parameter) => ({
      name: parameter.name,
      type: parameter.type,
      ...(parameter.default === undefined ? {} : { default: parameter.default }),
    })),
  };
}

function printQuery({ source, name, position, analysis }: BoundQuery): void {
  const parameters = analysis.parameters.map((each) => `${each.name}: ${each.type}`).join(", ");
  const suffix = parameters === "" ? "" : ` (${parameters})`;
  print(visible(`${source.file}:${position.line}  ${name}${suffix}`));
  const width = Math.max(0, ...analysis.columns.map((column) => column.name.length));
  for (const column of analysis.columns) {
    print(visible(`  ${column.name.padEnd(width)}  ${column.type}`));
  }
  if (analysis.open) print("  and columns that depend on data");
}
