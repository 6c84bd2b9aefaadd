// What can change from one schema to the next, in a closed set of kinds. Data alone.

import type { Column } from "../model/schema.ts";

/** What a column holds: its Kusto type, and what a `long` is in TypeScript. */
export type ColumnForm = Pick<Column, "type" | "long">;

export type SchemaChange =
  | { readonly kind: "table-added"; readonly table: string; readonly columns: readonly Column[] }
  | { readonly kind: "table-removed"; readonly table: string }
  /** `confirmed`: the configuration says so; otherwise it is likely. */
  | {
      readonly kind: "table-renamed";
      readonly table: string;
      readonly from: string;
      readonly confirmed: boolean;
    }
  | {
      readonly kind: "column-added";
      readonly table: string;
      readonly column: string;
      readonly form: ColumnForm;
      /** Position in the new table, from 0. */
      readonly ordinal: number;
    }
  | {
      readonly kind: "column-removed";
      readonly table: string;
      readonly column: string;
      readonly form: ColumnForm;
    }
  | {
      readonly kind: "column-renamed";
      readonly table: string;
      readonly column: string;
      readonly from: string;
      readonly confirmed: boolean;
    }
  | {
      readonly kind: "column-retyped" | "long-mode-changed";
      readonly table: string;
      readonly column: string;
      readonly from: ColumnForm;
      readonly to: ColumnForm;
    }
  | {
      readonly kind: "column-moved";
      readonly table: string;
      readonly column: string;
      readonly ordinal: number;
    };

export type ChangeKind = SchemaChange["kind"];

/** What stands for a change in approvals: the same change has the same key from run to run. */
export function changeKey(change: SchemaChange): string {
  const table = nameText(change.table);
  switch (change.kind) {
    case "table-renamed":
      return `${change.kind} ${nameText(change.from)} -> ${table}`;
    case "column-renamed":
      return `${change.kind} ${table}.${nameText(change.from)} -> ${nameText(change.column)}`;
    case "column-retyped":
    case "long-mode-changed": {
      const forms = `${formName(change.from)} -> ${formName(change.to)}`;
      return `${change.kind} ${table}.${nameText(change.column)} ${forms}`;
    }
    case "table-added":
    case "table-removed":
      return `${change.kind} ${table}`;
    default:
      return `${change.kind} ${table}.${nameText(change.column)}`;
  }
}

/** A name that is no plain word is quoted: an approval of one column must not be that of another. */
function nameText(name: string): string {
  return /^\w+$/.test(name) ? name : JSON.stringify(name);
}

/** A form as people write it: `string`, or `long as bigint`. */
export function formName({ type, long }: ColumnForm): string {
  return long === "exact" ? type : `${type} as ${long}`;
}
