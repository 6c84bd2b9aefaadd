// Builds the JSON Schema of a table in either edition. The generator writes the schema files with the same
// function.

import type { JsonSchema, Scalar } from "./scalar.ts";

/** An edition of JSON Schema, as Standard JSON Schema names it. */
export type JsonSchemaTarget = "draft-2020-12" | "draft-07";

/**
 * Builds the JSON Schema of a table's rows as they are read, or, if `written`, as the stream writes them.
 * Unknown columns are allowed.
 */
export function buildJsonSchema(
  name: string,
  columns: readonly (readonly [name: string, scalar: Pick<Scalar, "schema" | "wireSchema">])[],
  target: string = "draft-2020-12" satisfies JsonSchemaTarget,
  written = false,
): JsonSchema {
  // Both editions have the same column schemas, but ids of their own, so that they never refer to each other.
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

/** Returns the meta-schema of an edition. Throws an `Error` for an unsupported edition. */
export function dialectOf(target: string): string {
  if (target === "draft-2020-12") return "https://json-schema.org/draft/2020-12/schema";
  if (target === "draft-07") return "http://json-schema.org/draft-07/schema#";
  throw new Error(`expected draft-2020-12 or draft-07, got ${target}`);
}
