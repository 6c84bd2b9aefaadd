// Reads Storage with every table of the schema. This is the module `@huntgen/defender/storage`. The index
// does not export it, so that a bundle that does not read Storage does not contain it.

import { type ColumnsOf, type ForwardedEvent } from "./records/choice.ts";
import { type HuntingEvents, tableNames, tables, type TableRows } from "./registry.ts";
import { type BlobPath, readBlobPath } from "./storage/blob-path.ts";
import { type BlobService } from "./storage/client.ts";
import { forwardGrownBlobs } from "./storage/forward-blobs.ts";
import { type ListBlobsOptions, type ListedBlob, listGrownBlobs } from "./storage/list-blobs.ts";
import {
  type BlobBatch,
  type BlobPosition,
  type ReadBlobsOptions as BlobOptions,
  readGrownBlobs,
} from "./storage/read-blobs.ts";
import { type ReadEvent } from "./stream.ts";
import { type ForwardBatch } from "./stream/forwarded.ts";

export { BlobError, type BlobService } from "./storage/client.ts";
export { type BlobPath, blobPath, type Moment } from "./storage/blob-path.ts";
export { type ListBlobsOptions, type ListedBlob } from "./storage/list-blobs.ts";
export { type BlobBatch, type BlobPosition } from "./storage/read-blobs.ts";

type TableName = keyof TableRows;

/** Options for reading blobs: the options of `listBlobs` and `parseLines`, and `onBlobError`. */
export type ReadBlobsOptions<
  Name extends TableName = TableName,
  Columns extends ColumnsOf<TableRows> = {},
> = Omit<BlobOptions<Name>, "columns"> & {
  /** Tables to read, each with the columns that its rows get. All columns are checked. */
  readonly columns?: Columns | undefined;
};

/**
 * Reads the blobs beyond `positions`, in batches. Without `tables` and `columns`, it reads every blob of
 * the export, even if the schema does not have the blob's table. If a blob cannot be read, it calls
 * `onBlobError` and continues with the next blob, or throws a `BlobError` if there is no `onBlobError`.
 * Throws a `RangeError` for invalid options, and the signal's reason once the signal is aborted.
 */
export function readBlobs<
  Name extends TableName = never,
  const Columns extends ColumnsOf<TableRows> = {},
>(
  service: BlobService,
  options: ReadBlobsOptions<Name, Columns> = {},
): AsyncGenerator<BlobBatch<ReadEvent<Name, Columns>>, void, undefined> {
  return readGrownBlobs(tables, service, options);
}

/** Checks the records of the same blobs and returns them by table, as their original bytes. */
export function forwardBlobs<
  Name extends TableName = never,
  const Columns extends ColumnsOf<TableRows> = {},
>(
  service: BlobService,
  options: ReadBlobsOptions<Name, Columns> = {},
): AsyncGenerator<
  ForwardBatch<TableName, ForwardedEvent<TableRows, HuntingEvents, Columns>> & BlobPosition,
  void,
  undefined
> {
  return forwardGrownBlobs(tables, service, options);
}

/**
 * Lists the blobs whose size differs from their position in `positions`, ordered by table, tenant and
 * hour. Throws a `RangeError` for invalid options.
 */
export function listBlobs(
  service: BlobService,
  options: ListBlobsOptions<TableName> = {},
): AsyncGenerator<ListedBlob, void, undefined> {
  return listGrownBlobs(tableNames, service, options);
}

/** Parses a path, `container/name`. Returns `undefined` if it does not follow the export's layout. */
export function parseBlobPath(path: string): BlobPath | undefined {
  return readBlobPath(tableNames, path);
}
