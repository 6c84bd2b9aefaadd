// A Storage account -> batches of the records in its blobs, each with the position from which the next
// run goes on.

import { BlobError, type BlobService, throwIfAborted } from "./blob-client.ts";
import type { BlobPath } from "./blob-path.ts";
import { downloadBlob } from "./download-blob.ts";
import { type LineOptions, readGrowingLines } from "./lines.ts";
import { type ListBlobsOptions, listGrownBlobs, type ListedBlob } from "./list-blobs.ts";
import type { Batch, Tables } from "./triage.ts";

export interface ReadBlobsOptions<Name extends string = string>
  extends Omit<LineOptions, "tables">, ListBlobsOptions<Name> {
  /**
   * Told of a blob that cannot be read further, and awaited; then the next blob has its turn. Without it
   * such an error is thrown, and ends the reading.
   */
  readonly onBlobError?: ((error: BlobError) => unknown) | undefined;
}

/**
 * Records of one blob. The index of a rejected or unknown record counts those of the blob from where
 * this run began to read it. Without records where there was nothing but blank lines.
 */
export interface BlobBatch<Event> extends Batch<Event> {
  readonly blob: BlobPath & {
    /** `container/name`, the key of its position. */
    readonly path: string;
  };
  /** Bytes of the blob that have been read when this batch is done, up to whole lines. */
  readonly position: number;
}

/**
 * Reads every blob up to the length that it was listed with, one after another. Throws a `BlobError`
 * where one cannot be read further and nobody is to be told; what it gave before is not given again from
 * the last position.
 */
export async function* readGrownBlobs<Event>(
  tables: Tables,
  service: BlobService,
  options: ReadBlobsOptions,
): AsyncGenerator<BlobBatch<Event>, void, undefined> {
  for await (const blob of listGrownBlobs(Object.keys(tables), service, options)) {
    try {
      yield* readBlob<Event>(tables, service, blob, options);
    } catch (error) {
      if (!(error instanceof BlobError) || options.onBlobError === undefined) throw error;
      await options.onBlobError(error);
    }
  }
}

async function* readBlob<Event>(
  tables: Tables,
  service: BlobService,
  { size, position: start, ...blob }: ListedBlob,
  options: ReadBlobsOptions,
): AsyncGenerator<BlobBatch<Event>, void, undefined> {
  const { signal } = options;
  if (size < start) {
    throw new BlobError(blob.path, start, `it has ${size} bytes now, so it was replaced`);
  }
  const client = service.getContainerClient(blob.container).getBlobClient(blob.name);
  const bytes = downloadBlob(client, start, size, signal);
  let position = start;
  try {
    for await (const read of readGrowingLines<Event>(tables, bytes, options)) {
      throwIfAborted(signal);
      position = start + read.position;
      yield { ...read.batch, blob, position };
    }
  } catch (error) {
    throwIfAborted(signal);
    const problem = error instanceof Error ? error.message : String(error);
    throw new BlobError(blob.path, position, problem, error);
  }
}
