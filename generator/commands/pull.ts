// Defines `huntgen pull`, which saves the schemas of a tenant that it fetches from Microsoft Graph.

import { planExports } from "../add/plan-exports.ts";
import { writeExports } from "../add/write-exports.ts";
import { pluralize } from "../pluralize.ts";
import { HuntgenError, visible } from "../problems.ts";
import { findToken, importIdentity } from "../pull/find-token.ts";
import { pullTables } from "../pull/pull-tables.ts";
import { patience } from "../pull/retry-delay.ts";
import { chooseTables, limitFlag, limitOf, tablesArgument } from "./choose-tables.ts";
import { type Command, configure, inputFlag, last } from "./flags.ts";
import { printPlan, printLeftovers } from "./print-plan.ts";
import { environment, finish, printStatus, reportProblems, waitingFor } from "./terminal.ts";

const usualBaseUrl = "https://graph.microsoft.com";

export const pullCommand: Command = (program) =>
  program.command(
    "pull [tables..]",
    "Fetch the schemas of all tables, or of the named ones, from Microsoft Graph and save them",
    (args) =>
      args
        .positional("tables", tablesArgument)
        .option("input", inputFlag)
        .option("limit", limitFlag)
        .option("token-env", {
          type: "string",
          requiresArg: true,
          coerce: last,
          describe:
            "Environment variable that contains a token (without it, @azure/identity provides one)",
        })
        .option("base-url", {
          type: "string",
          requiresArg: true,
          coerce: last,
          default: usualBaseUrl,
          describe: "Base URL of Microsoft Graph, for national clouds",
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
  printStatus(
    `${pluralize(written, "export")} written, ${plan.exports.length - written} unchanged`,
  );
  printLeftovers({ ...plan, untouched: [] }, [], input);
  if (missing.length > 0) {
    printStatus(visible(`Not in this tenant, existing exports kept: ${missing.join(", ")}`));
  }
  return tables.length === 0 ? 1 : 0;
}

/** Accepts only https, or http to this machine, so that the token cannot be intercepted. */
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
