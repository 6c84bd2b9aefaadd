// Defines the model that all later stages read: plain, readonly data without conflicts.

import type { KustoType, LongMode } from "../mapping/kusto-types.ts";

export interface Schema {
  /** Sorted by name in code unit order. */
  readonly tables: readonly SchemaTable[];
}

export interface SchemaTable {
  /** The Kusto name, as it appears after `AdvancedHunting-`. */
  readonly name: string;
  /** The name as a TypeScript identifier and file name. Unique even if letter case is ignored. */
  readonly identifier: string;
  /** The export of the table: a file name in the input directory. */
  readonly source: string;
  /** In the order of the table. */
  readonly columns: readonly SchemaColumn[];
}

export interface SchemaColumn {
  readonly name: string;
  readonly type: KustoType;
  /** The TypeScript mode of a `long`; `exact` for columns of other types. */
  readonly long: LongMode;
  /** What the export says of the column, if it says anything. */
  readonly description?: string;
}
