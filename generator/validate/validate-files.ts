// Files of records -> how they fit the schema, table by table.

import { createWriteStream, renameSync, rmSync, type WriteStream } from "node:fs";
import { once } from "node:events";
import type { Schema } from "../model/schema.ts";
import { SchemaError } from "../problems.ts";
import { createDriftCollector, type DriftReport } from "../runtime/drift.ts";
import { MessageError } from "../runtime/message-error.ts";
import { stringify } from "../runtime/stringify.ts";
import type { RejectedRecord } from "../runtime/triage.ts";
import { readRecords } from "./read-records.ts";
import { schemaTables } from "./schema-tables.ts";

/** A file to read, by the name that people gave it. */
export interface RecordFile {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
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
}

/**
 * Checks every record of every file. `rejectedFile` gets the rejected ones with their reasons, one a
 * line, when all are read. Throws a `SchemaError` for a file that cannot be read or holds no records;
 * `rejectedFile` is untouched then.
 */
export async function validateFiles(
  files: readonly RecordFile[],
  schema: Schema,
  rejectedFile?: string,
): Promise<ValidationReport> {
  const tables = schemaTables(schema);
  const drift = createDriftCollector();
  const counts = new Map<string, { events: number; rejected: number }>();
  const total = { events: 0, rejected: 0, unknown: 0, rejectedWithoutTable: 0 };
  const sink = rejectedFile === undefined ? undefined : openSink(rejectedFile);
  try {
    for (const { name, bytes } of files) {
      for await (const batch of explained(name, readRecords(bytes, tables, { drift }))) {
        total.events += batch.events.length;
        for (const { category } of batch.events) countOf(counts, tableOf(category)).events += 1;
        total.rejected += batch.rejected.length;
        total.unknown += batch.unknown.length;
        for (const record of batch.rejected) {
          const table = tableOf(record.category);
          if (!Object.hasOwn(tables, table)) total.rejectedWithoutTable += 1;
          else countOf(counts, table).rejected += 1;
          await sink?.write(name, record);
        }
      }
    }
    await sink?.finish();
  } finally {
    sink?.discard();
  }
  return {
    files: files.map(({ name }) => name),
    ...total,
    tables: Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    drift: drift.report(),
  };
}

/** Turns what keeps a file from being read into a problem with its name. */
async function* explained<Batch>(
  file: string,
  batches: AsyncIterable<Batch>,
): AsyncGenerator<Batch, void, undefined> {
  try {
    yield* batches;
  } catch (error) {
    if (error instanceof MessageError) {
      throw new SchemaError([{ code: "no-records", file, line: 0, message: error.message }]);
    }
    if (error instanceof Error && "code" in error) {
      const message = `cannot be read (${String(error.code)})`;
      throw new SchemaError([{ code: "unreadable-file", file, line: 0, message }]);
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

interface Sink {
  write(file: string, record: RejectedRecord): Promise<void>;
  finish(): Promise<void>;
  discard(): void;
}

/** A file that is written beside its place and moved there when it is whole. */
function openSink(file: string): Sink {
  const partial = `${file}.huntgen-${process.pid}`;
  const stream: WriteStream = createWriteStream(partial);
  const failed = once(stream, "error").then(([error]: unknown[]) => {
    throw error;
  });
  failed.catch(() => undefined);
  let finished = false;
  return {
    async write(name, { index, category, issues, record }) {
      // Bytes of a line that is not UTF-8.
      const shown = record instanceof Uint8Array ? { base64: toBase64(record) } : record;
      const line = stringify({ file: name, index, category, issues, record: shown });
      if (!stream.write(`${line}\n`)) await Promise.race([once(stream, "drain"), failed]);
    },
    async finish() {
      stream.end();
      await Promise.race([once(stream, "close"), failed]);
      renameSync(partial, file);
      finished = true;
    },
    discard() {
      if (finished) return;
      stream.destroy();
      rmSync(partial, { force: true });
    },
  };
}
