// Reads the chunks of a source, whatever kind of iterable or stream it is.

import { isBytes } from "../json/utf8.ts";

/** A part of a source; all parts are text, or all are bytes. */
export type Chunk = string | Uint8Array;

/** Text, or chunks of text or bytes: a Node stream, a web stream, any iterable of chunks. */
export type LineSource =
  string | Uint8Array | Iterable<Chunk> | AsyncIterable<Chunk> | { getReader(): ChunkReader };

interface ChunkReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Chunk | undefined }>;
  cancel(): Promise<unknown>;
}

/** Reads a source chunk by chunk; a stream is cancelled if the caller stops early. */
export async function* chunksOf(source: LineSource): AsyncGenerator<Chunk, void, undefined> {
  if (typeof source === "string" || isBytes(source)) {
    yield source;
  } else if ("getReader" in source) {
    const reader = source.getReader();
    try {
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        if (read.value !== undefined) yield read.value;
      }
    } finally {
      await reader.cancel();
    }
  } else {
    yield* source;
  }
}
