// Tables -> a schema of whole messages, for libraries that know Standard Schema. It stands apart from
// the reader, so that only who uses it bundles it.

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
 * A message, to libraries that know Standard Schema: a body in, its batch out, and one issue where the
 * body is no message. A wrong record is no issue: it is in the batch, among the rejected.
 */
export interface MessageSchema<Event> {
  readonly "~standard": StandardProps<MessageBody, Batch<Event>>;
}

/**
 * Makes a schema of messages that reads these tables, and counts the records of others as skipped.
 * Throws a `TypeError` for none.
 */
export function createMessageSchema<const Given extends Table<string, unknown>>(
  given: readonly Given[],
): MessageSchema<EventOf<Given>> {
  if (given.length === 0) throw new TypeError("a schema of messages needs a table to read");
  const tables = Object.fromEntries(given.map((table) => [table.name, table]));
  return defineMessageSchema(tables, true);
}

/** Defines a schema of messages. Its JSON Schemas are self-contained and hold nothing but tables. */
export function defineMessageSchema<Event>(tables: Tables, isPart = false): MessageSchema<Event> {
  return {
    "~standard": {
      version: 1,
      vendor: "huntgen",
      validate(value) {
        try {
          // A body of another type is a message without records.
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

/** Rows as they stand inside of another schema: without what says where one is found. */
function rowSchemas(
  tables: Tables,
  schemaOf: (table: Table<string, unknown>) => JsonSchema,
): RowSchema[] {
  return Object.entries(tables).map(([name, table]) => {
    const { $schema: _dialect, $id: _place, ...schema } = schemaOf(table);
    return [name, schema];
  });
}

/** What fits it has no record that is rejected. */
function buildMessageSchema($schema: string, rows: readonly RowSchema[]): Record<string, unknown> {
  return {
    $schema,
    title: "HuntingMessage",
    type: "object",
    required: ["records"],
    properties: { records: listOf(buildRecordSchema(rows)) },
  };
}

/** What a batch is in JSON. The reader looks at nothing of an event but category and row. */
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
