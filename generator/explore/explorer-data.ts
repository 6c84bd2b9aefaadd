// Defines the data of the page: what the emitter writes into it as JSON, and what its code reads.

import type { KustoType } from "../mapping/kusto-types.ts";

export interface ExplorerData {
  readonly title: string;
  /** What an address without a fragment shows. */
  readonly firstView: "overview" | "history";
  /** What a project imports the tables from. */
  readonly module: string;
  /** By the name of the type in columns, such as `string` or `long as bigint`. */
  readonly types: Readonly<Record<string, TypeFacts>>;
  /** The first one is the base of comparisons. */
  readonly tenants: readonly Tenant[];
  readonly labels: Labels;
  /** Null if no history was asked for. */
  readonly history: History | null;
  /** Null if no queries are known. */
  readonly queries: readonly SavedQuery[] | null;
}

export interface TypeFacts {
  readonly kusto: KustoType;
  readonly typescript: string;
  readonly doc: string;
  /** A value as the stream writes it: JSON text. */
  readonly example: string;
}

/** The exports of one directory or revision. */
export interface Tenant {
  readonly name: string;
  readonly tables: readonly TenantTable[];
}

export interface TenantTable {
  readonly name: string;
  readonly identifier: string;
  /** The file of its export. */
  readonly source: string;
  /** In the order of the table. */
  readonly columns: readonly ColumnEntry[];
}

export type ColumnEntry = readonly [name: string, type: string, description?: string];

export type Status = "ga" | "preview" | "deprecated" | "retired";
export type Streamed = "yes" | "no" | "unknown";

/** What is known of tables from outside of the exports. */
export interface Labels {
  readonly source: string;
  readonly date: string;
  readonly tables: readonly (readonly [table: string, status: Status, streamed: Streamed])[];
}

export interface History {
  /** Where it begins: a revision, or the old schema of a comparison. */
  readonly from: string;
  /** The newest first. */
  readonly entries: readonly HistoryEntry[];
}

export interface HistoryEntry {
  /** The abbreviated hash of the commit; null if the changes are not committed. */
  readonly commit: string | null;
  /** Such as `2026-03-01`; null if the changes are not committed. */
  readonly date: string | null;
  readonly subject: string;
  readonly changes: readonly HistoryChange[];
  /** Why the exports of the commit cannot be read; null if they can be. */
  readonly problem: string | null;
}

type Grade = "breaking" | "additive" | "neutral";

export interface HistoryChange {
  readonly table: string;
  readonly column: string | null;
  readonly message: string;
  readonly grade: Grade;
  /** The grade for code that compiles against the types. */
  readonly types: Grade;
  /** The grade for programs that validate the stream. */
  readonly stream: Grade;
  readonly fixes: readonly string[];
  /** The reason for approving a breaking change; null if it is not approved. */
  readonly approved: string | null;
}

/** A query that the configuration lists, and what it reads. */
export interface SavedQuery {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** Why it is not certain what the query reads; null if it is certain. */
  readonly problem: string | null;
  /** In the code unit order of the tables. */
  readonly reads: readonly QueryRead[];
}

/**
 * What a query reads of a table: the columns that it names, and those that it reads with `*` or in whole
 * rows. A number is the position of a column in the table: in the first export, then what others add.
 */
export type QueryRead = readonly [
  table: string,
  named: readonly number[],
  unnamed: readonly number[] | "all others",
];
