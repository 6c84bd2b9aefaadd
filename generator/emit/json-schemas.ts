// schemas/<Table>.schema.json: the JSON Schema of each table, made by the very function that the
// generated code makes it with.

import { formOf } from "../mapping/kusto-types.ts";
import type { Table } from "../model/schema.ts";
import { buildJsonSchema } from "../runtime/json-schema.ts";
import type { Emitter } from "./emitter.ts";
import { printJson } from "./json-text.ts";

export const emitJsonSchemas: Emitter = ({ tables }) =>
  tables.map((table) => ({
    path: `schemas/${table.identifier}.schema.json`,
    language: "json",
    table,
    render: () => printJson(schemaOf(table)),
  }));

function schemaOf({ name, columns }: Table): Readonly<Record<string, unknown>> {
  return buildJsonSchema(
    name,
    columns.map((column) => [column.name, formOf(column)]),
  );
}
