// Names of tables -> the KQL that returns the schemas of all of them. Knows how Kusto quotes; knows
// nobody who runs it.

/** Characters of a query that is not cut into several, where nobody says otherwise. */
export const usualLimit = 50_000;

export interface HuntingQuery {
  readonly text: string;
  readonly tables: readonly string[];
}

/**
 * Prints one query for all tables, or as few as keep to `limit` characters each. A table that a
 * tenant lacks only warns.
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
      `    (${printName(table)} | getschema | project TableName = ${printText(table)}, ColumnOrdinal, ColumnName, ColumnType)`,
  );
  // The last column first: where a result is cut off, a table's first columns are missing, which
  // shows. Of a table that ends too early nobody could tell.
  return `union isfuzzy=true\n${legs.join(",\n")}\n| order by TableName asc, ColumnOrdinal desc\n`;
}

function printName(table: string): string {
  // Every word that means something to Kusto is in lower case, and those of a name stand in quotes.
  return /^[A-Z]\w*$/.test(table) ? table : `[${printText(table)}]`;
}

/** A string literal of Kusto's: characters beyond plain ones are escaped. */
function printText(text: string): string {
  const escaped = text.replace(/["\\]|[^\x20-\x7E]/g, (character) =>
    character === '"' || character === "\\"
      ? `\\${character}`
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `"${escaped}"`;
}
