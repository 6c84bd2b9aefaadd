// huntgen validate: records of the stream, held against the exports.

import type { Config } from "../config.ts";
import { readSchema } from "../generate.ts";
import { visible } from "../problems.ts";
import { openFiles } from "../validate/open-files.ts";
import { printReport } from "../validate/print-report.ts";
import { validateFiles } from "../validate/validate-files.ts";
import { type Command, configure, fileNames, inputFlag, last } from "./flags.ts";
import {
  clearProgress,
  finish,
  print,
  printJson,
  reportProblems,
  showBytes,
  standardInput,
} from "./terminal.ts";

export const validateCommand: Command = (program) =>
  program.command(
    "validate <files..>",
    "Check records of the stream: messages, records a line or JSON arrays, gzip too; - for stdin",
    (args) =>
      args
        .positional("files", { type: "string", array: true, demandOption: true })
        .option("input", inputFlag)
        .option("json", { type: "boolean", describe: "The report as JSON" })
        .option("rejected", {
          type: "string",
          requiresArg: true,
          coerce: last,
          describe: "File for the rejected records with their reasons, one a line",
        }),
    (args) => finish(() => runValidate(configure(args), args)),
  );

async function runValidate(
  config: Config,
  args: { files: readonly string[]; json?: boolean | undefined; rejected?: string | undefined },
): Promise<number> {
  const { schema, warnings } = readSchema(config);
  reportProblems(warnings);
  const files = openFiles(fileNames(args.files), standardInput(), showBytes);
  const report = await validateFiles(files, schema, args.rejected);
  clearProgress();
  if (args.json === true) printJson(report);
  else for (const line of printReport(report)) print(visible(line));
  return report.rejected > 0 ? 1 : 0;
}
