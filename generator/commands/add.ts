// Defines `huntgen add`, which imports saved exports into the input directory after showing what changes.

import { buildTables, mergeTables } from "../add/build-tables.ts";
import { nameTables } from "../add/name-tables.ts";
import { planExports, readExisting, readKnownTables } from "../add/plan-exports.ts";
import { type GivenExports, readGiven } from "../add/read-given.ts";
import { writeExports } from "../add/write-exports.ts";
import type { TableExport } from "../ingest/export.ts";
import { pluralize } from "../pluralize.ts";
import { isError, HuntgenError, sortProblems } from "../problems.ts";
import { confirmPlan, overwrittenBy } from "./confirm-plan.ts";
import { type Command, configure, fileNames, flagsOf, inputFlag, last } from "./flags.ts";
import { acceptAllNames, askAboutNames, refuseNames } from "./judge-names.ts";
import { printPlan, printLeftovers } from "./print-plan.ts";
import { finish, pastedInput, printStatus, reportProblems, waitingFor } from "./terminal.ts";

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
        .option("new-table", {
          type: "boolean",
          describe: "Add tables that neither huntgen nor the input directory knows",
        })
        .option("yes", { type: "boolean", describe: "Overwrite without asking" })
        .example("huntgen add DeviceInfo.csv", "Import an export")
        .example('huntgen add "New query.csv" --table DeviceInfo', "Name its table")
        .example(
          "huntgen add tenants/*/*.csv --merge --yes",
          "Merge the exports of several tenants",
        ),
    (args) => finish(() => runAdd(configure(args).input, fileNames(args.files), args)),
  );

interface AddFlags {
  readonly input?: string | undefined;
  readonly table?: string | undefined;
  readonly merge?: boolean | undefined;
  readonly newTable?: boolean | undefined;
  readonly yes?: boolean | undefined;
}

async function runAdd(input: string, files: readonly string[], flags: AddFlags): Promise<number> {
  if (flags.table?.trim() === "") {
    const message = "requires the name of a table";
    throw new HuntgenError([{ code: "invalid-flag", file: "--table", line: 0, message }]);
  }
  const given = await readNamed(input, files, flags);
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
  if (overwrittenBy(plan.exports).length > 0) {
    const how = { yes: flags.yes, canAsk: canAskDuring(files) };
    if (!(await confirmPlan(plan.exports, input, how))) return 1;
  }
  await writeExports(input, plan.exports, waitingFor(input));
  const written = plan.exports.filter(({ kind }) => kind !== "same").length;
  printStatus(
    `${pluralize(written, "export")} written, ${plan.exports.length - written} unchanged`,
  );
  printLeftovers(plan, given.exports, input);
  if (written > 0) printStatus(`Next: huntgen generate${flagsOf({ input: flags.input })}`);
  return 0;
}

/** Reads the given files, and finds out which table each of them is. */
async function readNamed(
  input: string,
  files: readonly string[],
  { table, newTable }: AddFlags,
): Promise<GivenExports> {
  const given = await readGiven(files, table, pastedInput);
  const asks = canAskDuring(files) && !given.problems.some(isError);
  const judge = newTable === true ? acceptAllNames : asks ? askAboutNames : refuseNames;
  const named = await nameTables(given.exports, readKnownTables(input), judge);
  return { ...named, problems: [...given.problems, ...named.problems] };
}

/** An export on standard input has used it up. */
function canAskDuring(files: readonly string[]): boolean {
  return !files.includes("-");
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
