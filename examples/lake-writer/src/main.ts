// Reads the blobs that Defender exports and writes NDJSON files by table and day, each event once.
// With --parquet, it also writes them as Parquet.

import path from "node:path";
import { BlobServiceClient } from "@azure/storage-blob";
import { type BlobError, forwardBlobs } from "@huntgen/defender/storage";
import { chosen, openLake } from "./lake.js";
import { writeParquet } from "./parquet.js";
import { readPositions, writePositions } from "./positions.js";

const { STORAGE_CONNECTION_STRING, STORAGE_ACCOUNT_URL, FROM, OUT = "out" } = process.env;
const mostKeys = Number(process.env["MOST_KEYS"] ?? 2_000_000);

async function connect(): Promise<BlobServiceClient> {
  if (STORAGE_CONNECTION_STRING !== undefined) {
    return BlobServiceClient.fromConnectionString(STORAGE_CONNECTION_STRING);
  }
  if (STORAGE_ACCOUNT_URL === undefined) {
    throw new Error("set STORAGE_CONNECTION_STRING or STORAGE_ACCOUNT_URL");
  }
  const { DefaultAzureCredential } = await import("@azure/identity");
  return new BlobServiceClient(STORAGE_ACCOUNT_URL, new DefaultAzureCredential());
}

const stopping = new AbortController();
process.once("SIGTERM", () => stopping.abort()).once("SIGINT", () => stopping.abort());

const service = await connect();
const lake = openLake(OUT, mostKeys);
const positionsFile = path.join(OUT, "positions.json");
const positions = readPositions(positionsFile, FROM);
const options = {
  ...chosen,
  from: FROM,
  positions: { ...positions },
  signal: stopping.signal,
  // The other blobs are still read; the next run tries this one again.
  onBlobError(error: BlobError) {
    console.error(error.message);
    process.exitCode = 1;
  },
};

let writing = false;
try {
  for await (const batch of forwardBlobs(service, options)) {
    const { blob, position, tables, rejected, unknown } = batch;
    writing = true;
    for (const { records } of tables.values()) {
      for (const record of records) await lake.addEvent(record);
    }
    for (const { record, issues } of rejected) await lake.addRejected(blob, record, issues);
    for (const { record } of unknown) await lake.addUnknown(blob, record);

    // First the lines, then the position: a process that is killed in between reads the lines
    // again, and finds their keys in the files.
    const { written, known } = lake.flush();
    positions[blob.path] = position;
    writePositions(positionsFile, positions);
    writing = false;
    console.log(`${blob.path} ${position}: ${written} written, ${known} were there`);
  }
} catch (error) {
  // An abort ends the program normally, but an error while writing is still reported.
  if (writing || !stopping.signal.aborted) throw error;
}

if (process.argv.includes("--parquet") && !stopping.signal.aborted) {
  console.log(`${await writeParquet(OUT)} files written as Parquet`);
}
