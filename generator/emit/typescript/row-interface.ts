// Prints the interface of a table's rows with json-schema-to-typescript, from the table's JSON Schema.

import type { JSONSchema } from "json-schema-to-typescript";
import type { LegacyNames } from "../../config.ts";
import { scalarMappingOf } from "../../mapping/kusto-types.ts";
import type { ScalarMapping } from "../../mapping/scalar-mapping.ts";
import type { SchemaColumn, SchemaTable } from "../../model/schema.ts";
import { legacyColumns } from "./legacy-names.ts";
import { comment, escapeSource, interfaceKey } from "./source-text.ts";

const opening = "export interface Row {";
/** A comment of one line, printed on three. */
const shortComment = /\/\*\*\n \* (.*)\n \*\//g;
/** The line of a property; comments begin with an asterisk. */
const propertyKey = /^p(\d+)(?=\?: )/gm;

/** The exported interface, named by the table's identifier. */
export async function printRowInterface(
  table: SchemaTable,
  legacyNames: LegacyNames | undefined,
): Promise<string> {
  // Loading it takes longer than a whole run without changes.
  const { compile } = await import("json-schema-to-typescript");
  const properties = [
    ...table.columns.map((column) => ({ name: column.name, schema: columnProperty(column) })),
    ...legacyColumns(table, legacyNames).map(({ name, column, doc }) => ({
      name,
      schema: typeOf(scalarMappingOf(column), doc),
    })),
  ];
  // The library fails for a name such as `hasOwnProperty`, and would change the case of a table's name.
  // So the properties are numbered for it, and the names are put in afterwards.
  const numbered = properties.map(({ schema }, index) => [`p${index}`, schema]);
  const source = await compile(
    { type: "object", additionalProperties: false, properties: Object.fromEntries(numbered) },
    "Row",
    { bannerComment: "", format: false },
  );
  if (!source.startsWith(opening)) throw new Error(`not the interface of a row:\n${source}`);
  const body = escapeSource(source.slice(opening.length))
    .replace(shortComment, "/** $1 */")
    .replace(propertyKey, (_key, index) => interfaceKey(properties[Number(index)]?.name ?? ""));
  return `export interface ${table.identifier} {${body}`;
}

function columnProperty(column: SchemaColumn): JSONSchema {
  const mapping = scalarMappingOf(column);
  const { description } = column;
  return typeOf(
    mapping,
    description === undefined ? mapping.doc : `${mapping.doc} ${comment(description)}`,
  );
}

/** The type is given, since working it out from the JSON Schema of each column takes most of the time. */
function typeOf({ typescript }: ScalarMapping, description: string): JSONSchema {
  return { tsType: typescript, description };
}
