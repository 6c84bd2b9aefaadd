// A table's name and columns -> its JSON Schema (2020-12). The generator writes the schema files with
// this very function. Knows nothing of Kusto types.

import type { JsonSchema, Scalar } from "./scalar.ts";

/** Builds the JSON Schema of a table; columns that it does not name are allowed. */
export function buildJsonSchema(
  name: string,
  columns: readonly (readonly [name: string, scalar: Pick<Scalar, "schema">])[],
): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `https://huntgen.invalid/schemas/${encodeURIComponent(name)}.schema.json`,
    title: name,
    type: "object",
    properties: Object.fromEntries(columns.map(([column, scalar]) => [column, scalar.schema])),
  };
}
