// Checks newline-delimited records for programs that forward them.

import type { Tables } from "../records/choice.ts";
import { finishForward, forwardScanned, forwardText } from "./forward-message.ts";
import type { ForwardBatch, ForwardedRecord } from "./forwarded.ts";
import type { LineSource } from "./line-source.ts";
import { type LineBatch, type LineOptions, type LineReader, readBatches } from "./read-lines.ts";

/** Checks the records of a source, in batches. */
export async function* forwardRecordLines<Name extends string, Event>(
  tables: Tables,
  source: LineSource,
  options: LineOptions = {},
): AsyncGenerator<ForwardBatch<Name, Event>, void, undefined> {
  for await (const { triage } of readBatches(tables, source, options, forwarding<Name, Event>())) {
    yield finishForward(triage);
  }
}

/** Checks the records that a growing source has so far; see `readGrowingLines`. */
export async function* forwardGrowingLines<Name extends string, Event>(
  tables: Tables,
  source: AsyncIterable<Uint8Array>,
  options: LineOptions = {},
  start = 0,
): AsyncGenerator<LineBatch<ForwardBatch<Name, Event>>, void, undefined> {
  const reader = { ...forwarding<Name, Event>(), isGrowing: true, start };
  for await (const { triage, position } of readBatches(tables, source, options, reader)) {
    yield { batch: finishForward(triage), position };
  }
}

function forwarding<Name extends string, Event>(): LineReader<ForwardedRecord<Name, Event>> {
  return { mode: "index", takeScanned: forwardScanned, takeText: forwardText };
}
