// Builds a Standard Schema of whole messages. It is separate from the reader, so that only a bundle that
// uses it contains it.

import type { Tables } from "../records/choice.ts";
import { dialectOf } from "../table/json-schema.ts";
import { type MessageBody, readMessage } from "./read-message.ts";
import { MessageError } from "./message-error.ts";
import type { EventOf } from "./reader.ts";
import { buildRecordSchema, buildRowRules, type RowSchema } from "../records/record-schema.ts";
import type { JsonSchema } from "../table/scalar.ts";
import type { StandardProps } from "../table/standard-schema.ts";
import type { Table } from "../table/table.ts";
import { type Batch, categoryPrefix } from "../records/triage.ts";

/**
 * A Standard Schema of a whole message: takes a body and returns its batch. A body that is not a message
 * is one issue. A wrong record is not an issue: it is in `rejected` of the batch.
 */
export interface MessageSchema<Event> {
  readonly "~standard": StandardProps<MessageBody, Batch<Event>>;
}

/**
 * Creates a message schema that reads these tables and counts the records of other tables as skipped.
 * Throws a `TypeError` if the list is empty.
 */
export function createMessageSchema<const Given extends Table<string, unknown>>(
  given: readonly Given[],
): MessageSchema<EventOf<Given>> {
  if (given.length === 0) throw new TypeError("expected at least one table");
  const tables = Object.fromEntries(given.map((table) => [table.name, table]));
  return defineMessageSchema(tables, true);
}

/** Defines a message schema. Its JSON Schemas are self-contained: they embed the schemas of the rows. */
export function defineMessageSchema<Event>(tables: Tables, isPart = false): MessageSchema<Event> {
  return {
    "~standard": {
      version: 1,
      vendor: "huntgen",
      validate(value) {
        try {
          // A value of another type has no records, so it is reported as an invalid message.
          return { value: readMessage(tables, value as MessageBody, {}, isPart) };
        } catch (error) {
          if (!(error instanceof MessageError)) throw error;
          return { issues: [{ message: error.message, path: [] }] };
        }
      },
      jsonSchema: {
        input: ({ target }) =>
          buildMessageSchema(
            dialectOf(target),
            rowSchemas(tables, (table) => table.wireSchema(target)),
          ),
        output: ({ target }) =>
          buildBatchSchema(
            dialectOf(target),
            rowSchemas(tables, (table) => table["~standard"].jsonSchema.output({ target })),
          ),
      },
    },
  };
}

/** The schemas of rows to embed in another schema: without the dialect and the id of their own. */
function rowSchemas(
  tables: Tables,
  schemaOf: (table: Table<string, unknown>) => JsonSchema,
): RowSchema[] {
  return Object.entries(tables).map(([name, table]) => {
    const { $schema: _dialect, $id: _id, ...schema } = schemaOf(table);
    return [name, schema];
  });
}

/** A message that fits this schema has no record that is rejected. */
function buildMessageSchema($schema: string, rows: readonly RowSchema[]): Record<string, unknown> {
  return {
    $schema,
    title: "HuntingMessage",
    type: "object",
    required: ["records"],
    properties: { records: listOf(buildRecordSchema(rows)) },
  };
}

/** The JSON Schema of a batch. Of an event, only category and row are described: only these are checked. */
function buildBatchSchema($schema: string, rows: readonly RowSchema[]): Record<string, unknown> {
  const text = { type: "string" };
  const count = { type: "integer", minimum: 0 };
  const event = {
    ...objectOf({
      category: { enum: rows.map(([name]) => `${categoryPrefix}${name}`) },
      properties: { type: "object" },
    }),
    allOf: buildRowRules(rows),
  };
  const issue = objectOf({ path: listOf(text), expected: text, actual: text, message: text });
  const rejected = objectOf({ index: count, issues: listOf(issue) });
  const unknown = objectOf({ index: count, category: text, record: { type: "object" } });
  return {
    $schema,
    title: "HuntingBatch",
    ...objectOf({
      events: listOf(event),
      rejected: listOf(rejected),
      unknown: listOf(unknown),
      skipped: count,
    }),
  };
}

function objectOf(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: "object", required: Object.keys(properties), properties };
}

function listOf(items: JsonSchema): JsonSchema {
  return { type: "array", items };
}
