// Defines what the fuzzer requires of a reader.

import type { DriftCollector } from "../../../generator/runtime/records/drift.ts";
import type {
  Batch,
  RejectedRecord,
  UnknownRecord,
} from "../../../generator/runtime/records/triage.ts";
import type { Tables } from "./fuzz-tables.ts";
import type { Body, LineSource } from "./line-source.ts";

export interface ReadOptions {
  readonly tables?: readonly string[];
  /** Columns to read, by table. */
  readonly columns?: Readonly<Record<string, readonly string[]>>;
  readonly unknownColumns?: "accept" | "reject";
  readonly drift?: DriftCollector | undefined;
}

export interface ReadLineOptions extends ReadOptions {
  readonly batchSize?: number;
  readonly longestLine?: number;
}

export interface ForwardedRecord {
  readonly bytes: Uint8Array;
  /** The event with its chosen columns; undefined if `columns` does not name its table. */
  readonly event: unknown;
  /** The bytes of a member of the record, or no bytes if it does not have the member. */
  member(name: MemberName): Uint8Array;
}

type MemberName = "tenantId" | "category" | "properties";

/** Records as their bytes, by table. */
export interface ForwardedBatch {
  readonly tables: ReadonlyMap<
    string,
    { readonly ndjson: Uint8Array; readonly records: readonly ForwardedRecord[] }
  >;
  readonly rejected: readonly RejectedRecord[];
  readonly unknown: readonly UnknownRecord[];
  readonly skipped: number;
}

export interface Reader {
  readonly name: string;
  parseMessage(tables: Tables, body: Body, options: ReadOptions): Batch<unknown>;
  parseLines(
    tables: Tables,
    source: LineSource,
    options: ReadLineOptions,
  ): AsyncIterable<Batch<unknown>>;
  forwardMessage(tables: Tables, body: Body, options: ReadOptions): ForwardedBatch;
  forwardLines(
    tables: Tables,
    source: LineSource,
    options: ReadLineOptions,
  ): AsyncIterable<ForwardedBatch>;
}
