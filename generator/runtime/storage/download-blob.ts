// Downloads a byte range of a blob and resumes after dropped connections. Blobs are append-only, so a retry
// can continue at the same offset.

import { abortOptions, type BlobDownloader, isTransient, type Signal } from "./client.ts";

/** Consecutive attempts that download no byte. */
const maxFailures = 5;

/** Yields the bytes from one offset up to another. Throws the last error if retrying does not help. */
export async function* downloadBlob(
  client: BlobDownloader,
  from: number,
  to: number,
  signal: Signal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  let offset = from;
  let failures = 0;
  while (offset < to) {
    const before = offset;
    try {
      for await (const bytes of download(client, offset, to - offset, signal)) {
        offset += bytes.length;
        yield bytes;
      }
      if (offset < to) throw new Error(`the download ended ${to - offset} bytes early`);
    } catch (error) {
      failures = offset > before ? 0 : failures + 1;
      // The SDK also reports a broken connection as aborted, so only the signal is reliable.
      if (signal?.aborted === true || !isTransient(error) || failures >= maxFailures) throw error;
    }
  }
}

async function* download(
  client: BlobDownloader,
  offset: number,
  count: number,
  signal: Signal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { readableStreamBody } = await client.download(offset, count, abortOptions(signal));
  if (readableStreamBody === undefined)
    throw new TypeError("expected a stream of bytes from `download`, got nothing");
  let left = count;
  for await (const chunk of readableStreamBody) {
    if (typeof chunk === "string") throw new TypeError("expected bytes from `download`, got text");
    const bytes = chunk.subarray(0, left);
    left -= bytes.length;
    // Excess bytes are read too: a stream that is not read to its end keeps its connection open.
    if (bytes.length > 0) yield bytes;
  }
}
