// Defines `huntgen query`, which prints the KQL query for the schemas of tables, to paste into a portal.

import { printQueries } from "../pull/print-queries.ts";
import { pluralize } from "../pluralize.ts";
import { type Command, configure, inputFlag } from "./flags.ts";
import { chooseTables, limitFlag, limitOf, tablesArgument } from "./choose-tables.ts";
import { finish, print, printStatus } from "./terminal.ts";

export const queryCommand: Command = (program) =>
  program.command(
    "query [tables..]",
    "Print the KQL query that returns the schemas of all tables, or of the named ones",
    (args) =>
      args
        .positional("tables", tablesArgument)
        .option("input", inputFlag)
        .option("limit", limitFlag)
        .example("huntgen query", "Print the query for all tables")
        .example("huntgen query DeviceInfo DeviceEvents | clip", "Copy the query for two tables"),
    (args) =>
      finish(() => runQuery(chooseTables(args.tables, configure(args).input), limitOf(args.limit))),
  );

function runQuery(tables: readonly string[], limit: number): number {
  const queries = printQueries(tables, limit);
  for (const [index, { text }] of queries.entries()) {
    if (queries.length > 1) print(`// Query ${index + 1} of ${queries.length}`);
    print(text);
  }
  const parts = queries.length === 1 ? "" : ` in ${pluralize(queries.length, "part")}`;
  printStatus(
    `${pluralize(tables.length, "table")}${parts}; save the result, then run: huntgen add FILE`,
  );
  return 0;
}
