// Counts what a stream contains but the schema does not, and finds columns of the schema that no row has. It
// keeps names, kinds and counts in bounded memory, but no values.

import { type BoundedNames, createBoundedNames } from "./bounded-names.ts";
import { type Issue, showName } from "../table/issue.ts";
import type { Table } from "../table/table.ts";
import {
  addValue,
  createUnknownColumn,
  proposeType,
  type UnknownColumn,
} from "../table/unknown-column.ts";

/** An unknown column: one that the export does not have. */
export interface UnknownColumnDrift {
  /** The number of rows with the column. */
  readonly count: number;
  /** JSON kinds of its values, most frequent first, such as `string` or `null`. */
  readonly kinds: readonly string[];
  /** The contents of its strings, such as `datetime`, `guid` or `JSON`; empty if it has no strings. */
  readonly texts: readonly string[];
  /** The Kusto type that fits all of its values, such as `long`. */
  readonly proposedType: string;
}

/** The drift of one table. */
export interface TableDrift {
  /** The number of rows of the table, rejected rows included. */
  readonly rows: number;
  /** Unknown columns by name: at most 1000 names of up to 256 characters. */
  readonly unknownColumns: Readonly<Record<string, UnknownColumnDrift>>;
  /** How often a row had an unknown column that `unknownColumns` has no room for. */
  readonly omittedColumns: number;
  /** Columns of the export that no row had. */
  readonly unseenColumns: readonly string[];
  /** The number of rejections by reason, such as `ProcessId: expected long, got string`. */
  readonly rejectedColumns: Readonly<Record<string, number>>;
  /** How often a row was rejected for a reason that `rejectedColumns` has no room for. */
  readonly omittedRejections: number;
}

/** How the stream differs from the schema. */
export interface DriftReport {
  /** The drift of each table that had rows, by table name. */
  readonly tables: Readonly<Record<string, TableDrift>>;
  /** The number of records of unknown tables, by category: at most 1000 categories. */
  readonly unknownTables: Readonly<Record<string, number>>;
  /** The number of records of unknown tables that `unknownTables` has no room for. */
  readonly omittedTables: number;
  /**
   * What to change in the exports, such as `DeviceInfo: + AwsResourceName string`. Omitted columns and
   * tables have a line with their number.
   */
  readonly proposals: readonly string[];
}

/** Collects drift: pass it as the option `drift` to any number of reads, then call `report`. */
export interface DriftCollector {
  /** Counts a row of a table, with the issues for which it was rejected. */
  addRow(
    table: Table<string, unknown>,
    row: Readonly<Record<string, unknown>>,
    issues: readonly Issue[],
  ): void;
  /** Counts accepted rows without unknown columns, all of whose keys `addRow` has seen before. */
  addRows(table: Table<string, unknown>, count: number): void;
  /** Counts a record of a table that the schema does not have. */
  addUnknownTable(category: string): void;
  /** Returns what has been collected so far. */
  report(): DriftReport;
}

/** The number of key orders remembered per table: rows often have the same keys in the same order. */
const rememberedOrders = 8;

/** Names in a stream are untrusted: an order of keys with more characters in total is not remembered. */
const maxOrderCharacters = 8192;

interface KeyOrder {
  readonly keys: readonly string[];
  readonly unknown: readonly string[];
}

interface Count {
  count: number;
}

interface TableState {
  readonly table: Table<string, unknown>;
  /** Columns that no row had so far. */
  readonly unseen: Set<string>;
  readonly orders: KeyOrder[];
  readonly unknown: BoundedNames<UnknownColumn>;
  readonly rejected: BoundedNames<Count>;
  rows: number;
}

