// Provides an event, the blobs that hold it, and readers of them that keep positions as a user
// does.

import {
  type BlobBatch,
  blobPath,
  listBlobs,
  readBlobs,
  type ReadBlobsOptions,
} from "../../../generated/storage.ts";
import type { TableName } from "../../../generated/stream.ts";
import type { MemoryStorage } from "./memory-storage.ts";

export const [one, two] = [
  "11111111-1111-1111-1111-111111111111",
  "2222ABCD-2222-2222-2222-222222222222",
];
export const path = pathOf("DeviceInfo", "2026-03-01T00:00:00Z");
export const event = eventOf("ä€😀", 639199803770463703n);

export function pathOf(table: string, hour: string, tenantId = one): string {
  return blobPath({ table, tenantId, hour });
}

export function eventOf(name: string, id: bigint): string {
  return `{"time":"t","tenantId":"${one}","category":"AdvancedHunting-DeviceInfo","properties":{"ReportId":${id},"DeviceName":"${name}"}}`;
}

export type Positions = Record<string, number>;

/** Reads to the end, or a number of batches, and keeps the positions as a user does. */
export async function read(
  storage: MemoryStorage,
  positions: Positions = {},
  options: ReadBlobsOptions<TableName> = {},
  most = Infinity,
): Promise<BlobBatch<unknown>[]> {
  const batches: BlobBatch<unknown>[] = [];
  if (most === 0) return batches;
  for await (const batch of readBlobs(storage.service, {
    ...options,
    positions: { ...positions },
  })) {
    batches.push(batch);
    positions[batch.blob.path] = batch.position;
    if (batches.length >= most) break;
  }
  return batches;
}

/** Lists table, tenant and hour of each blob. */
export async function list(
  storage: MemoryStorage,
  options: Parameters<typeof listBlobs>[1] = {},
): Promise<string[]> {
  const found: string[] = [];
  for await (const { table, tenantId, hour } of listBlobs(storage.service, options)) {
    found.push(`${table} ${tenantId.slice(0, 4)} ${hour.slice(0, 13)}`);
  }
  return found;
}
