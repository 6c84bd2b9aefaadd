// Checks the script for DuckDB that needs no engine to be judged: conversions, the order of views, options.

import { expect, test } from "vitest";
import { duckdb } from "../../generator/targets/duckdb/duckdb.ts";
import { modelOf, scalars } from "../support/emit-models.ts";

const model = modelOf({ T: scalars.map((type) => [`The ${type}`, type] as const) });

async function scriptOf(options = {}): Promise<string> {
  const [file, ...others] = await duckdb(model, options);
  expect([file?.path, others]).toEqual(["views.sql", []]);
  return file?.text ?? "";
}

test("each scalar has the type of the documentation", async () => {
  const readings = [...(await scriptOf()).matchAll(/^ {4}(.*) AS "The (\w+)",$/gm)];
  const types = readings.map(([, reading = "", scalar]) => [
    scalar,
    /CAST\(.* AS ([^ ]+)\)/.exec(reading)?.[1] ?? reading.replace(/\[\d+\]/, "[]"),
  ]);
  expect(types).toEqual([
    ["bool", "BOOLEAN"],
    ["datetime", "TIMESTAMP_NS"],
    ["decimal", "DECIMAL(38,18)"],
    ["dynamic", `nullif(json_extract("huntgen_properties", '/The dynamic'), 'null'::JSON)`],
    ["guid", "UUID"],
    ["int", "INTEGER"],
    ["long", "BIGINT"],
    ["real", "DOUBLE"],
    ["string", '"huntgen_values"[]'],
    ["timespan", '"huntgen_values"[]'],
  ]);
});

test("the view of all records comes first, and reads the lake of the options", async () => {
  const script = await scriptOf({ lake: "a'b", format: "parquet", recordsView: 'x "y"' });
  const names = [...script.matchAll(/^CREATE OR REPLACE VIEW (.*) AS$/gm)].map(([, name]) => name);
  expect(names).toEqual(['"x ""y"""', '"T"']);
  expect(script).toContain("FROM read_parquet('a''b/*/*.parquet', filename = true)");
  expect(script).toContain('    FROM "x ""y"""\n');
  expect(() => duckdb(model, { format: "csv" })).toThrow(
    'the option "format" must be "ndjson" or "parquet", got "csv"',
  );
});
