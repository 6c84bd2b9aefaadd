// Reads a bundled schema and an NDJSON file of records, and prints the numbers of the records that
// each validator rejects. Each validator loads only that document.

import { unregisterSchema, validate } from "@hyperjump/json-schema/draft-07";
import { registerSchema } from "@hyperjump/json-schema/draft-2020-12";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [schemaName = "", recordFile = ""] = process.argv.slice(2);
const schema = createRequire(import.meta.url)(schemaName);
const records = readFileSync(recordFile, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

const isDraft07 = schema.$schema.includes("draft-07");
const ajv = isDraft07 ? new Ajv({ allowUnionTypes: true }) : new Ajv2020();
const byAjv = ajv.compile(schema);

registerSchema(schema);
const byHyperjump = await validate(schema.$id);
unregisterSchema(schema.$id);

const refused = (accepts: (record: never) => boolean): number[] =>
  records.flatMap((record, index) => (accepts(record as never) ? [] : [index]));

console.log(
  JSON.stringify({
    ajv: refused((record) => byAjv(record)),
    hyperjump: refused((record) => byHyperjump(record).valid),
  }),
);
