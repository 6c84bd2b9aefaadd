// Defines the kinds of changes between two schemas, and the keys that identify them.

import type { SchemaColumn } from "../model/schema.ts";
import type { Certainty } from "./find-renames.ts";

/** The Kusto type of a column, and the TypeScript mode of a `long`. */
export type ColumnType = Pick<SchemaColumn, "type" | "long">;

export type SchemaChange =
  | {
      readonly kind: "table-added";
      readonly table: string;
      readonly columns: readonly SchemaColumn[];
    }
  | { readonly kind: "table-removed"; readonly table: string }
  | {
      readonly kind: "table-renamed";
      readonly table: string;
      readonly from: string;
      readonly certainty: Certainty;
    }
  | {
      readonly kind: "column-added";
      readonly table: string;
      readonly column: string;
      readonly type: ColumnType;
      /** Position in the new table, from 0. */
      readonly ordinal: number;
    }
  | {
      readonly kind: "column-removed";
      readonly table: string;
      readonly column: string;
      readonly type: ColumnType;
    }
  | {
      readonly kind: "column-renamed";
      readonly table: string;
      readonly column: string;
      readonly from: string;
      readonly certainty: Certainty;
    }
  | {
      readonly kind: "column-retyped" | "long-mode-changed";
      readonly table: string;
      readonly column: string;
      readonly from: ColumnType;
      readonly to: ColumnType;
    }
  | {
      readonly kind: "column-moved";
      readonly table: string;
      readonly column: string;
      readonly ordinal: number;
    };

export type ChangeKind = SchemaChange["kind"];

/** Returns the key of a change in approvals. The same change has the same key in every run. */
export function changeKey(change: SchemaChange): string {
  const table = nameText(change.table);
  switch (change.kind) {
    case "table-renamed":
      return `${change.kind} ${nameText(change.from)} -> ${table}`;
    case "column-renamed":
      return `${change.kind} ${table}.${nameText(change.from)} -> ${nameText(change.column)}`;
    case "column-retyped":
    case "long-mode-changed": {
      const types = `${columnTypeName(change.from)} -> ${columnTypeName(change.to)}`;
      return `${change.kind} ${table}.${nameText(change.column)} ${types}`;
    }
    case "table-added":
    case "table-removed":
      return `${change.kind} ${table}`;
    default:
      return `${change.kind} ${table}.${nameText(change.column)}`;
  }
}

/** Quotes a name that is not a plain word, so that no two changes have the same key. */
function nameText(name: string): string {
  return /^\w+$/.test(name) ? name : JSON.stringify(name);
}

/** Names a column's type for people, with the mode of a `long`: `string`, or `long as bigint`. */
export function columnTypeName({ type, long }: ColumnType): string {
  return long === "exact" ? type : `${type} as ${long}`;
}
