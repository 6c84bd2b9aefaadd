// Scans a text: finds its records, classifies them, and parses the records that are needed as values. The
// results are copied out of the scanner's memory, so a callback may start another scan.

import type { Choice, Tables } from "../records/choice.ts";
import { decodeUtf8, writeUtf8 } from "../json/utf8.ts";
import { type Catalog, createCatalog, type ScanMode } from "./catalog.ts";
import { entryWords, flag, flagsWord, Scan, tableWord, writtenWord } from "./scanned.ts";
import { createInstance, isScannerRefused, type ScannerExports } from "./instance.ts";

export interface ScanRequest {
  readonly tables: Tables;
  readonly choice: Choice;
  readonly mode: ScanMode;
  /** Whether a row with an unknown column is left to the host, because it may have to be rejected. */
  readonly strict: boolean;
  readonly form: "message" | "lines";
}

/** A longer text needs more memory than an instance should use, or strings longer than engines allow. */
const longestText = 2 ** 28;

/** An instance with more memory, in bytes, is not kept for the next text. */
const maxMemory = 2 ** 25;

interface Session {
  readonly scanner: ScannerExports;
  readonly catalogs: WeakMap<Tables, Catalog>;
}

let session: Session | undefined;

/** Scans a text. Returns `undefined` if the scanner is not sure of it, or there is no scanner. */
export function scan(body: string | Uint8Array, request: ScanRequest): Scan | undefined {
  const opened = openSession();
  if (opened === undefined) return undefined;
  const scanned = scanWith(opened, body, request);
  // Memory never shrinks, so after a text of many megabytes the instance is dropped.
  if (opened.scanner.memory.buffer.byteLength > maxMemory) session = undefined;
  return scanned;
}

function openSession(): Session | undefined {
  if (isScannerRefused()) return undefined;
  if (session !== undefined) return session;
  const scanner = createInstance();
  if (scanner !== undefined) session = { scanner, catalogs: new WeakMap() };
  return session;
}

function scanWith(
  { scanner, catalogs }: Session,
  body: string | Uint8Array,
  { tables, choice, mode, strict, form }: ScanRequest,
): Scan | undefined {
  let catalog = catalogs.get(tables);
  if (catalog === undefined) catalogs.set(tables, (catalog = createCatalog(scanner, choice)));
  const read = form === "message" ? scanner.readMessage : scanner.readLines;
  for (;;) {
    // Repeated after each `describe`: it calls a getter of the table, which may itself read something else.
    catalog.apply(choice, mode);
    const length = write(scanner, body);
    if (length === 0) return undefined;
    const textStart = scanner.reserve(length);
    const status = read(length, catalog.categories, catalog.envelope, strict);
    if (status === notSure) return undefined;
    if (status === done) return new Scan(body, textStart, ...collect(scanner, choice));
    catalog.describe(status);
  }
}

/** Writes a text to the scanner's memory. Returns its length in bytes, or 0 if it cannot be scanned. */
function write({ memory, reserve }: ScannerExports, body: string | Uint8Array): number {
  const isText = typeof body === "string";
  // A UTF-16 code unit takes at most three bytes.
  const room = body.length * (isText ? 3 : 1);
  const start = room > longestText ? 0 : reserve(room);
  if (start === 0) return 0;
  const target = new Uint8Array(memory.buffer, start, room);
  if (isText) return writeUtf8(body, target);
  target.set(body);
  return room;
}

/** Words of an entry in the list of long integers; see scanner/state.ts. */
const longWords = 4;

// Results of reading, next to the number of a table that has to be described; see scanner/index.ts.
const [done, notSure] = [-1, -2];

/** Copies the index of a scan, and parses the records that were written. */
function collect(
  scanner: ScannerExports,
  choice: Choice,
): [words: Int32Array, values: readonly unknown[]] {
  const { buffer } = scanner.memory;
  const wordsBetween = (start: number, end: number): Int32Array =>
    new Int32Array(buffer, start, (end - start) / 4).slice();
  const words = wordsBetween(scanner.indexStart.value, scanner.indexEnd.value);
  const values = readOutput(scanner, words);
  const longs = wordsBetween(scanner.longStart.value, scanner.longEnd.value);
  for (let at = 0; at < longs.length; at += longWords) {
    const [record = 0, ordinal = 0, start = 0, end = 0] = longs.subarray(at, at + longWords);
    const table = choice.all[words[record * entryWords + tableWord] ?? -1]?.table;
    const column = table?.columns[ordinal];
    const row = rowOf(values[record]);
    if (column === undefined || row === undefined) continue;
    row[column.name] = readInteger(new Uint8Array(buffer, start, end - start));
  }
  return [words, values];
}

/**
 * Parses the arrays that the scanner has written, and assigns their values to the records. The arrays are
 * short, because engines allocate long strings slowly.
 */
function readOutput({ outputEnd, memory }: ScannerExports, words: Int32Array): unknown[] {
  const output = new Uint8Array(memory.buffer);
  const values: unknown[] = [];
  const positions: number[] = [];
  let start = 0;
  const parseArray = (end: number): void => {
    if (positions.length === 0) return;
    // The scanner has validated the text, so what it writes is JSON in UTF-8.
    const array: unknown[] = JSON.parse(decodeUtf8(output.subarray(start, end)) ?? "");
    for (const [at, position] of positions.entries()) values[position] = array[at];
    positions.length = 0;
  };
  const count = words.length / entryWords;
  for (let record = 0; record < count; record++) {
    const flags = words[record * entryWords + flagsWord] ?? 0;
    if ((flags & flag.startsArray) !== 0) {
      const next = (words[record * entryWords + writtenWord] ?? 0) - 1;
      parseArray(next);
      start = next;
    }
    if ((flags & flag.written) !== 0) positions.push(record);
    values.push(undefined);
  }
  parseArray(outputEnd.value);
  return values;
}

/** Returns the row of a record in which the scanner has found one. */
function rowOf(record: unknown): { [column: string]: unknown } | undefined {
  return (record as { properties: { [column: string]: unknown } } | undefined)?.properties;
}

function readInteger(digits: Uint8Array): bigint {
  return BigInt(String.fromCharCode(...digits));
}
