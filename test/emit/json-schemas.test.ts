// Checks the emitted JSON Schemas of both editions with Ajv and Hyperjump: they are valid by the
// meta-schema, resolvable, strict, and the same as those in the generated code, and they accept the
// records captured from the stream.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { AnySchemaObject } from "ajv";
import { beforeAll, describe, expect, it } from "vitest";
import type { MessageSchema } from "../../generator/runtime/stream/message-schema.ts";
import { stringify } from "../../generator/runtime/json/stringify.ts";
import {
  type AnyTable,
  type GeneratedPackage,
  generatePackage,
  importPackage,
  tableNamed,
  tablesOf,
} from "../support/generated-package.ts";
import {
  compileByAjv,
  compileByHyperjump,
  type Edition,
  editionFolders,
  type FindWrong,
  metaSchemas,
  strictAjv,
} from "../support/schema-judges.ts";

interface StreamRecord {
  readonly category: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

const inputSchemas = fileURLToPath(new URL("../../input-schemas", import.meta.url));
const records: readonly StreamRecord[] = readFileSync(
  new URL("../support/fixtures/stream-records.ndjson", import.meta.url),
  "utf8",
)
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line));

/**
 * Captured records that are wrong, by their index from 0, with the wrong columns and the reason.
 * There are no such records at present.
 */
const wrongRecords: Readonly<Record<number, { columns: readonly string[]; why: string }>> = {};

const editions = ["2020-12", "draft-07"] as const satisfies readonly Edition[];

let generated: GeneratedPackage;
let tables: Record<string, AnyTable>;

beforeAll(async () => {
  const exports = readdirSync(inputSchemas)
    .filter((file) => file.endsWith(".csv"))
    .map((file) => [file, readFileSync(path.join(inputSchemas, file), "utf8")] as const);
  generated = await generatePackage(Object.fromEntries(exports), { jsonSchema: { draft07: true } });
  tables = tablesOf(await importPackage(generated));
});

