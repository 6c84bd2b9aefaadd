// Defines `huntgen tables`, which lists the tables of the exports.

import type { Config } from "../config.ts";
import { readSchema } from "../read-schema.ts";
import { pluralize } from "../pluralize.ts";
import { visible } from "../problems.ts";
import { buildEmitModel } from "../targets/emit-model.ts";
import { type Command, configure, inputFlag } from "./flags.ts";
import { finish, print, printJson, reportProblems } from "./terminal.ts";

export const tablesCommand: Command = (program) =>
  program.command(
    "tables",
    "List the tables of the exports",
    (args) =>
      args
        .option("input", inputFlag)
        .option("json", {
          type: "boolean",
          describe: "Print the model that emitters receive as JSON",
        })
        .example("huntgen tables --json | jq '.tables[].name'", "Print the names of the tables"),
    (args) => finish(() => runTables(configure(args), args.json)),
  );

function runTables(config: Config, json = false): number {
  const { schema, warnings } = readSchema(config);
  reportProblems(warnings);
  if (json) {
    printJson(buildEmitModel(schema, config.renames));
  } else {
    const width = Math.max(0, ...schema.tables.map(({ name }) => name.length));
    for (const { name, source, columns } of schema.tables) {
      const size = pluralize(columns.length, "column").padStart(11);
      print(`${visible(name.padEnd(width))} ${size}  ${visible(source)}`);
    }
  }
  return 0;
}
