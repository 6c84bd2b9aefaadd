// Chooses the tables that a command requests from a tenant, and defines the flags for them.

import { buildTables } from "../add/build-tables.ts";
import { readExisting } from "../add/plan-exports.ts";
import { readShippedTables } from "../ingest/shipped-exports.ts";
import { HuntgenError, quote } from "../problems.ts";
import { usualLimit } from "../pull/print-queries.ts";

export const tablesArgument = {
  type: "string",
  array: true,
  default: [] as string[],
  defaultDescription: "tables of the exports, or all known tables if there are no exports",
} as const;

export const limitFlag = {
  type: "string",
  requiresArg: true,
  describe: `Maximum length of a query in characters; longer queries are split [default: ${usualLimit}]`,
} as const;

/**
 * Returns the named tables, or the tables of the exports if no table is named, or else all shipped
 * tables.
 */
export function chooseTables(named: readonly string[], input: string): readonly string[] {
  if (named.length > 0) return [...new Set(named)];
  const saved = readExisting(input).flatMap((each) => {
    const read = buildTables([each]).tables.map(({ name }) => name);
    // An unreadable export should be requested again.
    return read.length === 0 && each.table !== undefined ? [each.table] : read;
  });
  const names = [...new Set(saved)];
  return names.length > 0 ? names.toSorted() : [...readShippedTables().keys()];
}

/** Parses `--limit`. */
export function limitOf(limit: string | readonly string[] | undefined): number {
  const text = typeof limit === "string" ? limit : limit?.at(-1);
  if (text === undefined) return usualLimit;
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
  const message = `must be a number of characters from 1, got ${quote(text)}`;
  throw new HuntgenError([{ code: "invalid-flag", file: "--limit", line: 0, message }]);
}
