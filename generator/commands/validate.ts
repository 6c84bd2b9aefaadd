// Defines `huntgen validate`, which validates stream records against the exports.

import type { Config } from "../config.ts";
import { readSchema } from "../read-schema.ts";
import { pluralize } from "../pluralize.ts";
import { visible } from "../problems.ts";
import { openFiles } from "../validate/open-files.ts";
import { printReport } from "../validate/print-report.ts";
import { openRejectedFile } from "../validate/rejected-file.ts";
import { validateFiles } from "../validate/validate-files.ts";
import { type Command, configure, fileNames, inputFlag, last } from "./flags.ts";
import {
  beforeStop,
  clearProgress,
  finish,
  print,
  printJson,
  reportProblems,
  showBytes,
  standardInput,
  standardOutputs,
  printStatus,
} from "./terminal.ts";

export const validateCommand: Command = (program) =>
  program.command(
    "validate <files..>",
    "Validate stream records in messages, NDJSON or JSON arrays, plain or gzip (- reads stdin)",
    (args) =>
      args
        .positional("files", { type: "string", array: true, demandOption: true })
        .option("input", inputFlag)
        .option("json", { type: "boolean", describe: "Print the report as JSON" })
        .option("rejected", {
          type: "string",
          requiresArg: true,
          coerce: last,
          describe: "Write rejected records with their reasons as NDJSON (- writes to stdout)",
        })
        .example("huntgen validate records.ndjson.gz", "Validate a file")
        .example("huntgen validate *.json --rejected rejected.ndjson", "Keep the rejected records")
        .example("az storage blob download ... | huntgen validate -", "Validate standard input"),
    (args) => finish(() => runValidate(configure(args), args)),
  );

async function runValidate(
  config: Config,
  args: { files: readonly string[]; json?: boolean | undefined; rejected?: string | undefined },
): Promise<number> {
  const { schema, warnings } = readSchema(config);
  reportProblems(warnings);
  const names = fileNames(args.files);
  const files = openFiles(names, standardInput(), showBytes);
  const [rejectedName] = args.rejected === undefined ? [] : fileNames([args.rejected]);
  const surroundings = { outputs: standardOutputs(), beforeStop };
  const rejected =
    rejectedName === undefined ? undefined : openRejectedFile(rejectedName, names, surroundings);
  const report = await validateFiles(files, schema, rejected).finally(() => rejected?.discard());
  clearProgress();
  reportProblems(report.problems);
  if (report.omittedProblems > 0) {
    printStatus(`${pluralize(report.omittedProblems, "more part")} of the files could not be read`);
  }
  if (args.json === true) printJson(report);
  else for (const line of printReport(report)) print(visible(line));
  return report.rejected > 0 ? 1 : 0;
}
