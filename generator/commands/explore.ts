// Defines `huntgen explore`, which writes a page to look at the tables.

import path from "node:path";
import type { Config } from "../config.ts";
import { readApprovals } from "../diff/approvals.ts";
import { readSide } from "../diff/sides/read-side.ts";
import { buildData } from "../explore/build-data.ts";
import { openPage } from "../explore/open-page.ts";
import { printPage } from "../explore/print-page.ts";
import { readHistory } from "../explore/read-history.ts";
import { readSavedQueries } from "../explore/read-queries.ts";
import { pageFile, writePage } from "../explore/write-page.ts";
import { pluralize } from "../pluralize.ts";
import { visible } from "../problems.ts";
import { readSchema } from "../read-schema.ts";
import { type Command, configure, inputFlag, last } from "./flags.ts";
import { finish, print, printStatus, reportProblems } from "./terminal.ts";

interface ExploreArgs {
  readonly tenants: readonly string[];
  readonly out: string;
  readonly since?: string | undefined;
  readonly open?: boolean | undefined;
}

export const exploreCommand: Command = (program) =>
  program.command(
    "explore [tenants..]",
    "Write a page to look at tables and columns: one HTML file, which loads nothing from the network",
    (args) =>
      args
        .positional("tenants", {
          type: "string",
          array: true,
          default: [],
          describe:
            "Exports to show and compare, the base first: directories, manifest.json files or git revisions (git:REV) [default: the exports of the configuration]",
        })
        .option("input", inputFlag)
        .option("out", {
          type: "string",
          requiresArg: true,
          coerce: last,
          default: "explorer",
          describe: "Directory of the page, or its file if the name ends in .html",
        })
        .option("since", {
          type: "string",
          requiresArg: true,
          coerce: last,
          describe:
            "Add the changes of the configured exports since this git revision, with the grades of huntgen diff",
        })
        .option("open", { type: "boolean", describe: "Open the page in the default browser" })
        .example("huntgen explore --open", "Look at the tables of the exports")
        .example("huntgen explore --since v1.0.0", "Add what has changed since a release"),
    (args) => finish(() => runExplore(configure({ input: args.input }), args)),
  );

async function runExplore(
  config: Config,
  { tenants, out, since, open }: ExploreArgs,
): Promise<number> {
  const needsOwn = tenants.length === 0 || since !== undefined;
  const own = needsOwn ? readSchema(config) : undefined;
  const sides = tenants.map((name) => ({ name, ...readSide(name, config) }));
  reportProblems([own, ...sides].flatMap((side) => side?.warnings ?? []));
  const schemas =
    own === undefined || sides.length > 0 ? sides : [{ name: config.input, schema: own.schema }];
  const history =
    since === undefined || own === undefined
      ? undefined
      : readHistory(since, own, config, readApprovals());
  const queries = await readSavedQueries(
    config,
    schemas.map(({ schema }) => schema),
  );
  const data = buildData({
    title: "Hunting tables",
    firstView: "overview",
    schemas,
    package: config.package,
    out: config.out,
    history,
    queries,
  });
  const file = pageFile(out);
  writePage(file, printPage(data));
  print(visible(file));
  const contents = [
    pluralize(schemas[0]?.schema.tables.length ?? 0, "table"),
    ...(queries === undefined ? [] : [pluralize(queries.length, "query")]),
  ];
  printStatus(`${contents.join(" and ")} in ${visible(file)}`);
  const uncertain = queries?.filter((query) => query.problem !== null).length ?? 0;
  if (uncertain > 0) {
    const subject = uncertain === 1 ? "1 query does" : `${uncertain} queries do`;
    printStatus(`${subject} not bind, and the page marks what is uncertain; run huntgen lint`);
  }
  const problem = open === true ? await openPage(path.resolve(file)) : undefined;
  if (problem === undefined) return 0;
  printStatus(`${visible(file)} was not opened: ${problem}; open it in a browser`);
  return 2;
}
