// Guesses the table of an export from its columns.

import type { RawColumn } from "../ingest/export.ts";
import { findKustoType } from "../mapping/kusto-types.ts";
import { shareOf } from "../model/find-copies.ts";

/** The columns and types of known tables, by the name of the table. */
export type KnownTables = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The least share of equal columns of a table that counts as the same. */
const leastShare = 0.5;

/** Fewer columns prove nothing. */
const fewestColumns = 3;

/** Returns the known table with most of these columns and types, if no other table is nearly as close. */
export function guessTable(columns: readonly RawColumn[], known: KnownTables): string | undefined {
  const given = new Map(
    columns.map(({ name, type, dataType }) => [name, findKustoType(type || dataType || "")]),
  );
  if (given.size < fewestColumns) return undefined;
  const shares = [...known].map(([table, types]) => ({ table, share: shareOf(given, types) }));
  const [best, next] = shares.toSorted((a, b) => b.share - a.share);
  if (best === undefined || best.share < leastShare) return undefined;
  const [off, nextOff] = [1 - best.share, 1 - (next?.share ?? 0)];
  return nextOff >= 2 * off + 0.05 ? best.table : undefined;
}
