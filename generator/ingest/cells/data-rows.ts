// Reports that a file contains rows of a table instead of its schema.

import type { ExportSource, Report } from "../export-source.ts";
import { readShippedTables } from "../shipped-exports.ts";

/** Reports rows of a table instead of its schema, with the query that returns the schema. */
export function reportRows(
  names: readonly string[],
  { table: named }: ExportSource,
  line: number,
  report: Report,
): void {
  const likely = findTables(names);
  // A wrong guess is worse than no guess: if several tables match, only a named table is reported.
  const table = likely.length === 1 && likely[0] !== undefined ? likely[0] : named;
  const isPlain = table !== undefined && /^[A-Za-z_]\w{0,99}$/.test(table);
  const [owner, query] = isPlain ? [table, table] : ["a table", "Table"];
  const message = `this looks like rows of ${owner}, not its schema; run \`${query} | getschema\``;
  report("rows-not-schema", line, message);
}

/** Removes the time zone that Log Analytics adds to the names of times, as in `TimeGenerated [UTC]`. */
export function withoutTimeZone(name: string): string {
  const start = name.endsWith("]") ? name.lastIndexOf(" [") : -1;
  return start < 0 ? name : name.slice(0, start);
}

/** Finds the shipped tables with the most of these columns, preferring tables with hardly any others. */
export function findTables(names: readonly string[]): readonly string[] {
  const plain = [...new Set(names.map(withoutTimeZone))];
  const shipped = [...readShippedTables()];
  // Hardly any table has half as many columns, and a header may have millions of names.
  if (plain.length >= 2 * Math.max(...shipped.map(([, { size }]) => size))) return [];
  const tables = shipped.map(([table, columns]) => ({
    table,
    shared: plain.filter((name) => columns.has(name)).length,
    all: columns.size,
  }));
  const most = Math.max(...tables.map(({ shared }) => shared));
  if (most < 2 || most * 2 <= plain.length) return [];
  const best = tables.filter(({ shared }) => shared === most);
  // A larger table may contain all of these columns too, together with many others.
  const fewest = Math.min(...best.map(({ all }) => all));
  const closest = best.filter(({ all }) => all === fewest && most >= all * 0.7);
  return (closest.length > 0 ? closest : best).map(({ table }) => table);
}
