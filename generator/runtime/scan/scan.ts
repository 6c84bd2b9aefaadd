// Scans a text: which records it holds, what each is, and the values of those that are to be looked at.
// Nothing of a scan stays in the scanner's memory, so a callback may start another one.

import type { Choice, Tables } from "../records/choice.ts";
import { decodeUtf8, writeUtf8 } from "../json/utf8.ts";
import { type Catalog, createCatalog, type ScanMode } from "./catalog.ts";
import { entryWords, flag, flagsWord, Scan, tableWord, writtenWord } from "./scanned.ts";
import { createInstance, isScannerRefused, type ScannerExports } from "./instance.ts";

export interface ScanRequest {
  readonly tables: Tables;
  readonly choice: Choice;
  readonly mode: ScanMode;
  /** Whether a row with an unknown column is not an event for certain. */
  readonly strict: boolean;
  readonly form: "message" | "lines";
}

/** Longer texts need more memory than an instance should take, and strings longer than engines have. */
const longestText = 2 ** 28;

/** Bytes of memory up to which an instance is kept for the next text. */
const mostMemory = 2 ** 25;

interface Session {
  readonly scanner: ScannerExports;
  readonly catalogs: WeakMap<Tables, Catalog>;
}

let session: Session | undefined;

/** Scans a text. Undefined if the scanner is not sure of it, or there is no scanner. */
export function scan(body: string | Uint8Array, request: ScanRequest): Scan | undefined {
  const opened = openSession();
  if (opened === undefined) return undefined;
  const scanned = scanWith(opened, body, request);
  // Memory only grows: after a text of many megabytes it is left to the garbage collector.
  if (opened.scanner.memory.buffer.byteLength > mostMemory) session = undefined;
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
    // At every turn: a table's getter that describing calls may have read something else.
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

/** Writes a text to the scanner's memory; returns its bytes, or 0 if it cannot be scanned. */
function write({ memory, reserve }: ScannerExports, body: string | Uint8Array): number {
  const isText = typeof body === "string";
  // A UTF-16 unit takes three bytes at most.
  const room = body.length * (isText ? 3 : 1);
  const start = room > longestText ? 0 : reserve(room);
  if (start === 0) return 0;
  const target = new Uint8Array(memory.buffer, start, room);
  if (isText) return writeUtf8(body, target);
  target.set(body);
  return room;
}

/** Words of an entry of the long integers: scanner/state.ts. */
const longWords = 4;

// What reading returns, unless it is a table that has to be described: scanner/index.ts.
const [done, notSure] = [-1, -2];

/** The index of a scan, and the values of the records that were written. */
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
 * Parses the arrays that the scanner has written, and sorts their values to the records. They are short,
 * since engines allocate long strings slowly.
 */
function readOutput({ outputEnd, memory }: ScannerExports, words: Int32Array): unknown[] {
  const output = new Uint8Array(memory.buffer);
  const values: unknown[] = [];
  const positions: number[] = [];
  let start = 0;
  const parseArray = (end: number): void => {
    if (positions.length === 0) return;
    // The scanner writes JSON, of text that it has found to be UTF-8.
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

/** The row of a record that the scanner has found to have one. */
function rowOf(record: unknown): { [column: string]: unknown } | undefined {
  return (record as { properties: { [column: string]: unknown } } | undefined)?.properties;
}

function readInteger(digits: Uint8Array): bigint {
  return BigInt(String.fromCharCode(...digits));
}
