// Finds the saved queries that read a table or a column.

import type { SavedQuery } from "../explorer-data.ts";
import type { Catalog, CatalogQuery, TableRead } from "./catalog.ts";

export interface TableUse extends CatalogQuery {
  /** What it reads of the table. */
  readonly read: TableRead;
}

export interface ColumnUse {
  readonly query: SavedQuery;
  /** The tables whose column it reads. */
  readonly tables: readonly string[];
  /** Whether it names the column. Otherwise it reads the column with `*` or in whole rows. */
  readonly isNamed: boolean;
}

export function usesOfTable({ queries }: Catalog, table: string): readonly TableUse[] {
  return (queries ?? []).flatMap((each) =>
    each.reads.filter((read) => read.table === table).map((read) => ({ ...each, read })),
  );
}

/** The queries that name the column come first. */
export function usesOfColumn({ queries }: Catalog, column: string): readonly ColumnUse[] {
  const uses = (queries ?? []).flatMap(({ query, reads }): ColumnUse[] => {
    const named = reads.filter((read) => read.named.includes(column));
    const unnamed = reads.filter((read) => read.unnamed.includes(column));
    const isNamed = named.length > 0;
    const tables = (isNamed ? named : unnamed).map(({ table }) => table);
    return tables.length === 0 ? [] : [{ query, tables, isNamed }];
  });
  return uses.toSorted((a, b) => Number(b.isNamed) - Number(a.isNamed));
}
