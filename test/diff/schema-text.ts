// Parses schemas from short text, for tests: `DeviceInfo Id:long Name:string; AlertInfo Id:guid`. A
// mode of long follows the type: `Id:long/bigint`.

import type { KustoType, LongMode } from "../../generator/mapping/kusto-types.ts";
import type { SchemaColumn, Schema } from "../../generator/model/schema.ts";

export function schemaOf(text: string): Schema {
  const tables = text
    .split(";")
    .map((part) => part.trim().split(/\s+/))
    .flatMap(([name = "", ...columns]) =>
      name === ""
        ? []
        : [{ name, identifier: name, source: `${name}.csv`, columns: columns.map(columnOf) }],
    );
  return { tables: tables.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
}

function columnOf(text: string): SchemaColumn {
  const [name = "", type = "", long = "exact"] = text.split(/[:/]/);
  return { name, type: type as KustoType, long: long as LongMode };
}
