// Checks the blobs of a Storage account for programs that forward their records.

import type { BlobService } from "./client.ts";
import type { Tables } from "../records/choice.ts";
import type { ForwardBatch } from "../stream/forwarded.ts";
import { forwardGrowingLines } from "../stream/forward-lines.ts";
import { type BlobPosition, readAllBlobs, type ReadBlobsOptions } from "./read-blobs.ts";

/** Checks the records of the blobs whose events `readGrownBlobs` would read. */
export function forwardGrownBlobs<Name extends string, Event>(
  tables: Tables,
  service: BlobService,
  options: ReadBlobsOptions,
): AsyncGenerator<ForwardBatch<Name, Event> & BlobPosition, void, undefined> {
  return readAllBlobs<ForwardBatch<Name, Event>>(tables, service, options, forwardGrowingLines);
}
