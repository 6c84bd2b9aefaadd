// Reads newline-delimited records in batches, in bounded memory. Batches depend on the lines only, never
// on how the source is cut into chunks.

import { type Choice, choose, type Tables } from "./choice.ts";
import { invalidText } from "./issue.ts";
import { createLineBlocks, type LineBlock } from "./line-blocks.ts";
import { type Chunk, chunksOf, type LineSource } from "./line-source.ts";
import { takeScanned } from "./message.ts";
import { JsonError, parseExact } from "./parse-exact.ts";
import type { ScanMode } from "./scan/catalog.ts";
import { scan } from "./scan/scan.ts";
import type { Scan } from "./scan/scanned.ts";
import { isObject } from "./table.ts";
import { type Batch, createTriage, type Triage, type TriageOptions } from "./triage.ts";
import { decodeUtf8, withoutMark } from "./utf8.ts";

export interface LineOptions extends TriageOptions {
  /** Records in a batch; 500 by default. */
  readonly batchSize?: number;
  /** Bytes, or characters of text, of the longest line that is read; 64 Mi by default. */
  readonly longestLine?: number;
}

/** A batch, and how much of the source has been read when it is done. */
export interface LineBatch<Lines> {
  readonly batch: Lines;
  /** Bytes of the source up to the end of the last line that was taken. */
  readonly position: number;
}

/** How lines are handed to a triage. */
export interface LineReader<Event> {
  readonly mode: ScanMode;
  takeScanned(
    triage: Triage<Event>,
    scanned: Scan,
    record: number,
    choice: Choice,
    options: TriageOptions,
  ): void;
  takeText(triage: Triage<Event>, text: string, record: unknown): void;
}

/** Reads a record a line. Throws a `MessageError` for a line that is too long to be a record. */
export async function* readLines<Event>(
  tables: Tables,
  source: LineSource,
  options: LineOptions = {},
  isPart = false,
): AsyncGenerator<Batch<Event>, void, undefined> {
  const reader = { ...parsing<Event>(), isPart };
  for await (const { triage } of readBatches(tables, source, options, reader))
    yield triage.finish();
}

/**
 * Reads what is there of a source that still grows. The beginning of a last line is left for the next
 * time; without a line feed it is taken only if it is a whole object, since no beginning of an object is
 * JSON. The last batch is empty if there was nothing but blank lines.
 */
export async function* readGrowingLines<Event>(
  tables: Tables,
  source: AsyncIterable<Uint8Array>,
  options: LineOptions = {},
): AsyncGenerator<LineBatch<Batch<Event>>, void, undefined> {
  const reader = { ...parsing<Event>(), isGrowing: true };
  for await (const { triage, position } of readBatches(tables, source, options, reader)) {
    yield { batch: triage.finish(), position };
  }
}

function parsing<Event>(): LineReader<Event> {
  return { mode: "write", takeScanned, takeText: (triage, _text, record) => triage.take(record) };
}

/** A triage with a batch that the caller finishes, and how far the source has been read. */
interface ReadBatch<Event> {
  readonly triage: Triage<Event>;
  readonly position: number;
}

/** Hands the records of a source to a triage, up to a batch at each step. */
export async function* readBatches<Event>(
  tables: Tables,
  source: LineSource,
  options: LineOptions,
  reader: LineReader<Event> & { readonly isPart?: boolean; readonly isGrowing?: boolean },
): AsyncGenerator<ReadBatch<Event>, void, undefined> {
  const { batchSize = 500, longestLine = 2 ** 26 } = options;
  const { isPart = false, isGrowing = false } = reader;
  const choice = choose(tables, options, isPart);
  const triage = createTriage<Event>(choice, options);
  const blocks = createLineBlocks(longestLine);
  let [position, whole] = [0, 0];

  function* takeBlock(block: LineBlock): Generator<ReadBatch<Event>, void, undefined> {
    for (const end of takeLines(triage, block.content, tables, choice, options, reader)) {
      if (triage.size() < batchSize) continue;
      position = block.start + end;
      yield { triage, position };
    }
    whole = block.start + block.content.length;
  }

  for await (const chunk of chunksOf(source)) {
    for (const block of blocks.push(chunk)) yield* takeBlock(block);
  }
  const last = blocks.end();
  if (last !== undefined && !(isGrowing && isCutOff(last.content))) yield* takeBlock(last);
  if (triage.size() > 0 || (isGrowing && whole > position)) yield { triage, position: whole };
}

/** Hands the lines of a block to a triage, one at each step; returns where the line ends. */
function* takeLines<Event>(
  triage: Triage<Event>,
  content: Chunk,
  tables: Tables,
  choice: Choice,
  options: TriageOptions,
  reader: LineReader<Event>,
): Generator<number, void, undefined> {
  const { mode } = reader;
  const strict = options.unknownColumns === "reject";
  // Records that are passed on are views, which must outlive a buffer that the source uses again.
  const isCopied = mode === "index" && typeof content !== "string";
  const body = isCopied ? new Uint8Array(content) : content;
  const scanned = scan(body, { tables, choice, mode, strict, form: "lines" });
  if (scanned === undefined) {
    for (const { line, end } of linesOf(content)) {
      takeLine(triage, line, reader);
      yield end;
    }
    return;
  }
  for (let record = 0; record < scanned.count; record++) {
    if (scanned.is(record, "forCaller")) takeLine(triage, scanned.bytes(record), reader);
    else reader.takeScanned(triage, scanned, record, choice, options);
    yield Math.min(scanned.lineEnd(record) + 1, scanned.body.length);
  }
}

function* linesOf(content: Chunk): Generator<{ readonly line: Chunk; readonly end: number }> {
  for (let start = 0; start < content.length;) {
    const found =
      typeof content === "string" ? content.indexOf("\n", start) : content.indexOf(10, start);
    const lineEnd = found < 0 ? content.length : found;
    const line =
      typeof content === "string"
        ? content.slice(start, lineEnd)
        : content.subarray(start, lineEnd);
    start = lineEnd + 1;
    yield { line, end: Math.min(start, content.length) };
  }
}

/** Reads a line without the scanner. */
function takeLine<Event>(triage: Triage<Event>, line: Chunk, reader: LineReader<Event>): void {
  const decoded = typeof line === "string" ? line : decodeUtf8(line);
  if (decoded === undefined) {
    // A copy, since a source may use its buffer again.
    triage.reject(new Uint8Array(encodedOf(line)), invalidText("not UTF-8"));
    return;
  }
  const text = withoutMark(decoded).replace(/\r$/, "");
  if (text.trim() === "") return;
  let record: unknown;
  try {
    record = parseExact(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    triage.reject(text, invalidText(`not JSON: ${error.message}`));
    return;
  }
  reader.takeText(triage, text.trim(), record);
}

function encodedOf(line: Chunk): Uint8Array {
  return typeof line === "string" ? new Uint8Array() : line;
}

/** Whether more bytes could make another record of a last line. */
function isCutOff(line: Chunk): boolean {
  const text = typeof line === "string" ? line : decodeUtf8(line);
  if (text === undefined) return true;
  if (text.trim() === "") return false;
  try {
    return !isObject(JSON.parse(withoutMark(text)));
  } catch {
    return true;
  }
}
