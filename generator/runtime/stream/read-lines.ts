// Reads newline-delimited records in batches, in bounded memory. Batches depend only on the lines, not on
// how the source is cut into chunks.

import { type Choice, choose, type Tables } from "../records/choice.ts";
import { invalidText } from "../table/issue.ts";
import { createLineBlocks, type LineBlock } from "./line-blocks.ts";
import { type Chunk, chunksOf, type LineSource } from "./line-source.ts";
import { longestString, takeScanned } from "./read-message.ts";
import { JsonError, parseExact } from "../json/parse-exact.ts";
import type { ScanMode } from "../scan/catalog.ts";
import { scan } from "../scan/scan.ts";
import type { Scan } from "../scan/scanned.ts";
import { isObject } from "../table/walk.ts";
import { type Batch, createTriage, type Triage, type TriageOptions } from "../records/triage.ts";
import { decodeUtf8, withoutBom } from "../json/utf8.ts";

export interface LineOptions extends TriageOptions {
  /** The number of records in a batch; 500 by default. */
  readonly batchSize?: number;
  /**
   * The length of the longest line that is read, in bytes or in characters of text; 2^26 (64 Mi) by
   * default. A longer line is a rejected record without its text.
   */
  readonly longestLine?: number;
}

/** A batch, and the position from which reading can resume after it. */
export interface LineBatch<Lines> {
  readonly batch: Lines;
  /** The offset after the last line of the batch, in bytes. */
  readonly position: number;
}

/** How records are passed to a triage. */
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

/** Reads newline-delimited records. */
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
 * Reads what a growing source has so far. A last line without a line feed may be incomplete: it is read
 * only if it is a whole JSON object, because an object that is cut off is not JSON. Otherwise it is left
 * for the next run. The last batch is empty if only blank lines followed the batch before, so that its
 * position covers them. `start` is the offset of the first byte.
 */
export async function* readGrowingLines<Event>(
  tables: Tables,
  source: AsyncIterable<Uint8Array>,
  options: LineOptions = {},
  start = 0,
): AsyncGenerator<LineBatch<Batch<Event>>, void, undefined> {
  const reader = { ...parsing<Event>(), isGrowing: true, start };
  for await (const { triage, position } of readBatches(tables, source, options, reader)) {
    yield { batch: triage.finish(), position };
  }
}

function parsing<Event>(): LineReader<Event> {
  return { mode: "write", takeScanned, takeText: (triage, _text, record) => triage.take(record) };
}

interface SourceKind {
  readonly isPart?: boolean;
  readonly isGrowing?: boolean;
  readonly start?: number;
}

/** A triage with a batch that the caller finishes, and the offset after its last line. */
interface ReadBatch<Event> {
  readonly triage: Triage<Event>;
  readonly position: number;
}

/** Passes the records of a source to a triage, one batch per step. */
export async function* readBatches<Event>(
  tables: Tables,
  source: LineSource,
  options: LineOptions,
  reader: LineReader<Event> & SourceKind,
): AsyncGenerator<ReadBatch<Event>, void, undefined> {
  const { batchSize = 500 } = options;
  const longestLine = Math.min(options.longestLine ?? 2 ** 26, longestString);
  const { isPart = false, isGrowing = false, start = 0 } = reader;
  const choice = choose(tables, options, isPart);
  const triage = createTriage<Event>(choice, options);
  const blocks = createLineBlocks(longestLine, start);
  let [position, whole] = [start, start];

  function* takeBlock(block: LineBlock): Generator<ReadBatch<Event>, void, undefined> {
    for (const end of takeLines(triage, block, tables, choice, options, reader)) {
      if (triage.size() < batchSize) continue;
      position = block.start + end;
      yield { triage, position };
    }
    whole = block.start + block.length;
  }

  for await (const chunk of chunksOf(source)) {
    for (const block of blocks.push(chunk)) yield* takeBlock(block);
  }
  const last = blocks.end();
  if (last !== undefined && !(isGrowing && isCutOff(last))) yield* takeBlock(last);
  if (triage.size() > 0 || (isGrowing && whole > position)) yield { triage, position: whole };
}

/** Passes the lines of a block to a triage, one per step; yields the end of the line in the block. */
function* takeLines<Event>(
  triage: Triage<Event>,
  { content, start, length }: LineBlock,
  tables: Tables,
  choice: Choice,
  options: TriageOptions,
  reader: LineReader<Event>,
): Generator<number, void, undefined> {
  if (typeof content === "number") {
    const problem = `line at position ${start} exceeds \`longestLine\`: length ${content}`;
    triage.reject(undefined, invalidText(problem));
    yield length;
    return;
  }
  const { mode } = reader;
  const strict = options.unknownColumns === "reject";
  // Forwarded records are views of the block, so they need a copy that the source cannot overwrite.
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
    yield Math.min(scanned.lineEnd(record) + 1, length);
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
  if (typeof line === "string") {
    takeText(triage, line, reader);
    return;
  }
  const text = decodeUtf8(line);
  if (text !== undefined) takeText(triage, text, reader);
  // A copy, since a source may reuse its buffer.
  else triage.reject(new Uint8Array(line), invalidText("not UTF-8"));
}

function takeText<Event>(triage: Triage<Event>, line: string, reader: LineReader<Event>): void {
  const text = withoutBom(line).replace(/\r$/, "");
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

/** Whether a last line may be incomplete. */
function isCutOff({ content }: LineBlock): boolean {
  const text = typeof content === "object" ? decodeUtf8(content) : content;
  if (typeof text !== "string") return true;
  if (text.trim() === "") return false;
  try {
    return !isObject(JSON.parse(withoutBom(text)));
  } catch {
    return true;
  }
}
