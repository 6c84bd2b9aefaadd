// A table's name and columns -> its JSON Schema, in either edition. The generator writes the schema
// files with this very function. Knows nothing of Kusto types.

import type { JsonSchema, Scalar } from "./scalar.ts";

/** An edition of JSON Schema, as Standard JSON Schema names it. */
export type JsonSchemaTarget = "draft-2020-12" | "draft-07";

/**
 * Builds the JSON Schema of a table's rows, as they are read or as the stream writes them; columns that it
 * does not name are allowed.
 */
export function buildJsonSchema(
  name: string,
  columns: readonly (readonly [name: string, scalar: Pick<Scalar, "schema" | "wireSchema">])[],
  target: string = "draft-2020-12" satisfies JsonSchemaTarget,
  written = false,
): JsonSchema {
  // What a column's schema says is said alike in both; the two never refer to each other.
  const folder = target === "draft-07" ? "draft-07/" : "";
  return {
    $schema: dialectOf(target),
    $id: `https://huntgen.invalid/schemas/${folder}${encodeURIComponent(name)}.schema.json`,
    title: name,
    type: "object",
    properties: Object.fromEntries(
      columns.map(([column, { schema, wireSchema = schema }]) => [
        column,
        written ? wireSchema : schema,
      ]),
    ),
  };
}

/** The meta-schema of an edition. Throws for one that is not written. */
export function dialectOf(target: string): string {
  if (target === "draft-2020-12") return "https://json-schema.org/draft/2020-12/schema";
  if (target === "draft-07") return "http://json-schema.org/draft-07/schema#";
  throw new Error(`no JSON Schema for ${target}, only draft-2020-12 and draft-07`);
}
