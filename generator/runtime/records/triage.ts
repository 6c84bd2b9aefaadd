// Sorts records into a batch: events of known tables, rejected records, and records of unknown tables.
// Records of tables that were not chosen are counted, so the batch accounts for every record.

import { type Choice, type Chosen, pickColumns, type TableChoice } from "./choice.ts";
import type { DriftCollector } from "./drift.ts";
import { type Issue, notARow, roundedNumber, wrongMember } from "../table/issue.ts";
import { findRounded } from "../json/rounded-numbers.ts";
import type { ValidateOptions } from "../table/table.ts";
import { isObject } from "../table/walk.ts";

export const categoryPrefix = "AdvancedHunting-";

/**
 * A record that is not an event: its row or its envelope is wrong, or it is not JSON. `issues` has all
 * problems of a row.
 */
export interface RejectedRecord {
  /** Its position among the records of the source, from 0. */
  readonly index: number;
  /** Its category, such as `AdvancedHunting-DeviceInfo`; `undefined` if it has no category. */
  readonly category: string | undefined;
  /**
   * The parsed record. For a line that cannot be parsed, its text, or its bytes if it is not UTF-8;
   * `undefined` for a line that is too long.
   */
  readonly record: unknown;
  readonly issues: readonly Issue[];
}

/** A record of a table that the schema does not have, such as a new table. It is not an error. */
export interface UnknownRecord {
  /** Its position among the records of the source, from 0. */
  readonly index: number;
  readonly category: string;
  /** The parsed record. */
  readonly record: unknown;
}

/** A batch of records. Every record is in `events`, `rejected` or `unknown`, or counted in `skipped`. */
export interface Batch<Event> {
  readonly events: Event[];
  readonly rejected: RejectedRecord[];
  readonly unknown: UnknownRecord[];
  /** The number of records of tables that were not chosen. */
  readonly skipped: number;
}

/** Options that all readers have. */
export interface TriageOptions extends ValidateOptions, Chosen {
  /** Collects what the stream contains but the schema does not. */
  readonly drift?: DriftCollector | undefined;
}

/** Sorts records into batches. */
export interface Triage<Event> {
  /** Sorts a record. `collect` returns what is added to the batch for an event with its chosen columns. */
  take(record: unknown, collect?: Collect<Event>): void;
  /**
   * Adds a checked event of the table at a position in the choice. `row` is for the drift collector;
   * `undefined` if all its columns are known and were in earlier rows.
   */
  accept(event: Event, position: number, row: Row | undefined): void;
  /** Sorts a record that the caller has parsed, which may have rounded its integers. */
  takeParsed(record: unknown): void;
  /** Adds a record that could not be read. */
  reject(record: unknown, issue: Issue): void;
  /** Counts a record of a table that was not chosen. */
  countSkipped(): void;
  /** Returns the number of records in the batch. */
  size(): number;
  /** Returns the batch and begins the next one. */
  finish(): Batch<Event>;
}

interface Row {
  [column: string]: unknown;
}

/** Creates a triage. It adds the index of each event, among the records of the source, to `eventIndexes`. */
export function createTriage<Event>(
  { all, byCategory, skipsUnknown }: Choice,
  options: TriageOptions,
  eventIndexes?: number[],
): Triage<Event> {
  const { drift } = options;
  const strict = options.unknownColumns === "reject";
  let { events, rejected, unknown, skipped }: Mutable<Batch<Event>> = emptyBatch();
  let taken = 0;

  function add(event: Event): void {
    events.push(event);
    eventIndexes?.push(taken);
  }

  function reject(record: unknown, issues: readonly Issue[]): void {
    rejected.push({ index: taken, category: categoryOf(record), record, issues });
  }

  function sort(record: unknown, collect: Collect<Event>): void {
    const category = categoryOf(record);
    const choice = category === undefined ? undefined : byCategory.get(category);
    if (choice === undefined || !isObject(record)) {
      sortUnknown(record, category);
      return;
    }
    if (!choice.isRead) {
      skipped += 1;
      return;
    }
    const row = record["properties"];
    if (!isObject(row)) {
      reject(record, [wrongMember("properties", "object", row)]);
      return;
    }
    const { table } = choice;
    table.fromJson(row);
    const result = !strict && table.is(row) ? undefined : table.validate(row, options);
    const issues = result?.ok === false ? result.issues : [];
    drift?.addRow(table, row, issues);
    if (issues.length > 0) reject(record, issues);
    else add(collect(pickEvent(record, choice), choice));
  }

  function sortUnknown(record: unknown, category: string | undefined): void {
    if (category === undefined || !category.startsWith(categoryPrefix)) {
      const expected = `text that starts with ${categoryPrefix}`;
      reject(record, [
        isObject(record) ? wrongMember("category", expected, record["category"]) : notARow(record),
      ]);
    } else if (skipsUnknown) {
      skipped += 1;
    } else {
      unknown.push({ index: taken, category, record });
      drift?.addUnknownTable(category);
    }
  }

  return {
    take(record, collect = asEvent) {
      sort(record, collect);
      taken += 1;
    },
    accept(event, position, row) {
      const table = all[position]?.table;
      add(event);
      if (table !== undefined && drift !== undefined) {
        if (row === undefined) drift.addRows(table, 1);
        else drift.addRow(table, row, []);
      }
      taken += 1;
    },
    takeParsed(record) {
      const category = categoryOf(record);
      const choice = category === undefined ? undefined : byCategory.get(category);
      const path = choice?.isRead === false ? undefined : findRounded(record);
      if (path === undefined) sort(record, asEvent);
      else reject(record, [roundedNumber(path)]);
      taken += 1;
    },
    reject(record, issue) {
      rejected.push({ index: taken, category: undefined, record, issues: [issue] });
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

/** Returns what is added to the batch for an event. */
type Collect<Event> = (event: unknown, choice: TableChoice) => Event;

/** The cast holds: the record has the category of a table and a checked row of it. */
function asEvent<Event>(event: unknown): Event {
  return event as Event;
}

function pickEvent(record: Row, { columns }: TableChoice): Row {
  const row = record["properties"];
  if (columns === undefined || !isObject(row)) return record;
  return { ...record, properties: pickColumns(row, columns) };
}

function categoryOf(record: unknown): string | undefined {
  const category = isObject(record) ? record["category"] : undefined;
  return typeof category === "string" ? category : undefined;
}

type Mutable<Given> = { -readonly [Key in keyof Given]: Given[Key] };

function emptyBatch<Event>(): Batch<Event> {
  return { events: [], rejected: [], unknown: [], skipped: 0 };
}
