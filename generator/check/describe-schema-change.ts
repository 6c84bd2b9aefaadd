// Describes a change of the schema in the notation of a diff: `+ Column type`, `- Column type` or
// `~ Column old -> new`. Untrusted names are not escaped here.

import { columnTypeName, type SchemaChange } from "../diff/schema-change.ts";
import { renameWord } from "../diff/describe-change.ts";
import { pluralize } from "../pluralize.ts";

export function describeSchemaChange(change: SchemaChange): string {
  switch (change.kind) {
    case "table-added":
      return `+ table with ${pluralize(change.columns.length, "column")}`;
    case "table-removed":
      return "- table";
    case "table-renamed":
      return `~ table ${renameWord(change.certainty)} from ${change.from}`;
    case "column-added":
      return `+ ${change.column} ${columnTypeName(change.type)}`;
    case "column-removed":
      return `- ${change.column} ${columnTypeName(change.type)}`;
    case "column-renamed":
      return `~ ${change.column} ${renameWord(change.certainty)} from ${change.from}`;
    case "column-retyped":
    case "long-mode-changed":
      return `~ ${change.column} ${columnTypeName(change.from)} -> ${columnTypeName(change.to)}`;
    case "column-moved":
      return `~ ${change.column} moved to position ${change.ordinal + 1}`;
  }
}
