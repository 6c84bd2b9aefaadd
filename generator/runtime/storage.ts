// Reads Storage with every table of the schema: what `@huntgen/defender/storage` exports. The index does
// not export it, so that bundles without Storage do not carry it.

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

/** How to read blobs: `tables` and `columns` as for `parseMessage`. */
export type ReadBlobsOptions<
  Name extends TableName = TableName,
  Columns extends ColumnsOf<TableRows> = {},
> = Omit<BlobOptions<Name>, "columns"> & { readonly columns?: Columns | undefined };

/**
 * Reads what the blobs have beyond `positions`, in batches; the blobs of chosen tables, or of every
 * table of the schema. Throws a `BlobError` if a blob cannot be read further, or calls `onBlobError` and
 * goes on with the next.
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

/** Reads the same blobs, and returns their records as they came, by their tables. */
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

/** Lists the blobs that `readBlobs` would read, by table, tenant and hour. */
export function listBlobs(
  service: BlobService,
  options: ListBlobsOptions<TableName> = {},
): AsyncGenerator<ListedBlob, void, undefined> {
  return listGrownBlobs(tableNames, service, options);
}

/** What a path says, `container/name`; undefined where it is not of the export's layout. */
export function parseBlobPath(path: string): BlobPath | undefined {
  return readBlobPath(tableNames, path);
}
