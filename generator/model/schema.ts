// The model that everything after it reads: plain, readonly data, complete and free of conflicts.

import type { KustoType, LongMode } from "../mapping/kusto-types.ts";

export interface Schema {
  /** In code unit order of the names. */
  readonly tables: readonly Table[];
}

export interface Table {
  /** Kusto's name, as it stands after `AdvancedHunting-`. */
  readonly name: string;
  /** Its name as a TypeScript identifier and as a file name; unique in any letter case. */
  readonly identifier: string;
  /** The export that it was read from: a file name in the input directory. */
  readonly source: string;
  /** In the order of the table. */
  readonly columns: readonly Column[];
}

export interface Column {
  readonly name: string;
  readonly type: KustoType;
  /** What a `long` is in TypeScript; `exact` on columns of other types. */
  readonly long: LongMode;
  /** What the export says of the column, if it says anything. */
  readonly description?: string;
}
