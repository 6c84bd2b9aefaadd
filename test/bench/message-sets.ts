// Creates the sets of messages that the reading benchmark reads, as the JSON text of each record.

import { readCapturedRecords } from "./captured-records.ts";
import { at } from "./random.ts";
import { makeRealMessages } from "./real-messages.ts";
import { type HuntingTable, makeMessages } from "./rows.ts";

/** The messages of a set, each as the JSON texts of its records. */
export type Messages = readonly (readonly string[])[];

export const setTitles = {
  real: "real: the tables of a tenant, 100 records a message",
  mixed: "mixed: all tables in equal parts, 99 records a message",
  samples: "samples: the 70 captured records, repeated, 100 records a message",
} as const;

export type SetName = keyof typeof setTitles;

export const setNames: readonly SetName[] = ["real", "mixed", "samples"];

const makers: Readonly<Record<SetName, (tables: readonly HuntingTable[]) => Messages>> = {
  real: makeRealMessages,
  mixed: (tables) => makeMessages("allTables", tables).map(splitRecords),
  samples: makeSampleMessages,
};

export function makeSet(name: SetName, tables: readonly HuntingTable[]): Messages {
  return makers[name](tables);
}

export function joinRecords(records: readonly string[]): string {
  return `{"records":[${records.join(",")}]}`;
}

/** Splits a message of `makeMessages`, which writes no integer that `JSON.parse` rounds. */
function splitRecords(text: string): readonly string[] {
  const { records } = JSON.parse(text) as { records: unknown[] };
  return records.map((record) => JSON.stringify(record));
}

function makeSampleMessages(): Messages {
  const records = readCapturedRecords();
  return Array.from({ length: 8 }, (_, message) =>
    Array.from({ length: 100 }, (__, index) =>
      at(records, (message * 100 + index) % records.length),
    ),
  );
}
