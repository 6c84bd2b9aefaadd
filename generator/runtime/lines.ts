// Blobs and files with a record a line, in chunks cut anywhere -> batches of records, in bounded
// memory. Batches depend on the lines alone, never on the cuts.

import { parseExact } from "./exact-json.ts";
import { invalidText } from "./issue.ts";
import { type Chunk, createLineSplitter, type Line } from "./line-splitter.ts";
import { categoryFinder, findRecord } from "./record-spans.ts";
import { describeSyntaxError } from "./syntax-error.ts";
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

/** Reads a record a line. Throws a `MessageError` for a line that is too long to be a record. */
export async function* readLines<Event>(
  tables: Tables,
  source: LineSource,
  options: LineOptions = {},
): AsyncGenerator<Batch<Event>, void, undefined> {
  const { batchSize = 500, longestLine = 2 ** 26 } = options;
  const triage = createTriage<Event>(tables, options);
  const splitter = createLineSplitter(longestLine);
  for await (const chunk of chunksOf(source)) {
    for (const line of splitter.push(chunk)) {
      takeLine(triage, line, options.tables !== undefined);
      if (triage.size() >= batchSize) yield triage.finish();
    }
  }
  for (const line of splitter.end()) takeLine(triage, line, options.tables !== undefined);
  if (triage.size() > 0) yield triage.finish();
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
    triage.skip();
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
