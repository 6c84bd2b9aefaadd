// Plans how the columns of a table in ADX change, in two steps: first what keeps all values, then what deletes
// some, which the user decides on.

import { type StoredColumn, unusedName } from "../targets/stored-columns.ts";

/** A column with an identity that it keeps through changes of its name, type and position. */
export interface PlacedColumn extends StoredColumn {
  readonly id: string;
}

export interface ColumnPlan {
  readonly before: readonly PlacedColumn[];
  /** With new and renamed columns, but old types, and the removed columns as the last ones. */
  readonly kept: readonly PlacedColumn[];
  readonly after: readonly PlacedColumn[];
}

/** `renames` has the old name of each renamed column of the row, by its new name. */
export function planColumns(
  old: readonly StoredColumn[],
  next: readonly StoredColumn[],
  renames: ReadonlyMap<string, string>,
): ColumnPlan {
  const before = old.map((column) => ({ ...column, id: idOf(column) }));
  const ids = new Set(before.map(({ id }) => id));
  const rowRenames = [...renames].map(([to, from]) => [rowId(to), rowId(from)] as const);
  // The stream can add a column before the export has it, and a column with its new name cannot be renamed.
  const oldIds = new Map(rowRenames.filter(([to, from]) => !ids.has(to) && ids.has(from)));
  const renamed = new Set(oldIds.values());
  const after = next.map((column) => {
    const id = oldIds.get(idOf(column)) ?? idOf(column);
    // The old column with this name has another name now.
    const isAnother = renamed.has(id) && !oldIds.has(idOf(column));
    return { ...column, id: isAnother ? `new ${id}` : id };
  });
  return { before, kept: keepValues(before, after), after };
}

function keepValues(
  before: readonly PlacedColumn[],
  after: readonly PlacedColumn[],
): readonly PlacedColumn[] {
  const oldColumns = new Map(before.map((column) => [column.id, column]));
  const newIds = new Set(after.map(({ id }) => id));
  const removed = before.filter(({ id }) => !newIds.has(id));
  /** Names that become free only when columns are removed. */
  const held = new Set(removed.map(({ name }) => name));
  let count: number;
  do {
    count = held.size;
    for (const { id, name } of after) {
      const old = oldColumns.get(id);
      if (old !== undefined && old.name !== name && held.has(name)) held.add(old.name);
    }
  } while (held.size > count);
  const kept = after.flatMap((column) => {
    const old = oldColumns.get(column.id);
    if (old === undefined) return held.has(column.name) ? [] : column;
    return { ...column, type: old.type, name: held.has(column.name) ? old.name : column.name };
  });
  return [...kept, ...removed];
}

function idOf({ isEnvelope, source }: StoredColumn): string {
  return isEnvelope ? `envelope ${source}` : rowId(source);
}

function rowId(name: string): string {
  return `row ${name}`;
}

/** What leads from one list of columns to another, in this order. */
export interface ColumnChanges {
  readonly removed: readonly PlacedColumn[];
  /** With their new types. */
  readonly retyped: readonly PlacedColumn[];
  readonly renamed: readonly (readonly [from: string, to: string])[];
  readonly added: readonly PlacedColumn[];
  /** Whether the columns are in another order after the other changes; new ones come last. */
  readonly isReordered: boolean;
}

export function compareColumns(
  from: readonly PlacedColumn[],
  to: readonly PlacedColumn[],
): ColumnChanges {
  const [old, next] = [byId(from), byId(to)];
  const stay = from.filter(({ id }) => next.has(id));
  const added = to.filter(({ id }) => !old.has(id));
  return {
    removed: from.filter(({ id }) => !next.has(id)),
    retyped: stay.flatMap(({ id, name, type }) => {
      const column = next.get(id);
      return column === undefined || column.type === type ? [] : { ...column, name };
    }),
    renamed: orderRenames(stay.map(({ id, name }) => [name, next.get(id)?.name ?? name])),
    added,
    isReordered: [...stay, ...added].some(({ id }, index) => id !== to[index]?.id),
  };
}

/** Each name is free when it is taken. Columns that exchange their names need a name in between. */
function orderRenames(
  names: readonly (readonly [from: string, to: string])[],
): readonly (readonly [from: string, to: string])[] {
  const taken = new Set(names.map(([from]) => from));
  let left = names.filter(([from, to]) => from !== to);
  const ordered: (readonly [from: string, to: string])[] = [];
  const rename = (from: string, to: string): void => {
    ordered.push([from, to]);
    taken.delete(from);
    taken.add(to);
  };
  while (left.length > 0) {
    const free = left.find(([, to]) => !taken.has(to));
    if (free !== undefined) {
      rename(...free);
      left = left.filter((each) => each !== free);
      continue;
    }
    const [[from, to] = ["", ""], ...others] = left;
    const between = unusedName(from, taken);
    rename(from, between);
    left = [[between, to], ...others];
  }
  return ordered;
}

function byId(columns: readonly PlacedColumn[]): ReadonlyMap<string, PlacedColumn> {
  return new Map(columns.map((column) => [column.id, column]));
}
