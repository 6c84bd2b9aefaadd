// Checks the script for ADX with Kusto's own parser: every command binds, and each function returns the columns
// of the table that it fills.

import { expect, test } from "vitest";
import { adx } from "../../generator/targets/adx/adx.ts";
import { hostileColumns, hostileModel, modelOf, scalars } from "../support/emit-models.ts";
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
