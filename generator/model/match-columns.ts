// Pairs the columns of a table before and after a change by their names.

interface Named {
  readonly name: string;
}

export interface MatchedColumns<Column extends Named> {
  /** In the order of the table after the change. */
  readonly added: readonly Column[];
  /** In the order of the table before the change. */
  readonly removed: readonly Column[];
  /** The columns before the change by name, removed ones included. */
  readonly before: ReadonlyMap<string, Column>;
  /** The columns after the change by name, added ones included. */
  readonly after: ReadonlyMap<string, Column>;
}

export function matchColumns<Column extends Named>(
  before: readonly Column[],
  after: readonly Column[],
): MatchedColumns<Column> {
  const [old, current] = [byName(before), byName(after)];
  return {
    added: after.filter(({ name }) => !old.has(name)),
    removed: before.filter(({ name }) => !current.has(name)),
    before: old,
    after: current,
  };
}

function byName<Column extends Named>(columns: readonly Column[]): ReadonlyMap<string, Column> {
  return new Map(columns.map((column) => [column.name, column]));
}
