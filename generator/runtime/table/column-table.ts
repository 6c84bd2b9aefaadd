// Defines a table whose columns are only known at run time, and are checked one by one.

import type { Column } from "./scalar.ts";
import { defineTable, type Table } from "./table.ts";
import { own } from "./walk.ts";

export function defineColumnTable(
  name: string,
  columns: readonly Column[],
): Table<string, unknown> {
  return defineTable(name, columns, (row, found) => {
    for (const [ordinal, [column, { accepts }]] of columns.entries()) {
      const value = own(row, column);
      if (value !== null && value !== undefined && !accepts(value)) found(ordinal);
    }
  });
}