/** Creates a collector for the option `drift` of the readers. */
export function createDriftCollector(): DriftCollector {
  const tables = new Map<Table<string, unknown>, TableState>();
  const unknownTables = createBoundedNames(createCount);

  function stateOf(table: Table<string, unknown>): TableState {
    let state = tables.get(table);
    if (state === undefined) {
      state = {
        table,
        unseen: new Set(table.columns.map(({ name }) => name)),
        orders: [],
        unknown: createBoundedNames(createUnknownColumn),
        rejected: createBoundedNames(createCount),
        rows: 0,
      };
      tables.set(table, state);
    }
    return state;
  }

  return {
    addRow(table, row, issues) {
      const state = stateOf(table);
      state.rows += 1;
      for (const key of orderOf(state, row).unknown) {
        const column = state.unknown.find(key);
        if (column !== undefined) addValue(column, row[key]);
      }
      for (const { path, expected, actual } of issues) {
        addTo(state.rejected, `${path.join(".")}: expected ${expected}, got ${actual}`);
      }
    },
    addRows(table, count) {
      stateOf(table).rows += count;
    },
    addUnknownTable: (category) => addTo(unknownTables, category),
    report() {
      const states = [...tables.values()].sort((a, b) => compare(a.table.name, b.table.name));
      return {
        tables: Object.fromEntries(states.map((state) => [state.table.name, describe(state)])),
        unknownTables: countsOf(unknownTables),
        omittedTables: unknownTables.omitted,
        proposals: [...states.flatMap(proposeColumns), ...proposeTables(unknownTables)],
      };
    },
  };
}

function createCount(): Count {
  return { count: 0 };
}

function addTo(counts: BoundedNames<Count>, name: string): void {
  const found = counts.find(name);
  if (found !== undefined) found.count += 1;
}

function countsOf(counts: BoundedNames<Count>): Record<string, number> {
  return Object.fromEntries(counts.entries().map(([name, { count }]) => [name, count]));
}

function orderOf(state: TableState, row: Readonly<Record<string, unknown>>): KeyOrder {
  const { orders, unseen, table } = state;
  const found = orders.find(({ keys }) => hasKeys(row, keys));
  if (found !== undefined) return found;
  const keys = Object.keys(row);
  for (const key of keys) unseen.delete(key);
  // `MachineGroup` is a column of the stream: events have it even if the export does not.
  const unknown = table.unknownColumns(row).filter((key) => key !== "MachineGroup");
  const order = { keys, unknown };
  if (keys.reduce((sum, { length }) => sum + length, 0) > maxOrderCharacters) return order;
  orders.unshift(order);
  if (orders.length > rememberedOrders) orders.pop();
  return order;
}

function hasKeys(row: Readonly<Record<string, unknown>>, keys: readonly string[]): boolean {
  let index = 0;
  for (const key in row) {
    if (keys[index] !== key) return false;
    index += 1;
  }
  return index === keys.length;
}

function describe({ rows, unseen, unknown, rejected }: TableState): TableDrift {
  return {
    rows,
    unknownColumns: Object.fromEntries(
      unknown.entries().map(([name, column]) => [
        name,
        {
          count: column.count,
          kinds: [...column.kinds].sort((a, b) => b[1] - a[1]).map(([kind]) => kind),
          texts: [...column.texts].sort(compare),
          proposedType: proposeType(column),
        },
      ]),
    ),
    omittedColumns: unknown.omitted,
    unseenColumns: [...unseen],
    rejectedColumns: countsOf(rejected),
    omittedRejections: rejected.omitted,
  };
}

function proposeColumns({ table, unknown }: TableState): string[] {
  const lines = unknown
    .entries()
    .map(([name, column]) => `${table.name}: + ${showName(name)} ${proposeType(column)}`);
  if (unknown.omitted > 0) {
    const values = `${unknown.omitted} values of unknown columns`;
    lines.push(`${table.name}: ${values} are omitted: too many names, or names too long`);
  }
  return lines;
}

function proposeTables(unknownTables: BoundedNames<Count>): string[] {
  const lines = unknownTables
    .entries()
    .map(([category]) => showName(category.replace("AdvancedHunting-", "")))
    .map((name) => `${name}: new table; export its schema`);
  if (unknownTables.omitted > 0) {
    const records = `${unknownTables.omitted} records of unknown tables`;
    lines.push(`${records} are omitted: too many names, or names too long`);
  }
  return lines;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
