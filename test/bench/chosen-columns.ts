// Chooses the columns that a job reads of each table.

import { at } from "./random.ts";
import type { Messages } from "./message-sets.ts";
import type { HuntingTable } from "./rows.ts";
import { parseRecord } from "./untyped-record.ts";

/** Chooses `Timestamp` if a table has it, and columns that are spread over its first row. */
export function chooseColumns(
  messages: Messages,
  tables: readonly HuntingTable[],
  count: number,
): Readonly<Record<string, readonly string[]>> {
  const chosen = new Map<string, readonly string[]>();
  for (const { category, properties } of messages.flat().map(parseRecord)) {
    const table = tables.find((each) => each.category === category);
    if (table === undefined || chosen.has(table.name)) continue;
    const known = new Set(table.columns.map(({ name }) => name));
    const columns = Object.keys(properties).filter((column) => known.has(column));
    chosen.set(table.name, spread(columns, count));
  }
  return Object.fromEntries(chosen);
}

function spread(columns: readonly string[], count: number): readonly string[] {
  const first = columns.filter((column) => column === "Timestamp");
  const others = columns.filter((column) => column !== "Timestamp");
  const wanted = Math.min(count - first.length, others.length);
  const taken = Array.from({ length: wanted }, (_, index) =>
    at(others, Math.floor(((index + 0.5) * others.length) / wanted)),
  );
  return [...first, ...taken];
}
