// Reads messages and lines slowly and obviously. Every reader is compared with it.

import { MessageError } from "../../../generator/runtime/stream/message-error.ts";
import { isObject } from "../../../generator/runtime/table/walk.ts";
import type { Batch } from "../../../generator/runtime/records/triage.ts";
import type { Tables } from "./fuzz-tables.ts";
import { memberTexts, recordTexts } from "./json-tokens.ts";
import type { Body } from "./line-source.ts";
import type { ForwardedBatch, ForwardedRecord, ReadLineOptions, ReadOptions } from "./reader.ts";
import { decode, judgeLines, tryParse, withoutBom } from "./reference-lines.ts";
import { judge, type Verdict } from "./verdict.ts";

export function referenceMessage(
  tables: Tables,
  body: Body,
  options: ReadOptions = {},
): Batch<unknown> {
  const { records } = readMessage(body);
  return batchOf(records.map((record, index) => judge(tables, record, "", index, options)));
}

/** Returns all batches at once. `source` is the whole source. */
export function referenceLines(
  tables: Tables,
  source: Body,
  options: ReadLineOptions = {},
): Batch<unknown>[] {
  return inBatches(judgeLines(tables, source, options), options).map(batchOf);
}

export function referenceForward(
  tables: Tables,
  body: Body,
  options: ReadOptions = {},
): ForwardedBatch {
  const { records, text } = readMessage(body);
  const texts = recordTexts(text);
  return forwardBatchOf(
    records.map((record, index) => judge(tables, record, texts[index] ?? "", index, options)),
  );
}

export function referenceForwardLines(
  tables: Tables,
  source: Body,
  options: ReadLineOptions = {},
): ForwardedBatch[] {
  return inBatches(judgeLines(tables, source, options), options).map(forwardBatchOf);
}

function readMessage(body: Body): { readonly text: string; readonly records: readonly unknown[] } {
  const decoded = typeof body === "string" ? body : decode(body);
  if (decoded === undefined) throw new MessageError("not UTF-8");
  const text = withoutBom(decoded);
  const message = tryParse(text);
  const records = isObject(message?.value) ? message.value["records"] : undefined;
  if (!Array.isArray(records)) throw new MessageError("not a message");
  return { text, records };
}

function inBatches(
  verdicts: readonly Verdict[],
  { batchSize = 500 }: ReadLineOptions,
): Verdict[][] {
  const batches: Verdict[][] = [];
  for (let start = 0; start < verdicts.length; start += batchSize) {
    batches.push(verdicts.slice(start, start + batchSize));
  }
  return batches;
}

function batchOf(verdicts: readonly Verdict[]): Batch<unknown> {
  return {
    events: verdicts.flatMap((verdict) => (verdict.fate === "event" ? [verdict.event] : [])),
    rejected: verdicts.flatMap((verdict) => (verdict.fate === "rejected" ? [verdict.entry] : [])),
    unknown: verdicts.flatMap((verdict) => (verdict.fate === "unknown" ? [verdict.entry] : [])),
    skipped: verdicts.filter(({ fate }) => fate === "skipped").length,
  };
}

function forwardBatchOf(verdicts: readonly Verdict[]): ForwardedBatch {
  const byTable = new Map<string, ForwardedRecord[]>();
  for (const verdict of verdicts) {
    if (verdict.fate !== "event") continue;
    const { event, hasColumns, table, text } = verdict;
    const record = forwardText(text, hasColumns ? event : undefined);
    byTable.set(table, [...(byTable.get(table) ?? []), record]);
  }
  const { rejected, unknown, skipped } = batchOf(verdicts);
  const tables = [...byTable].map(
    ([name, records]) => [name, { ndjson: ndjsonOf(records), records }] as const,
  );
  return { tables: new Map(tables), rejected, unknown, skipped };
}

function forwardText(text: string, event: unknown): ForwardedRecord {
  const members = memberTexts(text);
  return { bytes: encode(text), event, member: (name) => encode(members.get(name) ?? "") };
}

/**
 * A lone surrogate cannot be encoded as bytes. It can only be in a string, so an escape means the
 * same.
 */
function encode(text: string): Uint8Array {
  const escaped = text.replaceAll(
    /\p{Surrogate}/gu,
    (half) => `\\u${half.charCodeAt(0).toString(16)}`,
  );
  return Buffer.from(escaped);
}

function ndjsonOf(records: readonly ForwardedRecord[]): Uint8Array {
  // Inside a string a line break is an escape, so a raw one is white space.
  const lines = records.map(({ bytes }) =>
    Buffer.from(bytes)
      .toString()
      .replaceAll(/[\r\n]/g, " "),
  );
  return Buffer.from(lines.map((line) => `${line}\n`).join(""));
}
