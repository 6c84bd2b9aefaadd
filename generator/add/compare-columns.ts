// Compares the old and the new columns of a table.

import { matchColumns } from "../model/match-columns.ts";
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
  const matched = matchColumns(before, after);
  const changes: ColumnChange[] = [];
  for (const column of after) {
    const from = matched.before.get(column.name)?.type;
    if (from === undefined) changes.push({ kind: "added", column });
    else if (from !== column.type) changes.push({ kind: "retyped", column, from });
  }
  for (const column of matched.removed) changes.push({ kind: "removed", column });
  const kept = before.filter(({ name }) => matched.after.has(name));
  const now = after.filter(({ name }) => matched.before.has(name));
  if (kept.some(({ name }, index) => name !== now[index]?.name))
    changes.push({ kind: "reordered" });
  return changes;
}
