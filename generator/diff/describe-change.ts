// Describes what a change means for a reader of the table's rows, without naming the table. Untrusted names
// are not escaped here: the caller escapes them when it prints.

import { pluralize } from "../pluralize.ts";
import type { Certainty } from "./find-renames.ts";
import { columnTypeName, type SchemaChange } from "./schema-change.ts";

export function describeChange(change: SchemaChange): string {
  switch (change.kind) {
    case "table-added":
      return `new table with ${pluralize(change.columns.length, "column")}`;
    case "table-removed":
      return "the table no longer exists";
    case "table-renamed":
      return `table ${renameWord(change.certainty)} from ${change.from}`;
    case "column-added":
      return `new column ${change.column} ${columnTypeName(change.type)}`;
    case "column-removed":
      return `column ${change.column} ${columnTypeName(change.type)} is no longer in the rows`;
    case "column-renamed":
      return `column ${change.column} ${renameWord(change.certainty)} from ${change.from}`;
    case "column-retyped":
    case "long-mode-changed":
      return `column ${change.column} is ${columnTypeName(change.to)}, no longer ${columnTypeName(change.from)}`;
    case "column-moved":
      return `column ${change.column} moved to position ${change.ordinal + 1}`;
  }
}

export function renameWord(certainty: Certainty): string {
  const words = { confirmed: "renamed", likely: "likely renamed", possible: "possibly renamed" };
  return words[certainty];
}
