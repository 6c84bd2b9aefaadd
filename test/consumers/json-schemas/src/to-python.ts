// Converts JSON Schemas to Python dataclasses with quicktype: the named files, or every schema in
// the bundled document.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { InputData, JSONSchemaInput, quicktype } from "quicktype-core";

const [out = "", ...schemaNames] = process.argv.slice(2);
const { resolve } = createRequire(import.meta.url);
const input = new JSONSchemaInput(undefined);
for (const schemaName of schemaNames) {
  const schema = readFileSync(resolve(schemaName), "utf8");
  const { $defs, definitions } = JSON.parse(schema);
  const uris = definitions ? ["#/definitions/"] : $defs ? ["#/$defs/"] : undefined;
  const name = path.basename(schemaName, ".schema.json");
  await input.addSource({ name, schema, ...(uris === undefined ? {} : { uris }) });
}
const inputData = new InputData();
inputData.addInput(input);
const { lines } = await quicktype({
  inputData,
  lang: "python",
  rendererOptions: { "python-version": "3.7" },
});
writeFileSync(out, lines.join("\n"));
