// Finds the saved queries that read a table or a column.

import type { SavedQuery } from "../explorer-data.ts";
import type { Catalog, CatalogQuery, TableRead } from "./catalog.ts";

export interface TableUse extends CatalogQuery {
  /** What it reads of the table. */
  readonly read: TableRead;
}

export interface ColumnUse {
  readonly query: SavedQuery;
  /** The tables whose column it names. */
  readonly named: readonly string[];
  /** The tables whose column it reads with `*` or in whole rows. */
  readonly unnamed: readonly string[];
}

export function usesOfTable({ queries }: Catalog, table: string): readonly TableUse[] {
  return (queries ?? []).flatMap((each) =>
    each.reads.filter((read) => read.table === table).map((read) => ({ ...each, read })),
  );
}

/** The queries that name the column come first. */
export function usesOfColumn({ queries }: Catalog, column: string): readonly ColumnUse[] {
  const tablesOf = (reads: readonly TableRead[], how: "named" | "unnamed"): string[] =>
    reads.filter((read) => read[how].includes(column)).map(({ table }) => table);
  const uses = (queries ?? []).map(({ query, reads }): ColumnUse => {
    return { query, named: tablesOf(reads, "named"), unnamed: tablesOf(reads, "unnamed") };
  });
  return [
    ...uses.filter(({ named }) => named.length > 0),
    ...uses.filter(({ named, unnamed }) => named.length === 0 && unnamed.length > 0),
  ];
}
