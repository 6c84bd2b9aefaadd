// Defines `huntgen add`, which imports saved exports into the input directory after showing what changes.

import { buildTables, mergeTables } from "../add/build-tables.ts";
import { planExports, readExisting } from "../add/plan-exports.ts";
import { readGiven } from "../add/read-given.ts";
import { writeExports } from "../add/write-exports.ts";
import type { TableExport } from "../ingest/export.ts";
import { pluralize } from "../pluralize.ts";
import { isError, HuntgenError, sortProblems, visible } from "../problems.ts";
import { type Command, configure, fileNames, inputFlag, last } from "./flags.ts";
import { printPlan, printLeftovers } from "./print-plan.ts";
import { ask, finish, reportProblems, printStatus, standardInput, waitingFor } from "./terminal.ts";

export const addCommand: Command = (program) =>
  program.command(
    "add <files..>",
    "Import saved exports in any format as <Table>.csv (- reads stdin)",
    (args) =>
      args
        .positional("files", { type: "string", array: true, demandOption: true })
        .option("input", inputFlag)
        .option("table", {
          type: "string",
          requiresArg: true,
          coerce: last,
          describe:
            "Name of the exported table, if neither the export nor its file name contains it",
        })
        .option("merge", {
          type: "boolean",
          describe: "Merge the columns of all exports of a table, including the existing export",
        })
        .option("yes", { type: "boolean", describe: "Overwrite without asking" }),
    (args) => finish(() => runAdd(configure(args).input, fileNames(args.files), args)),
  );

async function runAdd(
  input: string,
  files: readonly string[],
  flags: { table?: string | undefined; merge?: boolean | undefined; yes?: boolean | undefined },
): Promise<number> {
  const given = await readGiven(files, flags.table, standardInput);
  const separate = buildTables(given.exports);
  const added = new Set(separate.tables.map(({ name }) => name));
  const built =
    flags.merge === true
      ? mergeTables([...holdersOf(added, input, given.exports), ...given.exports])
      : separate;
  const problems = sortProblems([...given.problems, ...built.problems]);
  if (problems.some(isError)) throw new HuntgenError(problems);
  reportProblems(problems);
  const plan = planExports(
    built.tables.filter(({ name }) => added.has(name)),
    input,
  );
  printPlan(plan);
  const overwritten = plan.exports.filter(({ kind }) => kind === "changed" || kind === "replaced");
  if (overwritten.length > 0 && flags.yes !== true) {
    const question = `Overwrite ${pluralize(overwritten.length, "export")} in ${visible(input)}?`;
    const answer = files.includes("-") ? undefined : await ask(question);
    if (answer !== true) {
      printStatus(`Nothing was written.${answer === undefined ? " To overwrite, pass --yes" : ""}`);
      return 1;
    }
  }
  await writeExports(input, plan.exports, waitingFor(input));
  const written = plan.exports.filter(({ kind }) => kind !== "same").length;
  printStatus(
    `${pluralize(written, "export")} written, ${plan.exports.length - written} unchanged`,
  );
  printLeftovers(plan, given.exports, input);
  return 0;
}

/** The exports of a directory that contain these tables, except the exports that are being added. */
function holdersOf(
  tables: ReadonlySet<string>,
  input: string,
  given: readonly TableExport[],
): TableExport[] {
  const paths = new Set(given.map(({ path }) => path));
  return readExisting(input).filter(
    ({ path, table, columns }) =>
      !paths.has(path) && columns.some((column) => tables.has(column.table ?? table ?? "")),
  );
}
