// Checks the model that emitters receive against its JSON Schema, and what it contains.

import { Ajv } from "ajv";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadConfig } from "../../generator/config.ts";
import { readSchema } from "../../generator/read-schema.ts";
import { buildEmitModel } from "../../generator/targets/emit-model.ts";
import { createProject, csv } from "../support/scratch-project.ts";

const schema: object = JSON.parse(
  readFileSync(new URL("../../huntgen.model.schema.json", import.meta.url), "utf8"),
);
const validate = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);

function expectValid(value: unknown): void {
  expect([validate(value), validate.errors]).toEqual([true, null]);
}

test("the schema accepts the model of the shipped tables", () => {
  const model = buildEmitModel(readSchema(loadConfig()).schema, {});
  expect(model.tables).toHaveLength(66);
  expectValid(JSON.parse(JSON.stringify(model)));
});

test("the schema accepts hostile names, and no member that it does not describe", () => {
  const hostile = { ...loadConfig(), input: "test/golden/hostile-names/input-schemas" };
  const model = buildEmitModel(readSchema(hostile).schema, {});
  expectValid(model);
  const members = [
    (value: object) => ({ ...model, ...value }),
    (value: object) => ({ ...model, tables: [{ ...model.tables[0], ...value }] }),
    (value: object) => ({ ...model, envelope: [{ ...model.envelope[0], ...value }] }),
    (value: object) => ({ ...model, renames: [{ ...model.renames[0], ...value }] }),
    (value: object) => {
      const columns = [{ ...model.tables[0]?.columns[0], ...value }];
      return { ...model, tables: [{ ...model.tables[0], columns }] };
    },
  ];
  for (const extend of members) {
    expectValid(extend({}));
    expect(validate(extend({ surprise: 1 }))).toBe(false);
  }
});

test("tables --json prints the model with categories, columns of the stream and renames", async () => {
  const project = createProject({
    "input-schemas/A.csv": csv("Id:long", "MachineGroup:string"),
    "input-schemas/B.C.csv": "ColumnName,ColumnType,Description\nd.e,int,The e\n",
    "huntgen.config.json": JSON.stringify({
      long: "bigint",
      renames: { Old: "A", "A.Key": "A.Id", "Old.Key2": "A.Id", "B.C.x.y": "B.C.d.e" },
    }),
  });
  const { stdout, stderr } = await project.run("tables", "--json");
  const { tables, renames, envelope, modelVersion } = JSON.parse(stdout);
  expect(stderr).toBe("");
  expectValid(JSON.parse(stdout));
  expect(modelVersion).toBe(1);
  expect(tables).toEqual([
    {
      name: "A",
      identifier: "A",
      category: "AdvancedHunting-A",
      export: "A.csv",
      columns: [
        { name: "Id", type: "long", ordinal: 0, long: "bigint" },
        { name: "MachineGroup", type: "string", ordinal: 1, long: "exact" },
      ],
      streamColumns: [],
    },
    {
      name: "B.C",
      identifier: "B_C",
      category: "AdvancedHunting-B.C",
      export: "B.C.csv",
      columns: [{ name: "d.e", type: "int", ordinal: 0, long: "exact", description: "The e" }],
      streamColumns: [{ name: "MachineGroup", type: "string" }],
    },
  ]);
  expect(renames).toContainEqual({ table: null, from: "LogonEvents", to: "DeviceLogonEvents" });
  expect(renames.slice(-4)).toEqual([
    { table: null, from: "Old", to: "A" },
    { table: "A", from: "Key", to: "Id" },
    { table: "A", from: "Key2", to: "Id" },
    { table: "B.C", from: "x.y", to: "d.e" },
  ]);
  expect(envelope.map(({ name }: { name: string }) => name)).toEqual([
    "time",
    "tenantId",
    "category",
    "operationName",
    "Tenant",
    "_TimeReceivedBySvc",
  ]);
});