describe.each(editions)("the schema files in %s", (edition) => {
  let schemas: ReadonlyMap<string, AnySchemaObject>;
  let bundled: AnySchemaObject;

  beforeAll(() => {
    const read = (file: string): AnySchemaObject =>
      JSON.parse(readFileSync(path.join(generated.out, editionFolders[edition], file), "utf8"));
    const files = readdirSync(path.join(generated.out, editionFolders[edition]));
    schemas = new Map(
      files
        .filter((file) => file.endsWith(".json"))
        .map((file) => [file.replace(".schema.json", ""), read(file)]),
    );
    bundled = read("bundled/stream.schema.json");
  });

  it("are one for each of the 66 tables, and one for the stream", () => {
    expect([...schemas.keys()].toSorted()).toEqual([...Object.keys(tables), "stream"].toSorted());
    expect(schemas.size).toBe(67);
  });

  it("are valid by the meta-schema of the edition", () => {
    const ajv = strictAjv(edition);
    for (const schema of [...schemas.values(), bundled]) {
      expect(schema["$schema"]).toBe(metaSchemas[edition]);
      expect([ajv.validateSchema(schema), ajv.errors]).toEqual([true, null]);
    }
  });

  it("each have an $id that ends with the file's path", () => {
    const ids = [...schemas.values(), bundled].map((schema) => String(schema["$id"]));
    expect(new Set(ids).size).toBe(schemas.size + 1);
    for (const id of ids) {
      expect(new URL(id).href).toBe(id);
      const file = id.replace("https://huntgen.invalid/", "");
      expect(JSON.parse(readFileSync(path.join(generated.out, file), "utf8"))["$id"]).toBe(id);
      expect(file.replace(/[^/]*$/, "").replace("bundled/", "")).toBe(
        `${editionFolders[edition]}/`,
      );
    }
  });

  it("are the same as in the generated tables", () => {
    const target = edition === "draft-07" ? edition : "draft-2020-12";
    for (const [name, table] of Object.entries(tables)) {
      const text = JSON.stringify(schemas.get(name));
      expect(JSON.stringify(table["~standard"].jsonSchema.input({ target }))).toBe(text);
      expect(JSON.stringify(table["~standard"].jsonSchema.output({ target }))).toBe(text);
      const held = readFileSync(path.join(generated.out, `schemas/${name}.schema.json`), "utf8");
      expect(table.schema).toEqual(JSON.parse(held));
    }
  });

  it("list the columns in the order of the export", () => {
    for (const [name, table] of Object.entries(tables)) {
      const names = table.columns.map((column) => column.name);
      expect(Object.keys(schemas.get(name)?.["properties"] ?? {})).toEqual(names);
      const lines = readFileSync(path.join(inputSchemas, `${name}.csv`), "utf8")
        .trim()
        .split("\n");
      expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(names);
    }
  });

  it.each(["DeviceInfo", "bundled/stream"])("write the bounds of 64 bits exactly: %s", (name) => {
    const file = path.join(generated.out, editionFolders[edition], `${name}.schema.json`);
    expect(readFileSync(file, "utf8")).toContain(
      '"minimum":-9223372036854775808,"maximum":9223372036854775807',
    );
  });

  it("refer to the schema of every table from the schema of the stream", () => {
    const text = JSON.stringify(schemas.get("stream"));
    const references = [...text.matchAll(/"\$ref":"(?<id>[^"]+)"/g)].map(
      (match) => match.groups?.["id"],
    );
    const ids = Object.keys(tables).map((name) => schemas.get(name)?.["$id"]);
    expect(references.toSorted()).toEqual(ids.toSorted());
  });

  it("are in the bundled document unchanged, except for the edition, which it states once", () => {
    const embedded: unknown = bundled[edition === "draft-07" ? "definitions" : "$defs"];
    const whole = [...schemas].map(([name, { $schema: _once, ...schema }]) => [name, schema]);
    expect(embedded).toEqual(Object.fromEntries(whole));
  });

  const compilers = { Ajv: compileByAjv, Hyperjump: compileByHyperjump };

  describe.each([
    { document: "the stream's schema with the tables' schemas", compiler: "Ajv" },
    { document: "the stream's schema with the tables' schemas", compiler: "Hyperjump" },
    { document: "the bundled schema", compiler: "Ajv" },
    { document: "the bundled schema", compiler: "Hyperjump" },
  ] as const)("$document, read by $compiler", ({ document, compiler }) => {
    let findWrong: FindWrong;

    beforeAll(async () => {
      const compile = compilers[compiler];
      const { stream = {}, ...others } = Object.fromEntries(schemas);
      findWrong = document.startsWith("the bundled")
        ? await compile(bundled)
        : await compile(stream, Object.values(others));
    });

    it("accepts every captured record", () => {
      const refused = records.flatMap((record, index) => (isRight(record) ? [] : [index]));
      expect(refused).toEqual(Object.keys(wrongRecords).map(Number));
    });

    it("accepts a category that the schema does not know, since it may be new", () => {
      const [record] = records;
      const news = { ...record, category: "AdvancedHunting-NoSuchTable", properties: { X: [] } };
      expect(findWrong(news)).toEqual([]);
    });

    it.each([
      { changed: { category: "DeviceInfo" }, at: "/category" },
      { changed: { category: null }, at: "/category" },
      { changed: { time: 1 }, at: "/time" },
      { changed: { tenantId: null }, at: "/tenantId" },
      { changed: { properties: [] }, at: "/properties" },
      { changed: { properties: { ReportId: "1" } }, at: "/properties/ReportId" },
      { changed: { properties: { MachineGroup: 1 } }, at: "/properties/MachineGroup" },
    ])("rejects a record with $changed", ({ changed, at }) => {
      const record = records.find(({ category }) => category === "AdvancedHunting-DeviceInfo");
      expect(findWrong({ ...record, ...changed })).toContain(at);
    });

    it("rejects a wrong row of every table", () => {
      const accepted = Object.values(tables).filter(({ category, columns }) => {
        const typed = columns.find(({ type }) => type !== "dynamic");
        const properties = { [typed?.name ?? ""]: { not: "scalar" } };
        return isRight({ time: "", tenantId: "", category, properties });
      });
      expect(accepted.map(({ name }) => name)).toEqual([]);
    });

    it.each(["time", "tenantId", "category", "properties"])(
      "rejects a record without %s",
      (key) => {
        const entries = Object.entries(records[0] ?? {}).filter(([name]) => name !== key);
        expect(isRight(Object.fromEntries(entries))).toBe(false);
      },
    );

    function isRight(record: unknown): boolean {
      return findWrong(record).length === 0;
    }
  });
});

