// The emitted JSON Schemas, judged by Ajv: valid by the meta-schema, resolvable, strict, and the same
// as what the generated code holds. And the records captured from the stream, which they must take.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { AnySchemaObject, ValidateFunction } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import { strictAjv } from "./ajv-judge.ts";
import {
  type AnyTable,
  type GeneratedPackage,
  generatePackage,
  importPackage,
  tableNamed,
  tablesOf,
} from "./generated-package.ts";

interface StreamRecord {
  readonly category: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

const inputSchemas = fileURLToPath(new URL("../../input-schemas", import.meta.url));
const records: readonly StreamRecord[] = readFileSync(
  new URL("../fixtures/stream-records.ndjson", import.meta.url),
  "utf8",
)
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line));

/** Records that are wrong, by their number from 0, with the columns that are and why. None is. */
const wrongRecords: Readonly<Record<number, { columns: readonly string[]; why: string }>> = {};

let generated: GeneratedPackage;
let tables: Record<string, AnyTable>;
let schemas: ReadonlyMap<string, AnySchemaObject>;

beforeAll(async () => {
  const exports = readdirSync(inputSchemas)
    .filter((file) => file.endsWith(".csv"))
    .map((file) => [file, readFileSync(path.join(inputSchemas, file), "utf8")] as const);
  generated = await generatePackage(Object.fromEntries(exports));
  tables = tablesOf(await importPackage(generated));
  schemas = new Map(
    readdirSync(path.join(generated.out, "schemas")).map((file) => [
      file.replace(".schema.json", ""),
      JSON.parse(readFileSync(path.join(generated.out, "schemas", file), "utf8")),
    ]),
  );
});

describe("the schema files", () => {
  it("are one for each of the 66 tables, and the stream's", () => {
    expect([...schemas.keys()].toSorted()).toEqual([...Object.keys(tables), "stream"].toSorted());
    expect(schemas.size).toBe(67);
  });

  it("are valid by the meta-schema of 2020-12, each with an $id of its own", () => {
    const ajv = strictAjv();
    for (const schema of schemas.values()) {
      expect(schema["$schema"]).toBe("https://json-schema.org/draft/2020-12/schema");
      expect(ajv.validateSchema(schema)).toBe(true);
    }
    const ids = [...schemas.values()].map((schema) => schema["$id"]);
    expect(new Set(ids).size).toBe(schemas.size);
    for (const id of ids) expect(new URL(String(id)).href).toBe(id);
  });

  it("are what the generated tables hold", () => {
    for (const [name, table] of Object.entries(tables)) {
      expect(table.schema).toEqual(schemas.get(name));
      expect(JSON.stringify(table.schema)).toBe(JSON.stringify(schemas.get(name)));
      const converter = table["~standard"].jsonSchema;
      expect(converter.input({ target: "draft-2020-12" })).toEqual(table.schema);
      expect(converter.output({ target: "draft-2020-12" })).toEqual(table.schema);
    }
  });

  it("name the columns in the order of the export", () => {
    for (const [name, table] of Object.entries(tables)) {
      const names = table.columns.map((column) => column.name);
      expect(Object.keys(schemas.get(name)?.["properties"] ?? {})).toEqual(names);
      const lines = readFileSync(path.join(inputSchemas, `${name}.csv`), "utf8")
        .trim()
        .split("\n");
      expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(names);
    }
  });

  it("write the bounds of 64 bits exactly", () => {
    const text = readFileSync(path.join(generated.out, "schemas/DeviceInfo.schema.json"), "utf8");
    expect(text).toContain('"minimum":-9223372036854775808,"maximum":9223372036854775807');
  });
});

describe("the schema of the stream", () => {
  let validate: ValidateFunction;

  beforeAll(() => {
    const ajv = strictAjv();
    for (const [name, schema] of schemas) if (name !== "stream") ajv.addSchema(schema);
    validate = ajv.compile(schemas.get("stream") ?? false);
  });

  it("refers to the schema of every table", () => {
    const text = JSON.stringify(schemas.get("stream"));
    const references = [...text.matchAll(/"\$ref":"(?<id>[^"]+)"/g)].map(
      (match) => match.groups?.["id"],
    );
    const ids = Object.keys(tables).map((name) => schemas.get(name)?.["$id"]);
    expect(references.toSorted()).toEqual(ids.toSorted());
  });

  it("takes every captured record", () => {
    const refused = records.flatMap((record, index) => (validate(record) ? [] : [index]));
    expect(refused).toEqual(Object.keys(wrongRecords).map(Number));
  });

  it("takes a category that no schema knows, as news", () => {
    const [record] = records;
    const news = { ...record, category: "AdvancedHunting-NoSuchTable", properties: { X: [] } };
    expect(validate(news)).toBe(true);
  });

  it.each([
    { changed: { category: "DeviceInfo" }, at: "/category" },
    { changed: { category: null }, at: "/category" },
    { changed: { time: 1 }, at: "/time" },
    { changed: { tenantId: null }, at: "/tenantId" },
    { changed: { properties: [] }, at: "/properties" },
    { changed: { properties: { ReportId: "1" } }, at: "/properties/ReportId" },
    { changed: { properties: { MachineGroup: 1 } }, at: "/properties/MachineGroup" },
  ])("refuses a record with $changed", ({ changed, at }) => {
    const record = records.find(({ category }) => category === "AdvancedHunting-DeviceInfo");
    expect(validate({ ...record, ...changed })).toBe(false);
    expect(validate.errors?.map(({ instancePath }) => instancePath)).toContain(at);
  });

  it("refuses a wrong row of every table", () => {
    const accepted = Object.values(tables).filter(({ category, columns }) => {
      const typed = columns.find(({ type }) => type !== "dynamic");
      const properties = { [typed?.name ?? ""]: { not: "scalar" } };
      return validate({ time: "", tenantId: "", category, properties });
    });
    expect(accepted.map(({ name }) => name)).toEqual([]);
  });

  it.each(["time", "tenantId", "category", "properties"])("refuses a record without %s", (key) => {
    const entries = Object.entries(records[0] ?? {}).filter(([name]) => name !== key);
    expect(validate(Object.fromEntries(entries))).toBe(false);
  });
});

describe("the captured records", () => {
  it("are 70, of tables that are known", () => {
    expect(records).toHaveLength(70);
    const names = new Set(records.map(({ category }) => category.replace("AdvancedHunting-", "")));
    expect([...names].filter((name) => !Object.hasOwn(tables, name))).toEqual([]);
    expect(names.size).toBeGreaterThan(10);
  });

  it("pass their table's validator, but for those that are known to be wrong", () => {
    for (const [index, { category, properties }] of records.entries()) {
      const table = tableNamed(tables, category.replace("AdvancedHunting-", ""));
      const result = table.validate(properties);
      const issues = result.ok ? [] : result.issues.flatMap((issue) => issue.path);
      expect({ index, issues }).toEqual({ index, issues: wrongRecords[index]?.columns ?? [] });
      expect(table.is(properties)).toBe(result.ok);
    }
  });

  it("fail the validator once a value is made wrong", () => {
    for (const { category, properties } of records) {
      const table = tableNamed(tables, category.replace("AdvancedHunting-", ""));
      for (const { name, type } of table.columns) {
        if (!Object.hasOwn(properties, name) || type === "dynamic") continue;
        const result = table.validate({ ...properties, [name]: ["wrong"] });
        expect(result.ok ? [] : result.issues.map((issue) => issue.path)).toEqual([[name]]);
      }
    }
  });
});
