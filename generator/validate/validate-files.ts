// Validates files of records against the schema and reports the results for each table.

import type { Schema } from "../model/schema.ts";
import { type Problem, HuntgenError } from "../problems.ts";
import { createDriftCollector, type DriftReport } from "../runtime/records/drift.ts";
import { MessageError } from "../runtime/stream/message-error.ts";
import { stringify } from "../runtime/json/stringify.ts";
import type { RejectedRecord } from "../runtime/records/triage.ts";
import { readRecords } from "./read-records.ts";
import type { RejectedFile } from "./rejected-file.ts";
import { schemaTables } from "./schema-tables.ts";

/** A file to read, with the name that the user wrote. */
export interface RecordFile {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Called with the number of bytes of text that were read. */
  readonly onRead?: (bytes: number) => void;
}

interface TableReport {
  readonly events: number;
  readonly rejected: number;
}

export interface ValidationReport {
  readonly files: readonly string[];
  readonly events: number;
  readonly rejected: number;
  readonly unknown: number;
  /** Rejected records whose envelope names no table. */
  readonly rejectedWithoutTable: number;
  readonly tables: Readonly<Record<string, TableReport>>;
  readonly drift: DriftReport;
  /** The first ten unreadable parts of each file. Each of them is also a rejected record. */
  readonly problems: readonly Problem[];
  /** The number of further unreadable parts. */
  readonly omittedProblems: number;
}

const mostProblems = 10;

/**
 * Validates every record of every file. Writes the rejected records with their reasons to `rejectedFile` as
 * NDJSON. Throws a `HuntgenError` for a file that cannot be read or does not contain records.
 */
export async function validateFiles(
  files: readonly RecordFile[],
  schema: Schema,
  rejectedFile?: RejectedFile,
): Promise<ValidationReport> {
  const tables = schemaTables(schema);
  const drift = createDriftCollector();
  const counts = new Map<string, { events: number; rejected: number }>();
  const total = { events: 0, rejected: 0, unknown: 0, rejectedWithoutTable: 0, omittedProblems: 0 };
  const problems: Problem[] = [];
  for (const { name, bytes, onRead } of files) {
    let listed = 0;
    for await (const batch of explained(name, readRecords(bytes, tables, { drift, onRead }))) {
      total.events += batch.events.length;
      for (const { category } of batch.events) countOf(counts, tableOf(category)).events += 1;
      total.rejected += batch.rejected.length;
      total.unknown += batch.unknown.length;
      for (const { category } of batch.rejected) {
        const table = tableOf(category);
        if (!Object.hasOwn(tables, table)) total.rejectedWithoutTable += 1;
        else countOf(counts, table).rejected += 1;
      }
      for (const { code, line, byte, message } of batch.problems) {
        if (listed === mostProblems) total.omittedProblems += 1;
        else {
          problems.push({ code, file: name, line, message: `byte ${byte}: ${message}` });
          listed += 1;
        }
      }
      if (rejectedFile !== undefined && batch.rejected.length > 0) {
        await rejectedFile.write(batch.rejected.map((each) => lineOf(name, each)).join(""));
      }
    }
  }
  rejectedFile?.finish();
  return {
    files: files.map(({ name }) => name),
    ...total,
    tables: Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    drift: drift.report(),
    problems,
  };
}

/** Converts errors of reading a file to problems with the name of the file. */
async function* explained<Batch>(
  file: string,
  batches: AsyncIterable<Batch>,
): AsyncGenerator<Batch, void, undefined> {
  try {
    yield* batches;
  } catch (error) {
    if (error instanceof MessageError) {
      throw new HuntgenError([{ code: "no-records", file, line: 0, message: error.message }]);
    }
    if (error instanceof Error && "code" in error) {
      const message = `cannot be read (${String(error.code)})`;
      throw new HuntgenError([{ code: "unreadable-file", file, line: 0, message }]);
    }
    throw error;
  }
}

function countOf(
  counts: Map<string, { events: number; rejected: number }>,
  table: string,
): { events: number; rejected: number } {
  const count = counts.get(table) ?? { events: 0, rejected: 0 };
  counts.set(table, count);
  return count;
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

function tableOf(category: string | undefined): string {
  return category?.replace(/^AdvancedHunting-/, "") ?? "";
}

function lineOf(file: string, { index, category, issues, record }: RejectedRecord): string {
  // A record that is not UTF-8 is kept as bytes.
  const shown = record instanceof Uint8Array ? { base64: toBase64(record) } : record;
  return `${stringify({ file, index, category, issues, record: shown })}\n`;
}
