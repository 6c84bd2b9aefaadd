// Changes the records of a set: to records that are rejected, to records of unknown tables, to few
// records of a chosen table. Integers past 2^53 are rounded, and stay past 2^53.

import { joinRecords, type Messages } from "./message-sets.ts";
import { at, createRandom, pick } from "./random.ts";
import type { HuntingTable } from "./rows.ts";
import { parseRecord } from "./untyped-record.ts";

const encoder = new TextEncoder();
const bytesPerChunk = 2 ** 16;

export function encodeMessages(messages: Messages): Uint8Array[] {
  return messages.map((records) => encoder.encode(joinRecords(records)));
}

export function encodePretty(messages: Messages): Uint8Array[] {
  return messages.map((records) => {
    const message: unknown = JSON.parse(joinRecords(records));
    return encoder.encode(JSON.stringify(message, null, 2));
  });
}

/** Encodes records as in a blob, with lines that end in CRLF, in chunks of 64 KiB. */
export function encodeLines(messages: Messages): Uint8Array[] {
  const lines = encoder.encode(
    messages
      .flat()
      .map((record) => `${record}\r\n`)
      .join(""),
  );
  return Array.from({ length: Math.ceil(lines.length / bytesPerChunk) }, (_, index) =>
    lines.subarray(index * bytesPerChunk, (index + 1) * bytesPerChunk),
  );
}

/** Writes a value of a wrong type into one column of every record. */
export function spoilEveryRow(messages: Messages, tables: readonly HuntingTable[]): Messages {
  const random = createRandom(20_261_102);
  const types = new Map<string, ReadonlyMap<string, string>>(
    tables.map(({ category, columns }) => [
      category,
      new Map(columns.map(({ name, type }) => [name, type])),
    ]),
  );
  return changeRecords(messages, (text) => {
    const record = parseRecord(text);
    const ofTable = types.get(record.category);
    const typed = Object.keys(record.properties).filter(
      (column) => ofTable?.has(column) === true && ofTable.get(column) !== "dynamic",
    );
    const column = pick(typed, random);
    record.properties[column] = ofTable?.get(column) === "string" ? 42 : "wrong";
    return JSON.stringify(record);
  });
}

/** Moves every record to a table that the schema does not know. */
export function renameEveryTable(messages: Messages): Messages {
  return changeRecords(messages, (text) =>
    text.replace(/"AdvancedHunting-(\w+)"/, '"AdvancedHunting-$1Preview"'),
  );
}

/**
 * Replaces every twentieth record by a record of one table, and drops the other records of that
 * table.
 */
export function keepOneOfTwenty(messages: Messages, table: string): Messages {
  const isWanted = (text: string) => parseRecord(text).category === `AdvancedHunting-${table}`;
  const wanted = messages.flat().filter(isWanted);
  let taken = 0;
  return messages.map((records) =>
    records
      .filter((text) => !isWanted(text))
      .map((text, index) => (index % 20 === 0 ? at(wanted, taken++ % wanted.length) : text)),
  );
}

function changeRecords(messages: Messages, change: (text: string) => string): Messages {
  return messages.map((records) => records.map(change));
}
