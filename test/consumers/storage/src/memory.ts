// Reads a large blob in a process of its own, and prints how much memory that took.

import { BlobServiceClient } from "@azure/storage-blob";
import { readBlobs } from "@huntgen/defender/storage";

const service = BlobServiceClient.fromConnectionString(process.argv[2] ?? "");
const rssAtStart = process.memoryUsage.rss();
let [records, position, rss] = [0, 0, 0];
for await (const batch of readBlobs(service, { tables: ["DeviceInfo"] })) {
  records += batch.events.length;
  position = batch.position;
  rss = Math.max(rss, process.memoryUsage.rss());
}
console.log(JSON.stringify({ records, position, rssAtStart, rss }));
