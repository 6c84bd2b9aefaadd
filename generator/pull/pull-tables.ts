// Fetches the schemas of tables from a tenant, and reports the tables that it does not have. An invalid or
// incomplete response is an error: no schemas are returned then. Writes nothing.

import { buildTables, type ExportedTable } from "../add/build-tables.ts";
import { readExport } from "../ingest/read-export.ts";
import type { TableExport } from "../ingest/export.ts";
import { isError, type Problem, quote, HuntgenError, sortProblems } from "../problems.ts";
import { huntingUrl } from "../runtime/query/graph-request.ts";
import type { GraphAccess } from "./request-graph.ts";
import { runHuntingQuery } from "./run-hunting-query.ts";
import { printQueries } from "./print-queries.ts";

export interface PulledTables {
  readonly tables: readonly ExportedTable[];
  /** Tables that the tenant does not have, in the requested order. */
  readonly missing: readonly string[];
  readonly warnings: readonly Problem[];
}

/** Fetches the schemas of tables, with queries of at most `limit` characters each. */
export async function pullTables(
  names: readonly string[],
  limit: number,
  access: GraphAccess,
): Promise<PulledTables> {
  const exports: TableExport[] = [];
  const problems: Problem[] = [];
  const queries = [...printQueries(names, limit)];
  for (let query = queries.shift(); query !== undefined; query = queries.shift()) {
    const answer = await runHuntingQuery(query.text, access);
    if (answer.kind === "unresolved") {
      queries.unshift(...remaining(query.tables, answer.message, limit));
      continue;
    }
    const read = readAnswer(answer.bytes, query.tables, huntingUrl(access.baseUrl));
    problems.push(...read.problems);
    // Each response is a separate export, and all of them have the same URL.
    exports.push({ ...read.export, file: String(exports.length) });
  }
  const built = buildTables(exports);
  problems.push(...built.problems);
  if (problems.some(isError)) throw new HuntgenError(sortProblems(problems));
  const found = new Set(built.tables.map(({ name }) => name));
  const missing = [...new Set(names)].filter((name) => !found.has(name));
  return { tables: built.tables, missing, warnings: problems };
}

/** Returns the queries to try next if a query for these tables could not be resolved. */
function remaining(
  tables: readonly string[],
  message: string,
  limit: number,
): ReturnType<typeof printQueries> {
  if (tables.length === 1) return [];
  const others = tables.filter((table) => !message.includes(`'${table}'`));
  if (others.length < tables.length) return printQueries(others, limit);
  const half = Math.ceil(tables.length / 2);
  return [tables.slice(0, half), tables.slice(half)].flatMap((part) => printQueries(part, limit));
}

function readAnswer(
  bytes: Uint8Array,
  tables: readonly string[],
  url: string,
): { readonly export: TableExport; readonly problems: readonly Problem[] } {
  const read = readExport({ path: url, file: "-", bytes });
  const problems: Problem[] = [];
  for (const problem of read.problems) {
    // A result without rows means that the tenant does not have any of the tables.
    if (problem.code !== "no-columns") problems.push(problem);
  }
  const strays = read.export.columns.filter(
    ({ table, ordinal }) => table === undefined || ordinal === undefined || !tables.includes(table),
  );
  for (const { table, line } of strays.slice(0, 1)) {
    const message = `the response contains a row of ${quote(table ?? "")} that has no ordinal or was not requested`;
    problems.push({ code: "invalid-answer", file: url, line, message });
  }
  return { export: read.export, problems };
}
