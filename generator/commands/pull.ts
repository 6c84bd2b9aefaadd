// huntgen pull: a tenant's schemas, asked of Microsoft Graph -> canonical exports.

import { planExports } from "../add/plan-exports.ts";
import { writeExports } from "../add/write-exports.ts";
import { HuntgenError, visible } from "../problems.ts";
import { findToken, importIdentity } from "../pull/find-token.ts";
import { pullTables } from "../pull/pull-tables.ts";
import { patience } from "../pull/retry-delay.ts";
import { chooseTables, limitFlag, limitOf, tablesArgument } from "./choose-tables.ts";
import { type Command, configure, inputFlag, last } from "./flags.ts";
import { printPlan, printLeftovers } from "./print-plan.ts";
import { count, environment, finish, reportProblems, printStatus, waitingFor } from "./terminal.ts";

const usualBaseUrl = "https://graph.microsoft.com";

export const pullCommand: Command = (program) =>
  program.command(
    "pull [tables..]",
    "Ask Microsoft Graph for the schemas of all, or these, tables and save them",
    (args) =>
      args
        .positional("tables", tablesArgument)
        .option("input", inputFlag)
        .option("limit", limitFlag)
        .option("token-env", {
          type: "string",
          requiresArg: true,
          coerce: last,
          describe: "Environment variable that holds a token; else @azure/identity is asked",
        })
        .option("base-url", {
          type: "string",
          requiresArg: true,
          coerce: last,
          default: usualBaseUrl,
          describe: "Address of Microsoft Graph, for national clouds",
        }),
    (args) =>
      finish(() => {
        const { input } = configure(args);
        return runPull(chooseTables(args.tables, input), input, limitOf(args.limit), {
          baseUrl: baseUrlOf(args.baseUrl),
          variable: args.tokenEnv,
        });
      }),
  );

async function runPull(
  names: readonly string[],
  input: string,
  limit: number,
  { baseUrl, variable }: { baseUrl: string; variable: string | undefined },
): Promise<number> {
  const token = await findToken({
    variable,
    audience: baseUrl,
    environment,
    loadIdentity: importIdentity,
  });
  const { tables, missing, warnings } = await pullTables(names, limit, {
    baseUrl,
    token,
    patience,
    onWait: (reason, milliseconds) => {
      printStatus(`Microsoft Graph ${reason}, waiting ${(milliseconds / 1000).toFixed(1)} s`);
    },
  });
  reportProblems(warnings);
  const plan = planExports(tables, input);
  printPlan(plan);
  await writeExports(input, plan.exports, waitingFor(input));
  const written = plan.exports.filter(({ kind }) => kind !== "same").length;
  printStatus(`${count(written, "export")} written, ${plan.exports.length - written} the same`);
  printLeftovers({ ...plan, untouched: [] }, [], input);
  if (missing.length > 0) {
    printStatus(visible(`Not in this tenant, their exports kept as they are: ${missing.join(", ")}`));
  }
  return tables.length === 0 ? 1 : 0;
}

/** A token goes to nobody who could be listened to. */
function baseUrlOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = url !== undefined && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && isLocal);
  if (isSafe && url.username === "" && url.search === "" && url.hash === "") {
    return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
  }
  const message = `must be an address such as ${usualBaseUrl}, with https`;
  throw new HuntgenError([{ code: "invalid-flag", file: "--base-url", line: 0, message }]);
}
