// Reads the records that were captured from the stream, which the tests read too.

import { readFileSync } from "node:fs";

const file = new URL("../../../../support/fixtures/stream-records.ndjson", import.meta.url);

/** Returns the JSON text of each record, in the order of the file. */
export function readCapturedRecords(): readonly string[] {
  return readFileSync(file, "utf8").trim().split("\n");
}
