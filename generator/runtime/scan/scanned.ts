// Defines the result of a scan.

import { encodeUtf8 } from "../json/utf8.ts";

// An entry of the index has twelve words; see scanner/index.ts.
export const entryWords = 12;
export const flagsWord = 3;
export const tableWord = 4;
export const writtenWord = 11;

/** Flags of a record; see scanner/record.ts and scanner/index.ts. */
export const flag = {
  event: 1,
  skipped: 2,
  longInteger: 4,
  unknownColumn: 8,
  newColumn: 16,
  written: 32,
  lineBreak: 64,
  forCaller: 128,
  startsArray: 256,
} as const;

/** A record, or a part of it, that has a span in the text. */
export type RecordPart = keyof typeof spanWords;

/** The word with the start of each part; the next word has its end. */
const spanWords = { record: 0, row: 5, tenantId: 7, category: 9 } as const;

/** A scanned text. Its records have indexes from 0. */
export class Scan {
  readonly count: number;
  #body: string | Uint8Array;
  readonly #words: Int32Array;
  readonly #textStart: number;
  /** The values of the records that were written; `undefined` for the other records. */
  readonly #values: readonly unknown[];

  constructor(
    body: string | Uint8Array,
    textStart: number,
    words: Int32Array,
    values: readonly unknown[],
  ) {
    this.count = words.length / entryWords;
    this.#body = body;
    this.#textStart = textStart;
    this.#words = words;
    this.#values = values;
  }

  /** Whether a record has a flag. */
  is(record: number, name: keyof typeof flag): boolean {
    return (this.#word(record, flagsWord) & flag[name]) !== 0;
  }

  /** Returns the position of a record's table in the choice; -1 if the table is unknown. */
  table(record: number): number {
    return this.#word(record, tableWord);
  }

  /** Returns a record as `JSON.parse` does; `undefined` if it was not written. */
  value(record: number): unknown {
    return this.#values[record];
  }

  /** Returns the start of a part of a record in the text, in bytes. */
  start(record: number, part: RecordPart): number {
    return this.#word(record, spanWords[part]) - this.#textStart;
  }

  /** Returns the end of a part of a record in the text, in bytes. */
  end(record: number, part: RecordPart): number {
    return this.#word(record, spanWords[part] + 1) - this.#textStart;
  }

  /** Returns the end of the line of a record in the text, in bytes. */
  lineEnd(record: number): number {
    return this.#word(record, 2) - this.#textStart;
  }

  /** Returns the bytes of a record or of a part of it, as a view of the text; empty if there is no such part. */
  bytes(record: number, part: RecordPart = "record"): Uint8Array {
    // Encoded when needed, which is rare: most records are read as values.
    if (typeof this.#body === "string") this.#body = encodeUtf8(this.#body);
    return this.#body.subarray(this.start(record, part), this.end(record, part));
  }

  #word(record: number, word: number): number {
    return this.#words[record * entryWords + word] ?? 0;
  }
}

/** Creates the scan of one record from spans that were found without the scanner. */
export function scanOfRecord(
  body: Uint8Array,
  spans: { readonly [Part in RecordPart]?: readonly [start: number, end: number] | undefined },
  hasLineBreak: boolean,
): Scan {
  const words = new Int32Array(entryWords);
  words[1] = body.length;
  words[flagsWord] = hasLineBreak ? flag.lineBreak : 0;
  for (const [part, word] of Object.entries(spanWords)) {
    const span = spans[part as RecordPart];
    if (span !== undefined) words.set(span, word);
  }
  return new Scan(body, 0, words, []);
}
