// Prints the KQL query that returns the schemas of tables.

import { kqlName, kqlText } from "../kql-text.ts";

/** The default for the most characters of a query, before it is split. */
export const usualLimit = 50_000;

export interface HuntingQuery {
  readonly text: string;
  readonly tables: readonly string[];
}

/**
 * Prints one query for all tables, or the fewest queries of at most `limit` characters each. A table that
 * the tenant does not have only causes a warning.
 */
export function printQueries(tables: readonly string[], limit: number): readonly HuntingQuery[] {
  const queries: HuntingQuery[] = [];
  let chunk: string[] = [];
  for (const table of new Set(tables)) {
    if (chunk.length > 0 && printQuery([...chunk, table]).length > limit) {
      queries.push({ text: printQuery(chunk), tables: chunk });
      chunk = [];
    }
    chunk.push(table);
  }
  if (chunk.length > 0) queries.push({ text: printQuery(chunk), tables: chunk });
  return queries;
}

function printQuery(tables: readonly string[]): string {
  const legs = tables.map(
    (table) =>
      `    (${kqlName(table)} | getschema | project TableName = ${kqlText(table)}, ColumnOrdinal, ColumnName, ColumnType)`,
  );
  // The last column comes first: if a result is cut off, a table's first columns are missing, which is
  // detected. A table without its last columns would look complete.
  return `union isfuzzy=true\n${legs.join(",\n")}\n| order by TableName asc, ColumnOrdinal desc\n`;
}
