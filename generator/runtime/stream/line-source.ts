// Reads a source chunk by chunk, from any kind of iterable or stream.

import { isBytes } from "../json/utf8.ts";

/** A part of a source. All parts are text, or all are UTF-8 bytes. */
export type Chunk = string | Uint8Array;

/** The text or UTF-8 bytes of a file, or its chunks: a Node stream, a web stream or any iterable. */
export type LineSource =
  string | Uint8Array | Iterable<Chunk> | AsyncIterable<Chunk> | { getReader(): ChunkReader };

interface ChunkReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Chunk | undefined }>;
  cancel(): Promise<unknown>;
}

/** Yields the chunks of a source. Cancels a web stream if the caller stops early. */
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
