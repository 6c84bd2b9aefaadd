// Reads the records of a file in batches: from messages, arrays, NDJSON or concatenated records, plain or
// gzip.

import type { Tables } from "../runtime/records/choice.ts";
import type { DriftCollector } from "../runtime/records/drift.ts";
import { type RecordBatch, RecordReader } from "./record-reader.ts";
import { RecordSplitter } from "./split/record-splitter.ts";
import { unzip } from "./unzip.ts";

/** The most bytes of a record. A message of Event Hubs has at most 20 MiB. */
const longestRecord = 2 ** 25;
/** The bytes that are read at a time, whatever the size of the source's chunks. */
const longestChunk = 2 ** 14;
const batchSize = 500;

export interface RecordOptions {
  readonly drift: DriftCollector;
  /** Called with the number of bytes of text that were read. */
  readonly onRead?: ((bytes: number) => void) | undefined;
  /** The most bytes of a record; 32 MiB by default. */
  readonly longest?: number;
}

/** Reads the records of a file. Throws a `MessageError` for a file that does not hold records. */
export async function* readRecords(
  packed: AsyncIterable<Uint8Array>,
  tables: Tables,
  { drift, onRead, longest = longestRecord }: RecordOptions,
): AsyncGenerator<RecordBatch, void, undefined> {
  const reader = new RecordReader(tables, drift);
  const splitter = new RecordSplitter(reader, longest);
  for await (const chunk of unzip(packed)) {
    for (let at = 0; at < chunk.length; at += longestChunk) {
      const part = chunk.subarray(at, at + longestChunk);
      splitter.push(part);
      onRead?.(part.length);
      if (reader.size() >= batchSize) yield reader.finish();
    }
  }
  splitter.end();
  reader.readBlock();
  yield reader.finish();
}
