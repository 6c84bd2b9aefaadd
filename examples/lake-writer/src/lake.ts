// Writes records as lines of `out/<Table>/<day>.ndjson`, and no record twice.
//
// A file is read before it is first written to, and the keys of its records are kept by the hour of
// the event. The hours that were used last stay in memory, up to a number of keys in all. An hour
// that was dropped is read from its file again when it is needed.

import { createReadStream, existsSync } from "node:fs";
import path from "node:path";
import {
  type ColumnsOf,
  eventKey,
  type ForwardedRecord,
  forwardLines,
  recordKey,
  stringify,
  tableNames,
  type TableRows,
  tables,
} from "@huntgen/defender";
import type { BlobPath } from "@huntgen/defender/storage";
import { appendLines, cutTornLine } from "./line-file.js";

/** An event with the time that determines its file. */
interface TimedEvent {
  readonly properties: { readonly Timestamp?: string | null };
}

/** All tables, and the column that names the files, for tables that have it. */
export const chosen = {
  tables: tableNames,
  // Tables without the column are omitted, so each list contains only columns of its table.
  columns: Object.fromEntries(
    Object.values(tables)
      .filter(({ columns }) => columns.some(({ name }) => name === "Timestamp"))
      .map(({ name }) => [name, ["Timestamp"]]),
  ) as ColumnsOf<TableRows>,
};

export interface Lake {
  addEvent(record: ForwardedRecord<string, TimedEvent | undefined>): Promise<void>;
  addRejected(blob: BlobPath, record: unknown, issues: unknown): Promise<void>;
  addUnknown(blob: BlobPath, record: unknown): Promise<void>;
  /**
   * Writes what was added. Returns how many lines were written, and how many records were known
   * already.
   */
  flush(): { readonly written: number; readonly known: number };
}

/** Keeps `mostKeys` in memory. The hour of the file that is written to is always kept whole. */
export function openLake(out: string, mostKeys: number): Lake {
  /** Lines to write, by file. */
  const lines = new Map<string, Uint8Array[]>();
  /** The hours for which a file has lines. */
  const hours = new Map<string, Set<string>>();
  /** Keys by file and hour, the last used at the end. */
  const buckets = new Map<string, Set<string>>();
  let [held, written, known] = [0, 0, 0];

  async function add(folder: string[], day: string, hour: string, key: string, line: Uint8Array) {
    const file = path.join(out, ...folder.map(fileName), `${day}.ndjson`);
    const keys = await keysOf(file, hour);
    if (keys.has(key)) {
      known += 1;
      return;
    }
    keys.add(key);
    held += 1;
    const waiting = lines.get(file) ?? [];
    waiting.push(line);
    lines.set(file, waiting);
  }

  async function keysOf(file: string, hour: string): Promise<Set<string>> {
    const name = `${file} ${hour}`;
    const keys = buckets.get(name) ?? (await readKeys(file, hour));
    hours.get(file)?.add(hour);
    buckets.delete(name);
    buckets.set(name, keys);
    for (const [oldest, { size }] of buckets) {
      if (held <= mostKeys || oldest === name) break;
      buckets.delete(oldest);
      held -= size;
    }
    return keys;
  }

  /** Returns the keys of an hour in a file. Reads nothing if the file does not have the hour. */
  async function readKeys(file: string, hour: string): Promise<Set<string>> {
    const keys = new Set<string>();
    if (hours.get(file)?.has(hour) === false) return keys;
    const found = new Set<string>();
    hours.set(file, found);
    writeLines();
    cutTornLine(file);
    if (!existsSync(file)) return keys;
    for await (const batch of forwardLines(createReadStream(file), chosen)) {
      for (const { records } of batch.tables.values()) {
        for (const record of records) {
          found.add(timeOf(record.event).hour);
          if (timeOf(record.event).hour === hour) keys.add(recordKey(record));
        }
      }
      for (const { record } of [...batch.rejected, ...batch.unknown]) keys.add(valueKey(record));
    }
    held += keys.size;
    return keys;
  }

  function writeLines(): void {
    for (const [file, waiting] of lines) {
      appendLines(file, waiting);
      written += waiting.length;
    }
    lines.clear();
  }

  return {
    flush() {
      writeLines();
      const counts = { written, known };
      [written, known] = [0, 0];
      return counts;
    },
    addEvent(record) {
      const { day, hour } = timeOf(record.event);
      return add([record.table], day, hour, recordKey(record), record.bytes);
    },
    addRejected(blob, record, issues) {
      const bytes = record instanceof Uint8Array ? Buffer.from(record).toString("base64") : record;
      return addValue("rejected", blob, { issues, record: bytes });
    },
    addUnknown: (blob, record) => addValue("unknown", blob, record),
  };

  function addValue(folder: string, blob: BlobPath, value: unknown): Promise<void> {
    const line = Buffer.from(stringify(value));
    return add([folder, blob.table], blob.hour.slice(0, 10), "", valueKey(value), line);
  }
}

/**
 * Returns the day and hour of an event. They are the same for copies of it, unlike the time of the
 * envelope.
 */
function timeOf(event: TimedEvent | undefined): { readonly day: string; readonly hour: string } {
  const time = event?.properties.Timestamp ?? "";
  const [, day, hour] = /^(\d{4}-\d\d-\d\d)T(\d\d):/.exec(time) ?? [];
  return { day: day ?? "undated", hour: hour ?? "" };
}

/** Returns the key of a record that is not an event, including its envelope. */
function valueKey(record: unknown): string {
  return eventKey({ time: "", tenantId: "", category: "AdvancedHunting-", properties: record });
}

/** Names are untrusted data, so other characters than letters, digits and _ are escaped. */
function fileName(name: string): string {
  return name.replace(
    /[^A-Za-z0-9_]/g,
    (character) => `%${character.codePointAt(0)?.toString(16)}`,
  );
}
