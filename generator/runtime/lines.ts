// Blobs and files with a record a line, in chunks cut anywhere -> batches of records, and how far the
// source has been read, in bounded memory. Batches depend on the lines alone, never on the cuts.

import { parseExact } from "./exact-json.ts";
import { invalidText } from "./issue.ts";
import { type Chunk, createLineSplitter, type Line } from "./line-splitter.ts";
import { categoryFinder, findRecord } from "./record-spans.ts";
import { describeSyntaxError } from "./syntax-error.ts";
import { isObject } from "./table.ts";
import {
  type Batch,
  createTriage,
  type Tables,
  type Triage,
  type TriageOptions,
} from "./triage.ts";

/** Text, or chunks of text or bytes: a Node stream, a web stream, any iterable of chunks. */
export type LineSource =
  string | Uint8Array | Iterable<Chunk> | AsyncIterable<Chunk> | { getReader(): ChunkReader };

interface ChunkReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Chunk | undefined }>;
  cancel(): Promise<unknown>;
}

export interface LineOptions extends TriageOptions {
  /** Records in a batch; 500 by default. */
  readonly batchSize?: number;
  /** Bytes, or characters of text, of the longest line that is read; 64 Mi by default. */
  readonly longestLine?: number;
}

/** A batch, and how much of the source has been read when it is done. */
export interface LineBatch<Event> {
  readonly batch: Batch<Event>;
  /** Bytes (of text: characters) of the source up to the end of the last line that was taken. */
  readonly position: number;
}

/** Reads a record a line. Throws a `MessageError` for a line that is too long to be a record. */
export async function* readLines<Event>(
  tables: Tables,
  source: LineSource,
  options: LineOptions = {},
): AsyncGenerator<Batch<Event>, void, undefined> {
  for await (const { batch } of readBatches<Event>(tables, source, options, false)) yield batch;
}

/**
 * Reads what is there of a source that still grows. The beginning of a last line is left for the next
 * time; without a line feed it is taken only where it is a whole object, since no beginning of an
 * object is JSON. The last batch is empty where there was nothing but blank lines.
 */
export function readGrowingLines<Event>(
  tables: Tables,
  source: AsyncIterable<Uint8Array>,
  options: LineOptions = {},
): AsyncGenerator<LineBatch<Event>, void, undefined> {
  return readBatches(tables, source, options, true);
}

async function* readBatches<Event>(
  tables: Tables,
  source: LineSource,
  options: LineOptions,
  growing: boolean,
): AsyncGenerator<LineBatch<Event>, void, undefined> {
  const { batchSize = 500, longestLine = 2 ** 26 } = options;
  const choosing = options.tables !== undefined;
  const triage = createTriage<Event>(tables, options);
  const splitter = createLineSplitter(longestLine);
  let [position, whole] = [0, 0];
  for await (const chunk of chunksOf(source)) {
    let index = 0;
    for (const line of splitter.push(chunk)) {
      takeLine(triage, line, choosing);
      if (triage.size() >= batchSize) {
        position = splitter.endOf(index);
        yield { batch: triage.finish(), position };
      }
      index += 1;
    }
    if (index > 0) whole = splitter.endOf(index - 1);
  }
  for (const line of splitter.end()) {
    if (growing && !isWhole(line)) continue;
    takeLine(triage, line, choosing);
    whole = splitter.endOf(0);
  }
  if (triage.size() > 0 || (growing && whole > position)) {
    yield { batch: triage.finish(), position: whole };
  }
}

/** Whether more bytes could not make another record of a last line. */
function isWhole(line: Line): boolean {
  if (typeof line !== "string") return false;
  if (line.trim() === "") return true;
  try {
    return isObject(JSON.parse(line));
  } catch {
    return false;
  }
}

function takeLine(triage: Triage<unknown>, line: Line, choosing: boolean): void {
  if (typeof line !== "string") {
    triage.reject(line, invalidText("not UTF-8"));
    return;
  }
  const text = line.endsWith("\r") ? line.slice(0, -1) : line;
  if (text.trim() === "") return;
  const span = choosing ? findRecord(text) : undefined;
  const category = span === undefined ? undefined : categoryFinder(text)(span);
  if (category !== undefined && !triage.wants(category)) {
    triage.countSkipped();
    return;
  }
  let record: unknown;
  try {
    record = parseExact(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { found, position } = describeSyntaxError(text);
    triage.reject(text, invalidText(`${found} at character ${position ?? "?"}`));
    return;
  }
  triage.take(record);
}

async function* chunksOf(source: LineSource): AsyncGenerator<Chunk, void, undefined> {
  if (typeof source === "string" || source instanceof Uint8Array) {
    yield source;
  } else if ("getReader" in source) {
    const reader = source.getReader();
    try {
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        if (read.value !== undefined) yield read.value;
      }
    } finally {
      // Whoever stops early must not leave the stream locked and running.
      await reader.cancel();
    }
  } else {
    yield* source;
  }
}
