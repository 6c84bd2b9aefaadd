// Decides which tables are read, and which columns of their rows are wanted.

import type { Table } from "../table/table.ts";

/** Validators by table name. */
export interface Tables {
  readonly [name: string]: Table<string, unknown>;
}

/** Columns by table name. */
export interface ColumnChoice {
  readonly [name: string]: readonly string[] | undefined;
}

/** The columns that may be chosen of tables with these rows. */
export type ColumnsOf<Rows> = {
  readonly [Name in keyof Rows]?: readonly (keyof Rows[Name] & string)[];
};

/** An event whose row has the chosen columns only. */
export type PickedEvent<Event, Row, Column> = Omit<Event, "properties"> & {
  readonly properties: Pick<Row, Column & keyof Row>;
};

/**
 * The events of chosen tables: whole ones of the tables that are named, those of `columns` with their
 * columns, and of every table if neither says anything.
 */
export type ChosenEvent<Rows, Events, Name extends keyof Events, Columns> = [
  Name | keyof Columns,
] extends [never]
  ? Events[keyof Events]
  : | Events[Exclude<Name, keyof Columns>]
    | {
        [
          Each in keyof Columns & keyof Rows & keyof Events
        ]: Columns[Each] extends readonly (infer Column)[]
          ? PickedEvent<Events[Each], Rows[Each], Column>
          : never;
      }[keyof Columns & keyof Rows & keyof Events];

/** Which tables, and which columns of them, are chosen. */
export interface Chosen {
  readonly tables?: readonly string[] | undefined;
  readonly columns?: ColumnChoice | undefined;
}

/** What a forwarded record has of its event: the chosen columns, if `columns` names its table. */
export type ForwardedEvent<Rows, Events, Columns> = [keyof Columns] extends [never]
  ? undefined
  : ChosenEvent<Rows, Events, never, Columns> | undefined;

/** What becomes of the records of a table. */
export interface TableChoice {
  readonly table: Table<string, unknown>;
  /** Whether records of the table are read, or counted only. */
  readonly isRead: boolean;
  /** The columns that are wanted; all of them if undefined. */
  readonly columns: ReadonlySet<string> | undefined;
}

/** The tables of a schema, and what is wanted of each. */
export interface Choice {
  readonly all: readonly TableChoice[];
  readonly byCategory: ReadonlyMap<string, TableChoice>;
  /** Whether records of unknown categories are known to be of tables that were not chosen. */
  readonly skipsUnknown: boolean;
}

/** Choices that are remembered for each set of tables; a process seldom has more. */
const mostRemembered = 8;

interface Known {
  /** The tables as they were first seen: positions in a choice never change. */
  readonly entries: readonly (readonly [name: string, table: Table<string, unknown>])[];
  /** Choices by the JSON of what was asked for, since the caller may change its lists. */
  readonly choices: Map<string, Choice>;
}

const known = new WeakMap<Tables, Known>();

/**
 * Resolves what was chosen. Tables that are a part of a schema do not tell an unknown category from one
 * of another part. Throws a `RangeError` for a table or column that is not among `tables`.
 */
export function choose(tables: Tables, chosen: Chosen, isPart: boolean): Choice {
  const { entries, choices } = known.get(tables) ?? {
    entries: Object.entries(tables),
    choices: new Map<string, Choice>(),
  };
  const asked = JSON.stringify([chosen.tables, chosen.columns, isPart]);
  let choice = choices.get(asked);
  if (choice === undefined) {
    choice = resolve(entries, chosen, isPart);
    if (choices.size === mostRemembered) choices.clear();
    choices.set(asked, choice);
    known.set(tables, { entries, choices });
  }
  return choice;
}

function resolve(entries: Known["entries"], chosen: Chosen, isPart: boolean): Choice {
  const tables = new Map(entries);
  const columns = new Map<string, ReadonlySet<string>>();
  for (const [name, wanted] of Object.entries(chosen.columns ?? {})) {
    if (wanted === undefined) continue;
    columns.set(name, checkColumns(checkTable(tables, name, "columns"), wanted));
  }
  for (const name of chosen.tables ?? []) checkTable(tables, name, "tables");
  const isChoosing = chosen.tables !== undefined || columns.size > 0;
  const isNamed = new Set(chosen.tables);
  const all = entries.map(([name, table]) => ({
    table,
    isRead: !isChoosing || isNamed.has(name) || columns.has(name),
    columns: columns.get(name),
  }));
  const byCategory = new Map(all.map((each) => [each.table.category as string, each]));
  return { all, byCategory, skipsUnknown: isPart };
}

function checkTable(
  tables: ReadonlyMap<string, Table<string, unknown>>,
  name: string,
  option: string,
): Table<string, unknown> {
  const table = tables.get(name);
  if (table !== undefined) return table;
  throw new RangeError(`${option}: ${JSON.stringify(name)} is not a table of this schema`);
}

function checkColumns(
  { name, columns }: Table<string, unknown>,
  wanted: readonly string[],
): ReadonlySet<string> {
  const names = new Set(columns.map((column) => column.name));
  for (const column of wanted) {
    if (names.has(column)) continue;
    throw new RangeError(`columns: ${name} does not have a column ${JSON.stringify(column)}`);
  }
  return new Set(wanted);
}

/** A row with the wanted columns only, in the order that it has them. */
export function pickColumns(
  row: { readonly [column: string]: unknown },
  wanted: ReadonlySet<string>,
): { [column: string]: unknown } {
  return Object.fromEntries(Object.entries(row).filter(([column]) => wanted.has(column)));
}
