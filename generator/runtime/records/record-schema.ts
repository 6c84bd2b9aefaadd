// Tables and the schemas of their rows -> the JSON Schema of a record of the stream. The generator
// writes schemas/stream.schema.json with this very function.

import type { JsonSchema } from "../table/scalar.ts";
import { categoryPrefix } from "./triage.ts";

/** A table's name, and the schema of its rows or a reference to it. */
export type RowSchema = readonly [name: string, schema: JsonSchema];

/** Known categories have the rows of their tables; an unknown category is news, not an error. */
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

/** For each table: what has its category has a row of it. */
export function buildRowRules(rows: readonly RowSchema[]): readonly JsonSchema[] {
  return rows.map(([name, schema]) => ({
    if: { properties: { category: { const: `${categoryPrefix}${name}` } } },
    then: { properties: { properties: schema } },
  }));
}
