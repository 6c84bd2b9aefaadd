// Builds the JSON Schema of a record of the stream. The generator writes schemas/stream.schema.json with the
// same function.

import type { JsonSchema } from "../table/scalar.ts";
import { categoryPrefix } from "./triage.ts";

/** The name of a table, and the schema of its rows or a reference to it. */
export type RowSchema = readonly [name: string, schema: JsonSchema];

/** Builds the schema. A record of a known category has a row of its table; an unknown category is allowed. */
export function buildRecordSchema(rows: readonly RowSchema[]): JsonSchema {
  const text = { type: "string" };
  const textOrNull = { type: ["string", "null"] };
  return {
    title: "HuntingEvent",
    type: "object",
    required: ["time", "tenantId", "category", "properties"],
    properties: {
      time: text,
      tenantId: text,
      category: { type: "string", pattern: `^${categoryPrefix}` },
      operationName: textOrNull,
      Tenant: textOrNull,
      _TimeReceivedBySvc: textOrNull,
      properties: { type: "object", properties: { MachineGroup: textOrNull } },
    },
    allOf: buildRowRules(rows),
  };
}

/** Builds a rule for each table: a record with its category has a row of the table. */
export function buildRowRules(rows: readonly RowSchema[]): readonly JsonSchema[] {
  return rows.map(([name, schema]) => ({
    if: { properties: { category: { const: `${categoryPrefix}${name}` } } },
    then: { properties: { properties: schema } },
  }));
}
