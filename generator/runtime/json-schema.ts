// A table's name and columns -> its JSON Schema, in either edition. The generator writes the schema
// files with this very function. Knows nothing of Kusto types.

import type { JsonSchema, Scalar } from "./scalar.ts";

/** An edition of JSON Schema, as Standard JSON Schema names it. */
export type JsonSchemaTarget = "draft-2020-12" | "draft-07";

/** Builds the JSON Schema of a table; columns that it does not name are allowed. */
export function buildJsonSchema(
  name: string,
  columns: readonly (readonly [name: string, scalar: Pick<Scalar, "schema">])[],
  target: JsonSchemaTarget = "draft-2020-12",
): JsonSchema {
  // What a column's schema says is said alike in both; the two never refer to each other.
  const [$schema, folder] =
    target === "draft-07"
      ? ["http://json-schema.org/draft-07/schema#", "draft-07/"]
      : ["https://json-schema.org/draft/2020-12/schema", ""];
  return {
    $schema,
    $id: `https://huntgen.invalid/schemas/${folder}${encodeURIComponent(name)}.schema.json`,
    title: name,
    type: "object",
    properties: Object.fromEntries(columns.map(([column, scalar]) => [column, scalar.schema])),
  };
}
