// Records, one after another -> a batch: the events of known tables, the rejected records, and those
// of tables that nobody has exported yet. No record is dropped: what is not in a list is counted.

import type { DriftCollector } from "./drift.ts";
import { type Issue, notARow, wrongMember } from "./issue.ts";
import { isObject, type Table, type ValidateOptions } from "./table.ts";

export const categoryPrefix = "AdvancedHunting-";

/** Validators by table name. */
export interface Tables {
  readonly [name: string]: Table<string, unknown>;
}

/** A record that is no event: of a known table with a wrong row, or in a broken envelope. */
export interface RejectedRecord {
  /** Position among the records of the source, from 0. */
  readonly index: number;
  /** Its category, if it has one. */
  readonly category: string | undefined;
  /** The record as it came; the text, where it is a line that is not JSON. */
  readonly record: unknown;
  readonly issues: readonly Issue[];
}

/** A record of a table that the schema does not know: news, not an error. */
export interface UnknownRecord {
  readonly index: number;
  readonly category: string;
  readonly record: unknown;
}

/** Records that were read together. `events`, `rejected`, `unknown` and `skipped` add up to all. */
export interface Batch<Event> {
  readonly events: Event[];
  readonly rejected: RejectedRecord[];
  readonly unknown: UnknownRecord[];
  /** How many records were of tables that were not chosen. */
  readonly skipped: number;
}

export interface TriageOptions extends ValidateOptions {
  /** Tables to read, by name; records of others are skipped without parsing, and counted. */
  readonly tables?: readonly string[] | undefined;
  /** Collects what the schema does not know of the stream. */
  readonly drift?: DriftCollector | undefined;
}

/** Sorts records into batches. */
export interface Triage<Event> {
  /** Whether a record of this category is to be read at all. */
  wants(category: string): boolean;
  take(record: unknown): void;
  /** Takes a record that could not be read. */
  reject(record: unknown, issue: Issue): void;
  /** Counts a record that is not wanted. */
  countSkipped(): void;
  /** How many records are in the batch. */
  size(): number;
  /** Hands the batch over and begins another. */
  finish(): Batch<Event>;
}

export function createTriage<Event>(tables: Tables, options: TriageOptions): Triage<Event> {
  const { drift } = options;
  const byCategory =
    options.tables === undefined ? tablesByCategory(tables) : pickTables(tables, options.tables);
  const chosen = options.tables !== undefined;
  const strict = options.unknownColumns === "reject";
  let { events, rejected, unknown, skipped }: Mutable<Batch<Event>> = emptyBatch();
  let taken = 0;

  function reject(record: unknown, issues: readonly Issue[], category?: string): void {
    rejected.push({ index: taken, category, record, issues });
  }

  function sort(record: unknown): void {
    const category = isObject(record) ? record["category"] : undefined;
    const table = typeof category === "string" ? byCategory.get(category) : undefined;
    if (table === undefined || typeof category !== "string" || !isObject(record)) {
      sortUnknown(record, category);
      return;
    }
    const row = record["properties"];
    if (!isObject(row)) {
      reject(record, [wrongMember("properties", "object", row)], category);
      return;
    }
    table.fromJson(row);
    if (!strict && table.is(row)) {
      // Its category is one of the schema and its row one of the table: it is an event.
      events.push(record as Event);
      drift?.addRow(table, row, []);
      return;
    }
    const result = table.validate(row, options);
    drift?.addRow(table, row, result.ok ? [] : result.issues);
    if (result.ok) events.push(record as Event);
    else reject(record, result.issues, category);
  }

  /** A record of no table that is read: of another, of an unknown one, or of none. */
  function sortUnknown(record: unknown, category: unknown): void {
    if (typeof category !== "string" || !category.startsWith(categoryPrefix)) {
      const issue = isObject(record)
        ? wrongMember("category", `text that starts with ${categoryPrefix}`, category)
        : notARow(record);
      reject(record, [issue], typeof category === "string" ? category : undefined);
    } else if (chosen) {
      skipped += 1;
    } else {
      unknown.push({ index: taken, category, record });
      drift?.addUnknownTable(category);
    }
  }

  return {
    wants: (category) =>
      !chosen || byCategory.has(category) || !category.startsWith(categoryPrefix),
    take(record) {
      sort(record);
      taken += 1;
    },
    reject(record, issue) {
      reject(record, [issue]);
      taken += 1;
    },
    countSkipped() {
      skipped += 1;
      taken += 1;
    },
    size: () => events.length + rejected.length + unknown.length + skipped,
    finish() {
      const batch = { events, rejected, unknown, skipped };
      ({ events, rejected, unknown, skipped } = emptyBatch<Event>());
      return batch;
    },
  };
}

type TablesByCategory = ReadonlyMap<string, Table<string, unknown>>;

const known = new WeakMap<Tables, TablesByCategory>();

function tablesByCategory(tables: Tables): TablesByCategory {
  const found = known.get(tables) ?? pickTables(tables, Object.keys(tables));
  known.set(tables, found);
  return found;
}

function pickTables(tables: Tables, names: readonly string[]): TablesByCategory {
  const picked = new Map<string, Table<string, unknown>>();
  for (const name of names) {
    const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
    if (table !== undefined) picked.set(table.category, table);
  }
  return picked;
}

type Mutable<Given> = { -readonly [Key in keyof Given]: Given[Key] };

function emptyBatch<Event>(): Batch<Event> {
  return { events: [], rejected: [], unknown: [], skipped: 0 };
}
