// A blob and a range of it -> its bytes, each once, through connections that break. A blob is only ever
// appended to, so what is missing stands where it stood.

import { abortOptions, type BlobDownloader, mayPass, type Signal } from "./client.ts";

/** Attempts in a row that bring no byte. */
const mostFailures = 5;

/** Downloads from one byte up to another. Throws the last error where it gets no further. */
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
      // The SDK also calls a connection that broke aborted: the signal alone tells.
      if (signal?.aborted === true || !mayPass(error) || failures >= mostFailures) throw error;
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
  if (readableStreamBody === undefined) throw new TypeError("the client gives no stream of bytes");
  let left = count;
  for await (const chunk of readableStreamBody) {
    if (typeof chunk === "string") throw new TypeError("the client gives text in place of bytes");
    const bytes = chunk.subarray(0, left);
    left -= bytes.length;
    // Read to its end: a stream that is left open costs its connection.
    if (bytes.length > 0) yield bytes;
  }
}
