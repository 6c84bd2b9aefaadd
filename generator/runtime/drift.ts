// What the stream carries that the schema does not know, and what it lacks: counted while reading.
// Keeps names, kinds and counts; never a value.

import { isDatetime, isGuid, isLongText } from "./checks.ts";
import { type Issue, kindOf, showName } from "./issue.ts";
import type { Table } from "./table.ts";

/** What was seen of a column that the export does not name. */
export interface UnknownColumnDrift {
  readonly count: number;
  /** JSON kinds, most frequent first, such as `string` or `null`. */
  readonly kinds: readonly string[];
  /** What its texts look like, such as `datetime`, `guid` or `JSON`; empty where none was seen. */
  readonly texts: readonly string[];
  /** The Kusto type that all of it fits. */
  readonly proposedType: string;
}

export interface TableDrift {
  /** Rows of the table, rejected ones included. */
  readonly rows: number;
  readonly unknownColumns: Readonly<Record<string, UnknownColumnDrift>>;
  /** Columns of the export that no row had. */
  readonly unseenColumns: readonly string[];
  /** How many rows were rejected for what, as `ProcessId: expected long, found string`. */
  readonly rejectedColumns: Readonly<Record<string, number>>;
}

export interface DriftReport {
  readonly tables: Readonly<Record<string, TableDrift>>;
  /** How many records came of tables that the schema does not know, by category. */
  readonly unknownTables: Readonly<Record<string, number>>;
  /** What to change in the exports, such as `DeviceInfo: + AwsResourceName string`. */
  readonly proposals: readonly string[];
}

/** Hand it to any number of reads, then ask for its report. */
export interface DriftCollector {
  addRow(
    table: Table<string, unknown>,
    row: Readonly<Record<string, unknown>>,
    issues: readonly Issue[],
  ): void;
  addUnknownTable(category: string): void;
  report(): DriftReport;
}

/** Rows of a table often have the same keys in the same order: so many orders are remembered. */
const rememberedOrders = 8;

interface KeyOrder {
  readonly keys: readonly string[];
  readonly unknown: readonly string[];
}

interface UnknownColumn {
  count: number;
  readonly kinds: Map<string, number>;
  readonly texts: Set<string>;
}

interface TableState {
  readonly table: Table<string, unknown>;
  readonly seen: Set<string>;
  readonly orders: KeyOrder[];
  readonly unknown: Map<string, UnknownColumn>;
  readonly rejected: Map<string, number>;
  rows: number;
}

export function createDriftCollector(): DriftCollector {
  const tables = new Map<Table<string, unknown>, TableState>();
  const unknownTables = new Map<string, number>();

  function stateOf(table: Table<string, unknown>): TableState {
    let state = tables.get(table);
    if (state === undefined) {
      state = {
        table,
        seen: new Set(),
        orders: [],
        unknown: new Map(),
        rejected: new Map(),
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
      for (const key of orderOf(state, row).unknown) addUnknown(state.unknown, key, row[key]);
      for (const { path, expected, actual } of issues) {
        increment(state.rejected, `${path.join(".")}: expected ${expected}, found ${actual}`);
      }
    },
    addUnknownTable: (category) => increment(unknownTables, category),
    report() {
      const states = [...tables.values()].sort((a, b) => compare(a.table.name, b.table.name));
      return {
        tables: Object.fromEntries(states.map((state) => [state.table.name, describe(state)])),
        unknownTables: Object.fromEntries(sortEntries(unknownTables)),
        proposals: [...states.flatMap(proposals), ...sortEntries(unknownTables).map(newTable)],
      };
    },
  };
}

function orderOf(state: TableState, row: Readonly<Record<string, unknown>>): KeyOrder {
  const { orders, seen, table } = state;
  const found = orders.find(({ keys }) => hasKeys(row, keys));
  if (found !== undefined) return found;
  const keys = Object.keys(row);
  for (const key of keys) seen.add(key);
  // `MachineGroup` is the stream's own: it comes with every event, whatever the export says.
  const unknown = table.unknownColumns(row).filter((key) => key !== "MachineGroup");
  const order = { keys, unknown };
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

function addUnknown(unknown: Map<string, UnknownColumn>, name: string, value: unknown): void {
  if (unknown.size >= mostNames && !unknown.has(name)) return;
  const column = unknown.get(name) ?? { count: 0, kinds: new Map(), texts: new Set() };
  unknown.set(name, column);
  column.count += 1;
  increment(column.kinds, kindOfNumber(value) ?? kindOf(value));
  if (typeof value === "string") column.texts.add(kindOfText(value));
}

function kindOfNumber(value: unknown): string | undefined {
  if (typeof value === "bigint" || Number.isInteger(value)) return "integer";
  return undefined;
}

function kindOfText(text: string): string {
  if (text === "") return "empty";
  if (isDatetime(text)) return "datetime";
  if (isGuid(text)) return "guid";
  if (/^(?:\{[^]*\}|\[[^]*\])$/.test(text)) return "JSON";
  return isLongText(text) ? "integer" : "text";
}

function proposeType({ kinds, texts }: UnknownColumn): string {
  const seen = new Set(kinds.keys());
  seen.delete("null");
  const [kind] = seen;
  if (seen.size === 2 && seen.has("integer") && seen.has("number")) return "real";
  if (seen.size > 1 || kind === "object" || kind === "array") return "dynamic";
  if (kind === "boolean") return "bool";
  if (kind === "integer") return "long";
  if (kind === "number") return "real";
  return texts.size === 1 && texts.has("datetime") ? "datetime" : "string";
}

function describe({ rows, table, seen, unknown, rejected }: TableState): TableDrift {
  const unseen = table.columns.map(({ name }) => name).filter((name) => !seen.has(name));
  return {
    rows,
    unknownColumns: Object.fromEntries(
      sortEntries(unknown).map(([name, column]) => [
        name,
        {
          count: column.count,
          kinds: [...column.kinds].sort((a, b) => b[1] - a[1]).map(([kind]) => kind),
          texts: [...column.texts].sort(compare),
          proposedType: proposeType(column),
        },
      ]),
    ),
    unseenColumns: unseen,
    rejectedColumns: Object.fromEntries(sortEntries(rejected)),
  };
}

function proposals({ table, unknown }: TableState): string[] {
  return sortEntries(unknown).map(
    ([name, column]) => `${table.name}: + ${showName(name)} ${proposeType(column)}`,
  );
}

function newTable([category]: readonly [string, number]): string {
  return `${showName(category.replace("AdvancedHunting-", ""))}: a new table, export its schema`;
}

/** Strangers choose the names in a stream; they must not fill the memory. */
const mostNames = 1000;

function increment(counts: Map<string, number>, key: string): void {
  if (counts.size >= mostNames && !counts.has(key)) return;
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sortEntries<Value>(entries: ReadonlyMap<string, Value>): [string, Value][] {
  return [...entries].sort(([a], [b]) => compare(a, b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
