// The JSON Schema of a column -> its TypeScript type.

import type { JSONSchema } from "json-schema-to-typescript";
import type { Form } from "../../mapping/kusto-types.ts";

const types = new Map<Form, Promise<string>>();

/**
 * The type that json-schema-to-typescript makes of a form's schema. It is asked once a form, not
 * once a column: a table's interface is these types beside the table's names, and the names of
 * strangers never pass through a second printer.
 */
export function columnType(form: Form): Promise<string> {
  const known = types.get(form) ?? makeType(form);
  types.set(form, known);
  return known;
}

async function makeType({ schema, typescript }: Form): Promise<string> {
  // Loading it takes longer than all that a run without changes does.
  const { compile } = await import("json-schema-to-typescript");
  const column: JSONSchema = structuredClone(schema);
  if (typescript !== undefined) column.tsType = typescript;
  const source = await compile({ type: "object", properties: { column } }, "Row", {
    additionalProperties: false,
    bannerComment: "",
    format: false,
  });
  const type = /\bcolumn\?: (?<type>.+)\n/.exec(source)?.groups?.["type"];
  if (type === undefined) throw new Error(`no column in the interface made of it:\n${source}`);
  return type;
}
