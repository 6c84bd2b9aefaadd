// Creates an account to read: records of the stream, written as Defender writes them, and readers
// that keep positions as a user does.

import { type AppendBlobClient, BlobServiceClient } from "@azure/storage-blob";
import { stringify, type TableName } from "@huntgen/defender";
import { blobPath, type ReadBlobsOptions, readBlobs } from "@huntgen/defender/storage";

export const tenants = [
  "11111111-aaaa-4000-8000-000000000001",
  "22222222-bbbb-4000-8000-000000000002",
] as const;

export type Positions = Record<string, number>;

/** Returns a service with its own container names; it is empty, since tests share the account. */
export async function emptyAccount(connection: string): Promise<BlobServiceClient> {
  const service = BlobServiceClient.fromConnectionString(connection);
  for await (const { name } of service.listContainers()) await service.deleteContainer(name);
  return service;
}

/** Returns the blob at a path, and creates it if it does not exist. */
export async function openBlob(
  service: BlobServiceClient,
  path: string,
): Promise<AppendBlobClient> {
  const slash = path.indexOf("/");
  const container = service.getContainerClient(path.slice(0, slash));
  await container.createIfNotExists();
  const blob = container.getAppendBlobClient(path.slice(slash + 1));
  await blob.createIfNotExists();
  return blob;
}

export async function append(blob: AppendBlobClient, text: string | Buffer): Promise<void> {
  const bytes = Buffer.from(text);
  const most = 4 * 1024 * 1024;
  for (let at = 0; at < bytes.length; at += most) {
    const part = bytes.subarray(at, at + most);
    await blob.appendBlock(part, part.length);
  }
}

export function pathOf(table: string, hour: string, tenantId: string = tenants[0]): string {
  return blobPath({ table, tenantId, hour });
}

/**
 * Writes a record as text, with an id that a number would round, and characters of several bytes.
 */
export function recordOf(index: number, padding = ""): string {
  const id = 639199803770463703n + BigInt(index);
  return `{"time":"2026-03-01T00:00:00.1234567Z","tenantId":"${tenants[0]}","category":"AdvancedHunting-DeviceInfo","properties":{"Timestamp":"2026-03-01T00:00:00Z","ReportId":${id},"DeviceName":"ä€😀 ${index}${padding}"}}`;
}

/** Reads to the end. Returns the texts of the events, and updates the positions. */
export async function readAll(
  service: BlobServiceClient,
  positions: Positions = {},
  options: ReadBlobsOptions<TableName> = {},
): Promise<string[]> {
  const texts: string[] = [];
  for await (const batch of readBlobs(service, { ...options, positions: { ...positions } })) {
    texts.push(...batch.events.map((event) => stringify(event)));
    positions[batch.blob.path] = batch.position;
  }
  return texts;
}

/** Returns numbers from 0 up to 1, the same in every run (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
