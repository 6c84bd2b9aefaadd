// Prints the interface of a table's rows with json-schema-to-typescript, from the table's JSON Schema.

import type { JSONSchema } from "json-schema-to-typescript";
import type { LegacyNames } from "../../config.ts";
import { type ScalarMapping, scalarMappingOf } from "../../mapping/kusto-types.ts";
import type { Column, Table } from "../../model/schema.ts";
import { legacyColumns } from "./legacy-names.ts";
import { comment, escapeSource } from "./source-text.ts";

const opening = "export interface Row {";
/** A comment of one line, printed on three. */
const shortComment = /\/\*\*\n \* (.*)\n \*\//g;

/** The exported interface, named by the table's identifier. */
export async function printRowInterface(
  table: Table,
  legacyNames: LegacyNames | undefined,
): Promise<string> {
  // Loading it takes longer than a whole run without changes.
  const { compile } = await import("json-schema-to-typescript");
  const properties: [name: string, property: JSONSchema][] = [
    ...table.columns.map((column): [string, JSONSchema] => [column.name, columnProperty(column)]),
    ...legacyColumns(table, legacyNames).map(({ name, column, doc }): [string, JSONSchema] => [
      name,
      typeOf(scalarMappingOf(column), doc),
    ]),
  ];
  // It would change the case of a table's name, so the interface gets its name here.
  const source = await compile(
    { type: "object", additionalProperties: false, properties: Object.fromEntries(properties) },
    "Row",
    { bannerComment: "", format: false },
  );
  if (!source.startsWith(opening)) throw new Error(`not the interface of a row:\n${source}`);
  const body = source.slice(opening.length).replace(shortComment, "/** $1 */");
  return escapeSource(`export interface ${table.identifier} {${body}`);
}

function columnProperty(column: Column): JSONSchema {
  const mapping = scalarMappingOf(column);
  const { description } = column;
  return typeOf(
    mapping,
    description === undefined ? mapping.doc : `${mapping.doc} ${comment(description)}`,
  );
}

function typeOf({ schema, typescript }: ScalarMapping, description: string): JSONSchema {
  return typescript === undefined
    ? { ...schema, description }
    : { tsType: typescript, description };
}
