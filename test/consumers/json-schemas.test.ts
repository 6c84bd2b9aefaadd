// Checks the JSON Schemas in other tools: validators that load only the bundled document, and
// quicktype, which generates Python from them. The Python reads rows and rejects wrong ones.

import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { start } from "../support/packed-packages.ts";
import type { Project } from "../support/scratch-project.ts";
import { installConsumer } from "./install-consumer.ts";

interface StreamRecord {
  readonly category: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface TableListing {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

const fixture = fileURLToPath(
  new URL("../support/fixtures/stream-records.ndjson", import.meta.url),
);
const text = readFileSync(fixture, "utf8").trim();
const records: readonly StreamRecord[] = text.split("\n").map((line) => JSON.parse(line));

/**
 * A valid value of each type in JSON, and one that is wrong in every language. A dynamic column
 * accepts any value.
 */
const values: Readonly<Record<string, { right: unknown; wrong?: unknown }>> = {
  bool: { right: true, wrong: "true" },
  datetime: { right: "2026-03-01T00:10:21.9630741Z", wrong: 1 },
  decimal: { right: "1.50", wrong: true },
  dynamic: { right: { nested: [1, "a"] } },
  guid: { right: "682b96ab-25e6-58dd-72a4-a92066e851a1", wrong: 1 },
  int: { right: 1, wrong: "1" },
  long: { right: Number.MAX_SAFE_INTEGER, wrong: "1" },
  real: { right: 0.5, wrong: "half" },
  string: { right: "text", wrong: 1 },
  timespan: { right: "1.02:03:04", wrong: 1 },
};

let consumer: Project;
let tables: readonly TableListing[];

beforeAll(async () => {
  consumer = await installConsumer("test/consumers/json-schemas");
  await run(bin("huntgen"), "init");
  await run(bin("huntgen"), "generate");
  // A package that a team generates, next to the published one.
  await run("npm", "install", "--no-save", "--offline", "./generated");
  await run(bin("tsc"));
  ({ tables } = JSON.parse(await run(bin("huntgen"), "tables", "--json")));
});

const bundles = {
  "2020-12": "@huntgen/defender/schemas/bundled/stream.schema.json",
  "draft-07": "@acme/defender/schemas/draft-07/bundled/stream.schema.json",
} as const;

describe.each(Object.entries(bundles))("the bundled schema in %s", (edition, bundle) => {
  it("is all that two validators need to validate records of the stream", async () => {
    const wrong = [3, 20, 41];
    const lines = records.map((record, index) => {
      const [column = ""] = Object.entries(record.properties)
        .filter(([, value]) => typeof value === "string")
        .map(([name]) => name);
      const properties = { ...record.properties, [column]: ["wrong"] };
      return JSON.stringify(wrong.includes(index) ? { ...record, properties } : record);
    });
    consumer.write("records.ndjson", lines.join("\n"));
    const verdicts = JSON.parse(
      await run(process.execPath, "dist/judge.js", bundle, "records.ndjson"),
    );
    expect(verdicts).toEqual({ ajv: wrong, hyperjump: wrong });
  });

  it("is converted to a Python class for each table, with every column and its type", async () => {
    const module = `all_${edition.replaceAll("-", "_")}`;
    await run(process.execPath, "dist/to-python.js", `${module}.py`, bundle);
    const rows = tables.flatMap(({ name, columns }) =>
      columns.flatMap((column) => {
        const { right, wrong } = values[column.type] ?? {};
        const good = { table: name, row: { [column.name]: right }, isRight: true };
        const bad = { table: name, row: { [column.name]: wrong }, isRight: false };
        return wrong === undefined ? [good] : [good, bad];
      }),
    );
    expect(rows.length).toBeGreaterThan(3000);
    const written = await readByPython(
      module,
      rows.map(({ table, row }) => [table, row]),
    );
    const expected = rows.map(({ row, isRight }) => (isRight ? row : null));
    const differing = rows.filter(
      (_, index) => JSON.stringify(written[index]) !== JSON.stringify(expected[index]),
    );
    expect(differing).toEqual([]);
    expect(written).toHaveLength(rows.length);
  });

  it("is converted to Python that reads the captured records", async () => {
    const module = `captured_${edition.replaceAll("-", "_")}`;
    await run(process.execPath, "dist/to-python.js", `${module}.py`, bundle);
    const rows = records.map(({ category, properties }): [string, object] => [
      category.replace("AdvancedHunting-", ""),
      properties,
    ]);
    const written = await readByPython(module, rows);
    // Python writes back no nulls, which it reads as None.
    const expected = rows.map(([table, row]) => {
      const known = new Set(tables.find(({ name }) => name === table)?.columns.map((c) => c.name));
      const present = Object.entries(row).filter(([, value]) => value !== null);
      return Object.fromEntries(present.filter(([name]) => known.has(name)));
    });
    expect(written).toEqual(expected);
  });
});

it("a few tables are converted to Python from their own files", async () => {
  const files = ["AlertInfo", "DeviceLogonEvents", "IdentityInfo"].map(
    (name) => `@huntgen/defender/schemas/${name}.schema.json`,
  );
  await run(process.execPath, "dist/to-python.js", "few.py", ...files);
  const rows: [string, object][] = [
    ["AlertInfo", { Title: "Ransomware", Timestamp: null }],
    ["DeviceLogonEvents", { IsLocalAdmin: true, ReportId: 9 }],
    ["DeviceLogonEvents", { IsLocalAdmin: "yes" }],
    ["IdentityInfo", { AccountUpn: 1 }],
  ];
  expect(await readByPython("few", rows)).toEqual([
    { Title: "Ransomware" },
    { IsLocalAdmin: true, ReportId: 9 },
    null,
    null,
  ]);
  expect(consumer.read("few.py").match(/^class \w+/gm)).toHaveLength(3);
});

it("Python keeps the digits that JavaScript's numbers lose", async () => {
  const schema = "@huntgen/defender/schemas/DeviceInfo.schema.json";
  await run(process.execPath, "dist/to-python.js", "exact.py", schema);
  consumer.write("exact.ndjson", '["DeviceInfo", {"ReportId": 9223372036854775807}]');
  const printed = await run("python3", "check.py", "exact", "exact.ndjson");
  expect(printed.trim()).toBe('{"ReportId": 9223372036854775807}');
});

/**
 * Returns what the Python class of each row's table writes of the row, or null if it rejects the
 * row.
 */
async function readByPython(
  module: string,
  rows: readonly (readonly [table: string, row: object])[],
): Promise<unknown[]> {
  consumer.write("rows.ndjson", rows.map((row) => JSON.stringify(row)).join("\n"));
  const printed = await run("python3", "check.py", module, "rows.ndjson");
  return printed
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** Returns a command that the consumer has installed, whatever else is on the path. */
function bin(command: string): string {
  return path.join(consumer.dir, "node_modules/.bin", command);
}

/** Runs a command in the consumer, and throws if it fails. */
async function run(command: string, ...args: string[]): Promise<string> {
  const { status, stdout, output } = await start(consumer.dir, command, ...args);
  if (status !== 0)
    throw new Error(`${command} ${args.join(" ")} exits with ${status}:\n${output}`);
  return stdout;
}
