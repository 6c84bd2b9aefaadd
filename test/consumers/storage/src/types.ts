// Checks what compiles with the types of the SDK: its client unchanged, in the oldest version, the
// one that is used and the newest.

import { BlobServiceClient } from "@azure/storage-blob";
import { DeviceLogonEvents } from "@huntgen/defender/tables/DeviceLogonEvents";
import { type BlobBatch, type BlobService, listBlobs, readBlobs } from "@huntgen/defender/storage";
import { BlobServiceClient as NewestClient } from "storage-blob-newest";
import { BlobServiceClient as OldestClient } from "storage-blob-oldest";

export function services(connection: string): readonly BlobService[] {
  return [
    OldestClient.fromConnectionString(connection),
    BlobServiceClient.fromConnectionString(connection),
    NewestClient.fromConnectionString(connection),
  ];
}

export async function narrow(service: BlobServiceClient): Promise<void> {
  const { signal } = new AbortController();
  for await (const { size } of listBlobs(service, { signal, from: new Date() })) size.toFixed();
  for await (const batch of readBlobs(service, { tables: ["DeviceLogonEvents"], signal })) {
    for (const event of batch.events) {
      const category: "AdvancedHunting-DeviceLogonEvents" = event.category;
      const type: string | null | undefined = event.properties.LogonType;
      void [category, type, event.properties.MachineGroup];
      // @ts-expect-error There is no such column.
      void event.properties.LogonTipe;
    }
    const position: number = batch.position;
    void [position, batch.blob.hour, batch.rejected, batch.unknown];
  }
  for await (const batch of readBlobs(service)) {
    for (const event of batch.events) {
      // @ts-expect-error Every table has its own columns.
      void event.properties.LogonType;
      if (event.category === DeviceLogonEvents.category) void event.properties.LogonType;
    }
  }
  // @ts-expect-error There is no such table.
  readBlobs(service, { tables: ["DeviceLogonEvent"] });
  // @ts-expect-error A position is a number of bytes.
  readBlobs(service, { positions: { path: "5" } });
  // @ts-expect-error It is not a client.
  readBlobs({});
}

/** Chosen tables narrow what a function accepts. */
export function take(batch: BlobBatch<{ readonly category: string }>): number {
  return batch.events.length;
}
