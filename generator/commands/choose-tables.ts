// The tables that a command is to ask a tenant for, and how long a query may get.

import { buildTables } from "../add/build-tables.ts";
import { readExisting } from "../add/plan-exports.ts";
import { readShippedTables } from "../ingest/shipped-exports.ts";
import { HuntgenError } from "../problems.ts";
import { usualLimit } from "../pull/print-queries.ts";

export const tablesArgument = {
  type: "string",
  array: true,
  default: [] as string[],
  defaultDescription: "those of the exports; without exports, those that huntgen knows",
} as const;

export const limitFlag = {
  type: "string",
  requiresArg: true,
  describe: `Characters of a query, past which there are several [default: ${usualLimit}]`,
} as const;

/** The tables that are named; else those of the exports; else all that huntgen ships. */
export function chooseTables(named: readonly string[], input: string): readonly string[] {
  if (named.length > 0) return [...new Set(named)];
  const saved = readExisting(input).flatMap((each) => {
    const read = buildTables([each]).tables.map(({ name }) => name);
    // An export that cannot be read is one to ask for all the more.
    return read.length === 0 && each.table !== undefined ? [each.table] : read;
  });
  const names = [...new Set(saved)];
  return names.length > 0 ? names.toSorted() : [...readShippedTables().keys()];
}

/** The number that `--limit` gives. */
export function limitOf(limit: string | readonly string[] | undefined): number {
  const text = typeof limit === "string" ? limit : limit?.at(-1);
  if (text === undefined) return usualLimit;
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
  const message = "must be a number of characters from 1";
  throw new HuntgenError([{ code: "invalid-flag", file: "--limit", line: 0, message }]);
}