describe("the captured records", () => {
  it("are 70, of known tables", () => {
    expect(records).toHaveLength(70);
    const names = new Set(records.map(({ category }) => category.replace("AdvancedHunting-", "")));
    expect([...names].filter((name) => !Object.hasOwn(tables, name))).toEqual([]);
    expect(names.size).toBeGreaterThan(10);
  });

  it("pass the validator of their table, except for those that are known to be wrong", () => {
    for (const [index, { category, properties }] of records.entries()) {
      const table = tableNamed(tables, category.replace("AdvancedHunting-", ""));
      const result = table.validate(properties);
      const issues = result.ok ? [] : result.issues.flatMap((issue) => issue.path);
      expect({ index, issues }).toEqual({ index, issues: wrongRecords[index]?.columns ?? [] });
      expect(table.is(properties)).toBe(result.ok);
    }
  });

  it("fail the validator if one value is changed to a wrong one", () => {
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

describe.each(["exact", "number", "bigint", "string"] as const)("with long as %s", (mode) => {
  const known = ["DeviceInfo", "DeviceLogonEvents", "DeviceNetworkEvents"];
  const captured = records.filter(({ category }) => known.includes(category.split("-")[1] ?? ""));
  let variant: GeneratedPackage;
  let messages: MessageSchema<unknown>["~standard"];

  beforeAll(async () => {
    const exports = known.map((name) => {
      const file = `${name}.csv`;
      return [file, readFileSync(path.join(inputSchemas, file), "utf8")] as const;
    });
    variant = await generatePackage(Object.fromEntries(exports), {
      jsonSchema: { draft07: true },
      long: { default: mode, columns: {} },
    });
    const { messageSchema } = (await importPackage(
      variant,
    )) as typeof import("../../generated/index.ts");
    messages = messageSchema["~standard"];
  });

  it.each(editions)(
    "the stream's schema in %s accepts the records as they are streamed",
    (edition) => {
      const file = path.join(variant.out, editionFolders[edition], "bundled/stream.schema.json");
      const findWrong = compileByAjv(JSON.parse(readFileSync(file, "utf8")));
      expect(captured.length).toBeGreaterThan(3);
      expect(captured.flatMap(findWrong)).toEqual([]);
      const [record] = captured;
      const wrong = { ...record, properties: { ReportId: "no digits" } };
      expect(findWrong(wrong)).toContain("/properties/ReportId");
    },
  );

  it.each(["draft-2020-12", "draft-07"])(
    "the schema of a message in %s describes input and output",
    (target) => {
      const text = JSON.stringify({ records: captured });
      const result = messages.validate(text);
      if (result.issues !== undefined) throw new Error("no message");
      expect(compileByAjv(messages.jsonSchema.input({ target }))(JSON.parse(text))).toEqual([]);
      const batch: unknown = JSON.parse(stringify(result.value));
      expect(compileByAjv(messages.jsonSchema.output({ target }))(batch)).toEqual([]);
    },
  );
});
