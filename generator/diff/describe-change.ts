// Describes a change in a few words, without its table. Untrusted names are not escaped here: the caller
// escapes them when it prints.

import { pluralize } from "../pluralize.ts";
import type { Certainty } from "./find-renames.ts";
import { columnTypeName, type SchemaChange } from "./schema-change.ts";

export function describeChange(change: SchemaChange): string {
  switch (change.kind) {
    case "table-added":
      return `new table with ${pluralize(change.columns.length, "column")}`;
    case "table-removed":
      return "table removed";
    case "table-renamed":
      return `table ${renameWord(change.certainty)} from ${change.from}`;
    case "column-added":
      return `new column ${change.column} ${columnTypeName(change.type)}`;
    case "column-removed":
      return `column ${change.column} ${columnTypeName(change.type)} removed`;
    case "column-renamed":
      return `column ${change.column} ${renameWord(change.certainty)} from ${change.from}`;
    case "column-retyped":
      return `column ${change.column} retyped from ${columnTypeName(change.from)} to ${columnTypeName(change.to)}`;
    case "long-mode-changed":
      return `column ${change.column} reconfigured from ${columnTypeName(change.from)} to ${columnTypeName(change.to)}`;
    case "column-moved":
      return `column ${change.column} moved to position ${change.ordinal + 1}`;
  }
}

export function renameWord(certainty: Certainty): string {
  const words = { confirmed: "renamed", likely: "likely renamed", possible: "possibly renamed" };
  return words[certainty];
}
