// Records -> lines of `out/<Table>/<day>.ndjson`, no event twice.
//
// The files themselves tell what is there: one is read before it is first written to, and its keys are
// kept by the hour of the event. The hours used last stay in memory, up to so many keys in all; an
// hour that was let go and comes again is read from its file again.

import { createReadStream, existsSync } from "node:fs";
import path from "node:path";
import { eventKey, type HuntingEvent, parseLines, stringify } from "@huntgen/defender";
import type { BlobPath } from "@huntgen/defender/storage";
import { appendLines, cutTornLine } from "./line-file.js";

export interface Lake {
  addEvent(event: HuntingEvent): Promise<void>;
  addRejected(blob: BlobPath, record: unknown, issues: unknown): Promise<void>;
  addUnknown(blob: BlobPath, record: unknown): Promise<void>;
  /** Writes what was added: how many lines that were, and how many records were there already. */
  flush(): { readonly written: number; readonly known: number };
}

/** `mostKeys` are kept in memory; the hour of the file that is written to is always kept whole. */
export function openLake(out: string, mostKeys: number): Lake {
  /** Lines to write, by file. */
  const lines = new Map<string, string[]>();
  /** The hours that a file has lines of. */
  const hours = new Map<string, Set<string>>();
  /** Keys by file and hour, those used last at the end. */
  const buckets = new Map<string, Set<string>>();
  let [held, written, known] = [0, 0, 0];

  async function add(folder: string[], day: string, hour: string, key: string, record: unknown) {
    const file = path.join(out, ...folder.map(fileName), `${day}.ndjson`);
    const keys = await keysOf(file, hour);
    if (keys.has(key)) {
      known += 1;
      return;
    }
    keys.add(key);
    held += 1;
    const waiting = lines.get(file) ?? [];
    waiting.push(stringify(record));
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

  /** The keys of an hour in a file; nothing is read where the file has none of it. */
  async function readKeys(file: string, hour: string): Promise<Set<string>> {
    const keys = new Set<string>();
    if (hours.get(file)?.has(hour) === false) return keys;
    const found = new Set<string>();
    hours.set(file, found);
    writeLines();
    cutTornLine(file);
    if (!existsSync(file)) return keys;
    for await (const { events, rejected, unknown } of parseLines(createReadStream(file))) {
      for (const event of events) {
        found.add(timeOf(event).hour);
        if (timeOf(event).hour === hour) keys.add(eventKey(event));
      }
      for (const { record } of [...rejected, ...unknown]) keys.add(recordKey(record));
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
    addEvent(event) {
      const { day, hour } = timeOf(event);
      return add(
        [event.category.replace("AdvancedHunting-", "")],
        day,
        hour,
        eventKey(event),
        event,
      );
    },
    addRejected(blob, record, issues) {
      const bytes = record instanceof Uint8Array ? Buffer.from(record).toString("base64") : record;
      const rejected = { issues, record: bytes };
      return add(
        ["rejected", blob.table],
        blob.hour.slice(0, 10),
        "",
        recordKey(rejected),
        rejected,
      );
    },
    addUnknown(blob, record) {
      return add(["unknown", blob.table], blob.hour.slice(0, 10), "", recordKey(record), record);
    },
  };
}

/** The day and hour of an event: copies of it have the same, unlike those of the envelope. */
function timeOf({ properties }: HuntingEvent): { readonly day: string; readonly hour: string } {
  const time = "Timestamp" in properties ? properties.Timestamp : undefined;
  const [, day, hour] = /^(\d{4}-\d\d-\d\d)T(\d\d):/.exec(time ?? "") ?? [];
  return { day: day ?? "undated", hour: hour ?? "" };
}

/** The key of a record as it came, its envelope included. */
function recordKey(record: unknown): string {
  return eventKey({ time: "", tenantId: "", category: "AdvancedHunting-", properties: record });
}

/** Names come from data. */
function fileName(name: string): string {
  return name.replace(
    /[^A-Za-z0-9_]/g,
    (character) => `%${character.codePointAt(0)?.toString(16)}`,
  );
}
