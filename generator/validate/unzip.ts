// Decompresses gzip, which is detected by its first bytes, and rejects text that is not UTF-8.

import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { MessageError } from "../runtime/stream/message-error.ts";

type Bytes = AsyncIterable<Uint8Array>;

/** The bytes of text that are decompressed at a time. */
const unpackedChunk = 2 ** 17;

/** Returns the bytes of a text. Throws a `MessageError` if its first bytes show that it is not UTF-8. */
export async function* unzip(bytes: Bytes): AsyncGenerator<Uint8Array, void, undefined> {
  const { beginning, all } = await lookAhead(bytes, 2);
  const isPacked = beginning[0] === 0x1f && beginning[1] === 0x8b;
  const text = await lookAhead(isPacked ? unpack(all) : all, 2);
  checkEncoding(text.beginning);
  yield* text.all;
}

async function* unpack(packed: Bytes): AsyncGenerator<Uint8Array, void, undefined> {
  let size = 0;
  let end = 0;
  async function* counted(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of packed) {
      const last = chunk.findLastIndex((byte) => byte !== 0);
      if (last >= 0) end = size + last + 1;
      size += chunk.length;
      yield chunk;
    }
  }
  const source = Readable.from(counted());
  const unpacked = createGunzip({ chunkSize: unpackedChunk });
  source.on("error", (error) => unpacked.destroy(error));
  yield* source.pipe(unpacked);
  // Zeros after gzip data are padding. Any other data after it was not decompressed.
  for await (const _ of source);
  if (end > unpacked.bytesWritten) {
    throw new MessageError(`gzip data is followed by other data at byte ${unpacked.bytesWritten}`);
  }
}

function checkEncoding([first, second]: Uint8Array): void {
  const hasBom = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const isHalfZero = first !== second && (first === 0 || second === 0);
  if (hasBom || (isHalfZero && second !== undefined))
    throw new MessageError("the text is UTF-16; convert it to UTF-8");
}

/** Reads the first bytes of a source, and returns the source with these bytes still in it. */
async function lookAhead(
  bytes: Bytes,
  length: number,
): Promise<{ beginning: Uint8Array; all: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let taken = 0;
  while (taken < length) {
    const next = await iterator.next();
    if (next.done === true) break;
    chunks.push(next.value);
    taken += next.value.length;
  }
  async function* all(): AsyncGenerator<Uint8Array, void, undefined> {
    yield* chunks;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { beginning: Buffer.concat(chunks).subarray(0, length), all: all() };
}
