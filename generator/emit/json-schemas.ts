// Emits schemas/: the JSON Schema of each table, built by the function that generated code uses; the schema
// of a stream record, which refers to them; and a bundled document with all of them. In 2020-12 and, if the
// configuration asks for it, in draft-07.

import { scalarMappingOf } from "../mapping/kusto-types.ts";
import type { ScalarMapping } from "../mapping/scalar-mapping.ts";
import type { SchemaTable } from "../model/schema.ts";
import { buildJsonSchema, type JsonSchemaTarget } from "../runtime/table/json-schema.ts";
import { buildRecordSchema, type RowSchema } from "../runtime/records/record-schema.ts";
import type { JsonSchema } from "../runtime/table/scalar.ts";
import type { Emitter, PlannedFile } from "./emitter.ts";
import { printJson } from "./print-json.ts";

export const emitJsonSchemas: Emitter = ({ tables }, { jsonSchema }) => [
  ...planEdition(tables, "draft-2020-12", "schemas"),
  ...(jsonSchema.draft07 ? planEdition(tables, "draft-07", "schemas/draft-07") : []),
];

/** `folder` is the folder in the $ids of the edition. */
function planEdition(
  tables: readonly SchemaTable[],
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

function tableSchema(table: SchemaTable, target: JsonSchemaTarget): JsonSchema {
  return buildJsonSchema(table.name, columnSchemas(table), target);
}

type ColumnSchemas = Pick<ScalarMapping, "schema" | "wireSchema">;

function columnSchemas({
  columns,
}: SchemaTable): (readonly [column: string, schemas: ColumnSchemas])[] {
  return columns.map((column) => {
    const { schema, wireSchema } = scalarMappingOf(column);
    const { description } = column;
    if (description === undefined)
      return [column.name, { schema, ...(wireSchema && { wireSchema }) }];
    return [
      column.name,
      {
        schema: { description, ...schema },
        ...(wireSchema && { wireSchema: { description, ...wireSchema } }),
      },
    ];
  });
}

/** The schema of a row as the stream writes it: a reference if it is the same as the table's own schema. */
function writtenRow(table: SchemaTable, target: JsonSchemaTarget): JsonSchema {
  const columns = columnSchemas(table);
  const { $schema: _dialect, $id, ...row } = buildJsonSchema(table.name, columns, target, true);
  return columns.some(([, { wireSchema }]) => wireSchema !== undefined) ? row : { $ref: $id };
}

/** Builds the schema of a record, with references to the schemas of the tables. */
function streamSchema(tables: readonly SchemaTable[], target: JsonSchemaTarget): JsonSchema {
  const { $schema, $id } = buildJsonSchema("stream", [], target);
  const rows = tables.map((table): RowSchema => [table.name, writtenRow(table, target)]);
  return { $schema, $id, ...buildRecordSchema(rows) };
}

/**
 * Builds a compound document that contains each schema with its own $id, so that references resolve inside
 * the document. No table is named `stream`, so the record's schema can be listed with the tables.
 */
function bundledSchema(tables: readonly SchemaTable[], target: JsonSchemaTarget): JsonSchema {
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
    // Draft-07 ignores everything next to a $ref, even the $id.
    allOf: [{ $ref: $id }],
    [target === "draft-07" ? "definitions" : "$defs"]: Object.fromEntries(embedded),
  };
}
