// Compares the old and the new columns of a table.

import type { ExportedColumn } from "./build-tables.ts";

type NamedType = Pick<ExportedColumn, "name" | "type">;

export type ColumnChange =
  | { readonly kind: "added"; readonly column: NamedType }
  | { readonly kind: "removed"; readonly column: NamedType }
  | { readonly kind: "retyped"; readonly column: NamedType; readonly from: string }
  | { readonly kind: "reordered" };

/** Returns added and retyped columns in their new order, then removed columns in their old order. */
export function compareColumns(
  before: readonly NamedType[],
  after: readonly NamedType[],
): readonly ColumnChange[] {
  const [old, now] = [typesOf(before), typesOf(after)];
  const changes: ColumnChange[] = [];
  for (const column of after) {
    const from = old.get(column.name);
    if (from === undefined) changes.push({ kind: "added", column });
    else if (from !== column.type) changes.push({ kind: "retyped", column, from });
  }
  for (const column of before) {
    if (!now.has(column.name)) changes.push({ kind: "removed", column });
  }
  const kept = (columns: readonly NamedType[], others: ReadonlyMap<string, string>): string =>
    JSON.stringify(columns.map(({ name }) => name).filter((name) => others.has(name)));
  if (kept(before, now) !== kept(after, old)) changes.push({ kind: "reordered" });
  return changes;
}

function typesOf(columns: readonly NamedType[]): ReadonlyMap<string, string> {
  return new Map(columns.map(({ name, type }) => [name, type]));
}
