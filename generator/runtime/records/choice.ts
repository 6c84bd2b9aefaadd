// Resolves which tables are read, and which columns of their rows.

import type { Table } from "../table/table.ts";

/** Tables by name. */
export interface Tables {
  readonly [name: string]: Table<string, unknown>;
}

/** Columns by table name. */
export interface ColumnChoice {
  readonly [name: string]: readonly string[] | undefined;
}

/** The type of the option `columns`: by table name, the columns to choose from its rows. */
export type ColumnsOf<Rows> = {
  readonly [Name in keyof Rows]?: readonly (keyof Rows[Name] & string)[];
};

/** An event whose row has only the chosen columns. */
export type PickedEvent<Event, Row, Column> = Omit<Event, "properties"> & {
  readonly properties: Pick<Row, Column & keyof Row>;
};

/**
 * The events of the chosen tables: whole events of the tables in `tables`, events with the chosen columns
 * of the tables in `columns`, and events of all tables if both options are empty.
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

/** The options that choose tables and columns. */
export interface Chosen {
  readonly tables?: readonly string[] | undefined;
  readonly columns?: ColumnChoice | undefined;
}

/** The event of a forwarded record: with the chosen columns if `columns` names its table, else `undefined`. */
export type ForwardedEvent<Rows, Events, Columns> = [keyof Columns] extends [never]
  ? undefined
  : ChosenEvent<Rows, Events, never, Columns> | undefined;

/** How the records of a table are treated. */
export interface TableChoice {
  readonly table: Table<string, unknown>;
  /** Whether records of the table are read, or only counted. */
  readonly isRead: boolean;
  /** The chosen columns; `undefined` for all columns. */
  readonly columns: ReadonlySet<string> | undefined;
}

/** The tables of a schema, and what is chosen of each. */
export interface Choice {
  readonly all: readonly TableChoice[];
  readonly byCategory: ReadonlyMap<string, TableChoice>;
  /** Whether records of unknown categories count as records of tables that were not chosen. */
  readonly skipsUnknown: boolean;
}

/** The number of choices remembered for each set of tables; a process rarely has more. */
const maxRemembered = 8;

interface Known {
  /** The tables as they were first seen, so that positions in a choice never change. */
  readonly entries: readonly (readonly [name: string, table: Table<string, unknown>])[];
  /** Choices by the JSON of the options, since the caller may change its lists. */
  readonly choices: Map<string, Choice>;
}

const known = new WeakMap<Tables, Known>();

/**
 * Resolves the options. If `isPart`, the tables are a part of a schema, so an unknown category may belong to
 * another part and its records are skipped. Throws a `RangeError` for an unknown table or column.
 */
export function choose(tables: Tables, chosen: Chosen, isPart: boolean): Choice {
  const { entries, choices } = known.get(tables) ?? {
    entries: Object.entries(tables),
    choices: new Map<string, Choice>(),
  };
  const request = JSON.stringify([chosen.tables, chosen.columns, isPart]);
  let choice = choices.get(request);
  if (choice === undefined) {
    choice = resolve(entries, chosen, isPart);
    if (choices.size === maxRemembered) choices.clear();
    choices.set(request, choice);
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

/** Returns a row with only the wanted columns, in the order of the row. */
export function pickColumns(
  row: { readonly [column: string]: unknown },
  wanted: ReadonlySet<string>,
): { [column: string]: unknown } {
  return Object.fromEntries(Object.entries(row).filter(([column]) => wanted.has(column)));
}
