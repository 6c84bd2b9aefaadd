// schemas/: the JSON Schema of each table, made by the very function that the generated code makes it
// with; of a record of the stream, which refers to them; and of a record with all that it refers to
// in one document. In 2020-12, and in draft-07 for those who ask.

import { type ScalarMapping, scalarMappingOf } from "../mapping/kusto-types.ts";
import type { Table } from "../model/schema.ts";
import { buildJsonSchema, type JsonSchemaTarget } from "../runtime/table/json-schema.ts";
import { buildRecordSchema, type RowSchema } from "../runtime/records/record-schema.ts";
import type { JsonSchema } from "../runtime/table/scalar.ts";
import type { Emitter, PlannedFile } from "./emitter.ts";
import { printJson } from "./print-json.ts";

export const emitJsonSchemas: Emitter = ({ tables }, { jsonSchema }) => [
  ...planEdition(tables, "draft-2020-12", "schemas"),
  ...(jsonSchema.draft07 ? planEdition(tables, "draft-07", "schemas/draft-07") : []),
];

/** `folder` is the one that the $ids of the edition name. */
function planEdition(
  tables: readonly Table[],
  target: JsonSchemaTarget,
  folder: string,
): PlannedFile[] {
  return [
    ...tables.map((table): PlannedFile => ({
      path: `${folder}/${table.identifier}.schema.json`,
      language: "json",
      table,
      render: () => printJson(tableSchema(table, target)),
    })),
    {
      path: `${folder}/stream.schema.json`,
      language: "json",
      table: undefined,
      render: () => printJson(streamSchema(tables, target)),
    },
    {
      path: `${folder}/bundled/stream.schema.json`,
      language: "json",
      table: undefined,
      render: () => printJson(bundledSchema(tables, target), 4),
    },
  ];
}

function tableSchema(table: Table, target: JsonSchemaTarget): JsonSchema {
  return buildJsonSchema(table.name, mappingsOf(table), target);
}

function mappingsOf({ columns }: Table): (readonly [column: string, mapping: ScalarMapping])[] {
  return columns.map((column) => [column.name, scalarMappingOf(column)]);
}

/** A row as the stream writes it: a reference, where the table's own schema says the same. */
function writtenRow(table: Table, target: JsonSchemaTarget): JsonSchema {
  const mappings = mappingsOf(table);
  const { $schema: _dialect, $id, ...row } = buildJsonSchema(table.name, mappings, target, true);
  return mappings.some(([, { wireSchema }]) => wireSchema !== undefined) ? row : { $ref: $id };
}

/** A record, with references to the schemas of the tables. */
function streamSchema(tables: readonly Table[], target: JsonSchemaTarget): JsonSchema {
  const { $schema, $id } = buildJsonSchema("stream", [], target);
  const rows = tables.map((table): RowSchema => [table.name, writtenRow(table, target)]);
  return { $schema, $id, ...buildRecordSchema(rows) };
}

/**
 * A compound document: each schema stands in it whole, with its own $id, so that what refers to one
 * finds it here. No table is named `stream`, so the record's schema may stand among them.
 */
function bundledSchema(tables: readonly Table[], target: JsonSchemaTarget): JsonSchema {
  const { $schema, $id, title, ...record } = streamSchema(tables, target);
  const embedded = [
    ["stream", { $id, title, ...record }],
    ...tables.map((table) => {
      const { $schema: _same, ...schema } = tableSchema(table, target);
      return [table.identifier, schema];
    }),
  ];
  return {
    $schema,
    $id: String($id).replace(/(?=stream\.schema\.json$)/, "bundled/"),
    title,
    // Draft-07 leaves out whatever stands beside a $ref, even the $id.
    allOf: [{ $ref: $id }],
    [target === "draft-07" ? "definitions" : "$defs"]: Object.fromEntries(embedded),
  };
}
