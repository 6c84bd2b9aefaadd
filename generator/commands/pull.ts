// Defines `huntgen pull`, which saves the schemas of a tenant that it fetches from Microsoft Graph.

import { findLostTables } from "../add/find-lost-tables.ts";
import { keepDescriptions, type PlannedExport, planExports } from "../add/plan-exports.ts";
import { planFunctions } from "../add/plan-functions.ts";
import { writeExports } from "../add/write-exports.ts";
import { pluralize } from "../pluralize.ts";
import { HuntgenError, visible } from "../problems.ts";
import { findToken, importIdentity } from "../pull/find-token.ts";
import { type PulledSchema, pullHuntingSchema } from "../pull/pull-hunting-schema.ts";
import { pullTables } from "../pull/pull-tables.ts";
import type { GraphAccess } from "../pull/request-graph.ts";
import { graphUrl, safeBaseUrl } from "../runtime/query/graph-request.ts";
import { patience } from "../runtime/query/retry-delay.ts";
import { chooseTables, limitFlag, limitOf, tablesArgument } from "./choose-tables.ts";
import { confirmPlan } from "./confirm-plan.ts";
import { type Command, configure, inputFlag, last } from "./flags.ts";
import { printFunctionPlan, printPlan, printLeftovers } from "./print-plan.ts";
import { environment, finish, printStatus, reportProblems, waitingFor } from "./terminal.ts";

export const pullCommand: Command = (program) =>
  program.command(
    "pull [tables..]",
    "Fetch the schemas of all tables, or of the named ones, from Microsoft Graph and save them",
    (args) =>
      args
        .positional("tables", tablesArgument)
        .option("input", inputFlag)
        .option("limit", limitFlag)
        .option("source", {
          choices: ["query", "schema"],
          default: "query",
          describe:
            "Run the getschema query, or read the schema that Graph describes (beta), with functions",
        } as const)
        .option("yes", {
          type: "boolean",
          describe: "Write without asking, even if columns, tables or functions disappear",
        })
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
          default: graphUrl,
          describe: "Base URL of Microsoft Graph, for national clouds",
        })
        .example("huntgen pull", "Fetch all tables with the token of @azure/identity")
        .example("huntgen pull DeviceInfo --token-env HUNTING_TOKEN", "Fetch one table"),
    (args) =>
      finish(() => {
        const { input } = configure(args);
        const names = chooseTables(args.tables, input);
        return runPull(names, input, limitOf(args.limit), {
          source: args.source,
          yes: args.yes,
          baseUrl: baseUrlOf(args.baseUrl),
          variable: args.tokenEnv,
        });
      }),
  );

interface PullOptions {
  readonly source: "query" | "schema";
  readonly yes: boolean | undefined;
  readonly baseUrl: string;
  readonly variable: string | undefined;
}

async function runPull(
  names: readonly string[],
  input: string,
  limit: number,
  options: PullOptions,
): Promise<number> {
  const { tables, missing, warnings, others, functions } = await pull(names, limit, options);
  reportProblems(warnings);
  // A query does not return descriptions.
  const described = options.source === "query" ? keepDescriptions(tables, input) : tables;
  const plan = planExports(described, input);
  // A response without any of the tables is not a reason to change the functions.
  const listed = tables.length === 0 ? undefined : functions;
  const functionPlan = listed === undefined ? undefined : planFunctions(listed, input);
  printPlan(plan);
  if (functionPlan !== undefined) printFunctionPlan(functionPlan);
  const lost = findLostTables(missing, input);
  if (lost.length > 0) {
    const count = pluralize(lost.length, "exported table");
    printStatus(visible(`The response lacks ${count}: ${lost.join(", ")}`));
  }
  const files = [...plan.exports, ...(functionPlan === undefined ? [] : [functionPlan])];
  const isLossy =
    lost.length > 0 || (functionPlan?.removed ?? []).length > 0 || plan.exports.some(losesColumns);
  if (tables.length > 0 && isLossy && !(await confirmPlan(files, input, options))) return 1;
  await writeExports(input, files, waitingFor(input));
  const written = plan.exports.filter(({ kind }) => kind !== "same").length;
  printStatus(
    `${pluralize(written, "export")} written, ${plan.exports.length - written} unchanged`,
  );
  printLeftovers({ ...plan, untouched: [] }, [], input);
  if (missing.length > 0) {
    printStatus(visible(`Not in this tenant, existing exports kept: ${missing.join(", ")}`));
  }
  if (others.length > 0) {
    const shown = others.slice(0, mostShown).join(", ");
    const more = others.length > mostShown ? ` and ${others.length - mostShown} more` : "";
    printStatus(visible(`Also in this tenant, not requested: ${shown}${more}`));
  }
  return tables.length === 0 ? 1 : 0;
}

/** The most tables that are listed although they were not requested. */
const mostShown = 20;

function losesColumns({ kind, changes }: PlannedExport): boolean {
  return kind === "replaced" || changes.some((change) => change.kind === "removed");
}

async function pull(
  names: readonly string[],
  limit: number,
  { source, baseUrl, variable }: PullOptions,
): Promise<PulledSchema> {
  const token = await findToken({
    variable,
    audience: baseUrl,
    environment,
    loadIdentity: importIdentity,
  });
  const access: GraphAccess = {
    baseUrl,
    token,
    patience,
    onWait: (reason, milliseconds) => {
      printStatus(`Microsoft Graph ${reason}, waiting ${(milliseconds / 1000).toFixed(1)} s`);
    },
  };
  if (source === "schema") return pullHuntingSchema(names, access);
  return { ...(await pullTables(names, limit, access)), others: [], functions: undefined };
}

function baseUrlOf(text: string): string {
  const url = safeBaseUrl(text);
  if (url !== undefined) return url;
  const message = `must be an address such as ${graphUrl}, with https`;
  throw new HuntgenError([{ code: "invalid-flag", file: "--base-url", line: 0, message }]);
}
