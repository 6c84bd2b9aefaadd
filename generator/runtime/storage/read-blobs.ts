// Reads the blobs of a Storage account in batches, each with the position at which the next run continues.

import { BlobError, type BlobService, throwIfAborted } from "./client.ts";
import type { BlobPath } from "./blob-path.ts";
import type { Tables } from "../records/choice.ts";
import { downloadBlob } from "./download-blob.ts";
import { type LineBatch, type LineOptions, readGrowingLines } from "../stream/read-lines.ts";
import { type ListBlobsOptions, listGrownBlobs, type ListedBlob } from "./list-blobs.ts";
import type { Batch } from "../records/triage.ts";

export interface ReadBlobsOptions<Name extends string = string>
  extends Omit<LineOptions, "tables">, ListBlobsOptions<Name> {
  /**
   * Called and awaited if a blob cannot be read further; reading continues with the next blob. Without it,
   * the error is thrown, which ends the reading.
   */
  readonly onBlobError?: ((error: BlobError) => unknown) | undefined;
}

/** The blob of a batch, and how far it has been read. */
export interface BlobPosition {
  readonly blob: BlobPath & {
    /** `container/name`: the key under which to save the position. */
    readonly path: string;
  };
  /**
   * The bytes of the blob that have been read once this batch is done, always whole lines. Save it, and pass
   * it in `positions` to continue here.
   */
  readonly position: number;
}

/**
 * Records of one blob. The `index` of a rejected or unknown record counts, from 0, the blob's records that
 * this run has read. A batch is empty if there were only blank lines.
 */
export type BlobBatch<Event> = Batch<Event> & BlobPosition;

/** Reads what a blob has so far, line by line. */
type ReadGrowing<Lines> = (
  tables: Tables,
  source: AsyncIterable<Uint8Array>,
  options: LineOptions,
  start: number,
) => AsyncGenerator<LineBatch<Lines>, void, undefined>;

/** Reads the events of every blob, up to the size that it was listed with. Throws a `BlobError`. */
export function readGrownBlobs<Event>(
  tables: Tables,
  service: BlobService,
  options: ReadBlobsOptions,
): AsyncGenerator<BlobBatch<Event>, void, undefined> {
  return readAllBlobs<Batch<Event>>(tables, service, options, readGrowingLines);
}

/**
 * Reads the blobs one after another, each up to the size that it was listed with. Throws a `BlobError` if
 * a blob cannot be read further and there is no `onBlobError`; the next run continues at the last position.
 */
export async function* readAllBlobs<Lines extends object>(
  tables: Tables,
  service: BlobService,
  options: ReadBlobsOptions,
  read: ReadGrowing<Lines>,
): AsyncGenerator<Lines & BlobPosition, void, undefined> {
  const known = Object.keys(tables);
  for await (const blob of listGrownBlobs(known, service, {
    ...options,
    tables: listedTables(known, options),
  })) {
    try {
      yield* readBlob(tables, service, blob, options, read);
    } catch (error) {
      if (!(error instanceof BlobError) || options.onBlobError === undefined) throw error;
      await options.onBlobError(error);
    }
  }
}

/** Returns the tables whose blobs are listed; `undefined` for all exported tables, unknown ones too. */
function listedTables(
  known: readonly string[],
  { tables, columns }: ReadBlobsOptions,
): readonly string[] | undefined {
  if (tables === undefined && columns === undefined) return undefined;
  const named = new Set([...(tables ?? []), ...Object.keys(columns ?? {})]);
  return known.every((name) => named.has(name)) ? undefined : [...named];
}

async function* readBlob<Lines extends object>(
  tables: Tables,
  service: BlobService,
  { size, position: start, ...blob }: ListedBlob,
  options: ReadBlobsOptions,
  read: ReadGrowing<Lines>,
): AsyncGenerator<Lines & BlobPosition, void, undefined> {
  const { signal } = options;
  if (size < start) {
    throw new BlobError(
      blob.path,
      start,
      `the blob was replaced and has ${size} bytes; to read it again, remove its position`,
    );
  }
  const client = service.getContainerClient(blob.container).getBlobClient(blob.name);
  const bytes = downloadBlob(client, start, size, signal);
  let position = start;
  try {
    for await (const lines of read(tables, bytes, options, start)) {
      throwIfAborted(signal);
      position = lines.position;
      yield { ...lines.batch, blob, position };
    }
  } catch (error) {
    throwIfAborted(signal);
    const problem = error instanceof Error ? error.message : String(error);
    throw new BlobError(blob.path, position, problem, error);
  }
}
