// Checks the script for ADX with Kusto's own parser: every command binds, and each function returns the columns
// of the table that it fills.

import { expect, test } from "vitest";
import { compareSchemas } from "../../generator/diff/compare-schemas.ts";
import { printKql } from "../../generator/diff/print-kql.ts";
import type { KustoType } from "../../generator/mapping/kusto-types.ts";
import type { Schema } from "../../generator/model/schema.ts";
import { adx } from "../../generator/targets/adx/adx.ts";
import { readAdxOptions } from "../../generator/targets/adx/adx-options.ts";
import { hostileColumns, hostileModel, modelOf, scalars } from "../support/emit-models.ts";
import { commandsIn } from "../diff/adx-database.ts";
import { expectAdxScript, scriptOf } from "./expect-adx-script.ts";
import { runKustoScript } from "./run-kusto-script.ts";

test("the judge finds a column that is missing, and the order of commands", () => {
  const source = '.create-merge table ["T"] (["a"]: long) with (folder = "")';
  const make = '.create-or-alter function with (folder = "") ["F"]() { T | project b }';
  expect(runKustoScript(`${source}\n\n${make}`).diagnostics).not.toEqual([]);
  const good = make.replace("project b", "project a");
  expect(runKustoScript(`${source}\n\n${good}`).functions.get("F")).toEqual(["a:long"]);
  expect(runKustoScript(`${good}\n\n${source}`).created).toEqual(["F", "T"]);
});

// The parser takes a third of a second for a function, so the consumers' tests check all shipped tables and all
// hostile names.
test("the script for a few tables and hostile names binds, in the right order", async () => {
  const all = hostileModel();
  const parts = ["AllScalars", "\n\n.drop table T\n\n"];
  const tables = all.tables.filter(({ name }) => parts.some((part) => name.includes(part)));
  expect(tables).toHaveLength(parts.length);
  const hostile = modelOf({
    T: hostileColumns.slice(0, 30).map((name) => [name, "long"] as const),
  });
  await expectAdxScript({ ...all, tables: [...tables, ...hostile.tables] });
});

function schemaOf(tables: Parameters<typeof modelOf>[0]): Schema {
  return { tables: modelOf(tables).tables.map((table) => ({ ...table, source: "T.csv" })) };
}

test("every kind of command of a migration binds with hostile names", () => {
  const hostile = `"]\n\n.drop table T // \\\u202e'`;
  const T = `${hostile}T`;
  const named = (columns: Readonly<Record<string, KustoType>>): [string, KustoType][] =>
    Object.entries(columns).map(([name, type]) => [`${hostile}${name}`, type]);
  const before = schemaOf({
    [T]: named({ From: "long", Gone: "int", Kind: "int" }),
    Old: [["a", "long"]],
    Dropped: [["x", "long"]],
  });
  const after = schemaOf({
    [T]: named({ More: "real", To: "long", Kind: "string" }),
    New: [["a", "long"]],
  });
  const renames = { Old: "New", [`${T}.${hostile}From`]: `${T}.${hostile}To` };
  const changes = compareSchemas(before, after, renames);
  const { source } = readAdxOptions({}, after.tables);
  const commands = commandsIn(printKql(changes, { before, after }, source), true);
  expect([...new Set(commands.map((each) => /^\.\S+ \w+/.exec(each)?.[0]))].toSorted()).toEqual([
    ".alter column",
    ".alter table",
    ".alter-merge table",
    ".create-or-alter function",
    ".delete table",
    ".drop column",
    ".drop function",
    ".drop table",
    ".rename column",
    ".rename table",
  ]);
  // The symbols that the migration starts from and leads to.
  const columns = ["From", "To", "Gone", "Kind"].map(
    (name) => `[${JSON.stringify(`${hostile}${name}`)}]: long`,
  );
  const tables = [
    ...["Old", "New", "Dropped"].map((name) => `["${name}"] (["a"]: long)`),
    `[${JSON.stringify(T)}] (${columns.join(", ")})`,
    '["DefenderRaw"] (["records"]: dynamic)',
  ].map((table) => `.create-merge table ${table} with (folder = "")`);
  const stale = before.tables.map(
    ({ identifier }) =>
      `.create-or-alter function with (folder = "") ["DefenderExpand_${identifier}"]() { Old }`,
  );
  const script = [...tables, ...stale, ...commands].join("\n\n");
  const { diagnostics, functions } = runKustoScript(script);
  expect(diagnostics).toEqual([]);
  const [, result] = [...functions].find(([name]) => name.includes("drop_table")) ?? [];
  expect(result?.slice(0, 3)).toEqual([
    `${hostile}More:real`,
    `${hostile}To:long`,
    `${hostile}Kind:string`,
  ]);
});

test("each scalar is read with its conversion, from a quoted name", async () => {
  const model = modelOf({ T: scalars.map((type) => [`a "${type}"`, type] as const) });
  const script = await scriptOf(model);
  const readings = scalars.map((type) => {
    const value = `record["properties"]["a \\"${type}\\""]`;
    return `["a \\"${type}\\""] = ${type === "dynamic" ? value : `to${type}(${value})`}`;
  });
  for (const reading of readings) expect(script).toContain(reading);
});

test("options rename the raw table and set its policies", async () => {
  const script = await scriptOf(modelOf({ T: [["a", "long"]] }), {
    rawTable: 'my "raw"',
    unknownTable: "other",
    folder: "f",
    rawDays: 30,
    batchingSeconds: 600,
    transactional: false,
  });
  const database = runKustoScript(script);
  expect(database.diagnostics).toEqual([]);
  expect([...database.tables.keys()]).toEqual(['my "raw"', "other", "T"]);
  expect(database.policies.get("T")?.source).toBe('my "raw"');
  expect(script).toContain("softdelete = 30d");
  expect(script).toContain(String.raw`{\"MaximumBatchingTimeSpan\":\"00:10:00\"`);
  expect(script).toContain(String.raw`\"IsTransactional\":false`);
});

test.each([
  [{ rawTabel: "x" }, 'unknown option "rawTabel", did you mean "rawTable"?'],
  [{ rawDays: "7" }, 'the option "rawDays" must be an integer from 1 to 1000000000'],
  [{ rawDays: 0.5 }, 'the option "rawDays" must be an integer from 1 to 1000000000'],
  [{ transactional: 1 }, 'the option "transactional" must be true or false'],
  [{ folder: "" }, 'the option "folder" must be text that is not empty'],
  [{ batchingSeconds: 5 }, 'the option "batchingSeconds" must be from 10 to 1800'],
  [{ rawTable: "x", unknownTable: "x" }, 'the options "rawTable" and "unknownTable" must differ'],
  [
    { rawTable: "T" },
    'the table "T" has the name of another table or function; choose other names with "rawTable" and "unknownTable", or exclude the table',
  ],
])("refuses the options %j", (options, message) => {
  expect(() => adx(modelOf({ T: [["a", "long"]] }), options)).toThrow(message);
});
