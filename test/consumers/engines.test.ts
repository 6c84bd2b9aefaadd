// Runs the scripts of emitters in real engines: ClickHouse as chdb, with its Kafka engine, and DuckDB.

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { transformSync } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { start } from "../support/packed-packages.ts";
import type { Project } from "../support/scratch-project.ts";
import {
  asObject,
  countSamples,
  highest,
  hostileExport,
  hostileNames,
  hostileRecord,
  hostileTable,
  lowest,
  recordOf,
  samples,
  scalarExport,
} from "./engine-cases.ts";
import { installConsumer } from "./install-consumer.ts";
import { startKafka } from "./start-kafka.ts";

let consumer: Project;

beforeAll(async () => {
  consumer = await installConsumer("test/consumers/engines");
  await run("npx", "huntgen", "init");
  consumer.write("input-schemas/AllScalars.csv", scalarExport);
  consumer.write("input-schemas/hostile.csv", hostileExport);
  await run("npx", "huntgen", "generate");
  // Creating the views of all tables takes a minute, so most tests do without.
  consumer.write("few/AllScalars.csv", scalarExport);
  await run("npx", "huntgen", "generate", "--input", "few", "--out", "few-generated");
});

async function run(command: string, ...args: string[]): Promise<string> {
  const { status, stdout, output } = await start(consumer.dir, command, ...args);
  if (status !== 0) throw new Error(output);
  return stdout;
}

type Rows = readonly (readonly unknown[])[];

async function ask(
  script: string,
  queries: readonly string[],
  ...args: string[]
): Promise<readonly Rows[]> {
  writeFileSync(path.join(consumer.dir, "queries.json"), JSON.stringify(queries));
  const { results }: { results: readonly Rows[] } = JSON.parse(await run("node", script, ...args));
  return results;
}

const messageOf = (records: readonly string[]): string => `{"records":[${records.join(",")}]}`;
const mixed = messageOf([
  ...samples,
  recordOf("AllScalars", asObject(lowest)),
  recordOf("AllScalars", asObject(highest)),
  recordOf("AllScalars", asObject({ ...lowest, "The string": "null" })),
  hostileRecord,
]);
const tables = countSamples();
const sampleNames = Object.keys(tables);

const countRows = (table: string): string => `SELECT toString(count()) FROM \`${table}\` FINAL`;
const bytesOfName = (name: string): string =>
  `\`${[...new TextEncoder().encode(name)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("")}\``;

function askClickhouse(
  messages: readonly string[],
  queries: readonly string[],
): Promise<readonly Rows[]> {
  consumer.write("messages.json", JSON.stringify(messages));
  return ask("clickhouse.js", queries, "few-generated", "messages.json", "queries.json");
}

const quotedName = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const folderOf = (table: string): string =>
  table.replace(/[^A-Za-z0-9_]/g, (each) => `%${each.codePointAt(0)?.toString(16)}`);

/** Writes the lake as Parquet with the code of the example, and views that read it. */
async function convertLake(): Promise<void> {
  const source = readFileSync("examples/lake-writer/src/parquet.ts", "utf8");
  consumer.write("parquet.js", transformSync(source, { loader: "ts" }).code);
  const write = 'console.log(await (await import("./parquet.js")).writeParquet("out"))';
  await run("node", "--input-type=module", "-e", write);
  const options = { format: "parquet", lake: "./out" };
  consumer.write("huntgen.config.json", JSON.stringify({ emitters: [{ use: "duckdb", options }] }));
  await run("npx", "huntgen", "generate");
}

describe("ClickHouse", () => {
  test("redelivery leaves one row, and rows that differ in one value stay", async () => {
    const [first, other] = [asObject(lowest), asObject({ ...lowest, "The long": "1" })];
    const reordered = asObject(Object.fromEntries(Object.entries(lowest).toReversed()));
    const later = "2026-03-09T04:14:21.4185296Z";
    const [rows] = await askClickhouse(
      [
        messageOf([recordOf("AllScalars", first), recordOf("AllScalars", other)]),
        messageOf([recordOf("AllScalars", first, later)]),
        messageOf([recordOf("AllScalars", reordered, later)]),
        mixed,
        mixed,
      ],
      [countRows("AllScalars")],
    );
    // The two of this test, of which the mixed message has one, and two more of the mixed message.
    expect(rows).toEqual([["4"]]);
  });

  test("records that do not fit are dead letters with the names of their columns", async () => {
    const wrong: readonly (readonly [column: string, text: string])[] = [
      ["The bool", '"0"'],
      ["The bool", "1"],
      ["The datetime", '"yesterday"'],
      ["The datetime", '"2026-02-30T00:00:00Z"'],
      ["The datetime", "1700000000"],
      ["The decimal", '"x"'],
      ["The guid", '"682b96ab"'],
      ["The int", "2147483648"],
      ["The int", "1.5"],
      ["The long", "9223372036854775808"],
      ["The long", '"5"'],
      ["The real", '"x"'],
      ["The string", "{}"],
      ["The timespan", "5"],
    ];
    const records = wrong.map(([column, text]) =>
      recordOf("AllScalars", asObject({ ...lowest, [column]: text })),
    );
    const others = [
      recordOf("NewTable", "{}"),
      "5",
      "{}",
      recordOf("AllScalars", "[]"),
      recordOf("AllScalars", '{"x":18446744073709551616}'),
      recordOf("AllScalars", '{"The string":"\\ud800"}'),
    ];
    // The last value of a repeated name counts.
    const years = ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z"].map((time) =>
      recordOf("AllScalars", `{"The datetime":"wrong","The datetime":"${time}"}`),
    );
    const [dead, rows] = await askClickhouse(
      [messageOf([...records, ...others, ...years])],
      [
        "SELECT record, reasons FROM defender_dead_letters",
        "SELECT `The datetime` FROM AllScalars FINAL ORDER BY `The datetime`",
      ],
    );
    const reasons = new Map(dead?.map(([record, reason]) => [record, reason]));
    for (const [index, [column]] of wrong.entries())
      expect([wrong[index], reasons.get(records[index])]).toEqual([wrong[index], `['${column}']`]);
    expect(others.map((record) => reasons.get(record))).toEqual([
      "['unknown category']",
      "['unknown category']",
      "['unknown category']",
      "['properties']",
      expect.stringMatching(/^\['(?:unknown category|properties)'\]$/),
      expect.stringMatching(/^\['(?:unknown category|properties)'\]$/),
    ]);
    expect(rows).toEqual([["0001-01-01 00:00:00.0000000"], ["9999-12-31 23:59:59.9999999"]]);
  });

  test("every record that kafkajs sends in a mixed message reaches its table through the Kafka engine, with exact values", async () => {
    const kafka = await startKafka();
    try {
      const use = { use: "clickhouse", options: { brokers: kafka.broker, topic: "defender" } };
      consumer.write("huntgen.config.json", JSON.stringify({ emitters: [use, "duckdb"] }));
      await run("npx", "huntgen", "generate");
      const bodies = [mixed, "not JSON", '{"other":1}', mixed];
      const counted = [...sampleNames, "AllScalars"].map(
        (name) => `SELECT count() AS n FROM \`${name}\` FINAL`,
      );
      const hostileCount = `SELECT count() FROM ${bytesOfName(hostileTable)} FINAL`;
      const deadCount = "SELECT count() FROM defender_dead_letters";
      const countQuery = `SELECT toString(sum(n)) FROM (${[...counted, hostileCount, deadCount].join(" UNION ALL ")})`;
      const rows = samples.length + 3 + 1 + 2;
      consumer.write(
        "kafka.json",
        JSON.stringify({ brokers: [kafka.broker], topic: "defender", bodies, countQuery, rows }),
      );
      const [counts, dead, scalars, hostile] = await ask(
        "clickhouse.js",
        [
          sampleNames
            .map((name) => `SELECT '${name}' AS t, toString(count()) FROM \`${name}\` FINAL`)
            .join(" UNION ALL "),
          "SELECT record FROM defender_dead_letters ORDER BY record",
          "SELECT * EXCEPT (`EventKey`, `StreamTime`, `StreamTenantId`, `MachineGroup`), isNull(`The string`) FROM AllScalars FINAL ORDER BY `The int`, `The string`",
          `SELECT ${hostileNames.map(bytesOfName).join(", ")} FROM ${bytesOfName(hostileTable)} FINAL`,
        ],
        "generated",
        "messages.json",
        "queries.json",
        "kafka.json",
      );
      expect(Object.fromEntries(counts ?? [])).toEqual(
        Object.fromEntries(sampleNames.map((name) => [name, String(tables[name])])),
      );
      expect(dead).toEqual([[""], ["not JSON"]]);
      const low = [
        "false",
        "2026-03-01 00:10:21.9630741",
        "-12345678901234567890.123456789012345678",
        '{"b":[1,"x",null],"a":9223372036854775807}',
        "682b96ab-25e6-58dd-72a4-a92066e851a1",
        "-2147483648",
        "-9223372036854775808",
        "-0.1",
        'é "q"\n\u202e\u{1F98A}',
        "-1.02:03:04.5678901",
        "0",
      ];
      // The format prints null as text, so a column of its own shows that the text is missing.
      const missing = low.with(8, "ᴺᵁᴸᴸ").with(10, "1");
      expect(scalars).toEqual([
        low,
        missing,
        [
          "true",
          "2099-12-31 23:59:59.9999999",
          "0.125",
          '"text"',
          "ffffffff-25e6-58dd-72a4-a92066e851a1",
          "2147483647",
          "9223372036854775807",
          "-inf",
          "",
          "00:00:00",
          "0",
        ],
      ]);
      expect(hostile).toEqual([hostileNames.map((_, index) => `value ${index}`)]);
    } finally {
      await kafka.stop();
    }
  });
});

describe("DuckDB", () => {
  const scalarRows = [
    [
      false,
      "2026-03-01 00:10:21.9630741",
      "-12345678901234567890.123456789012345678",
      '{"b":[1,"x",null],"a":9223372036854775807}',
      "682b96ab-25e6-58dd-72a4-a92066e851a1",
      -2147483648,
      "-9223372036854775808",
      -0.1,
      'é "q"\n\u202e\u{1F98A}',
      "-1.02:03:04.5678901",
    ],
    [
      true,
      "2099-12-31 23:59:59.9999999",
      "0.125000000000000000",
      '"text"',
      "ffffffff-25e6-58dd-72a4-a92066e851a1",
      2147483647,
      "9223372036854775807",
      "-Infinity",
      "",
      "00:00:00",
    ],
    [null, null, null, null, null, 2147483647, null, null, null, null],
    // DuckDB cannot parse the record.
    Array.from({ length: 10 }, () => null),
  ];

  test.each(["ndjson", "parquet"])(
    "views read every record of a lake of %s, with exact values",
    async (format) => {
      for (const [index, sample] of samples.entries()) {
        const { category }: { category: string } = JSON.parse(sample);
        const table = category.replace("AdvancedHunting-", "");
        consumer.write(`out/${table}/${index}.ndjson`, `${sample}\n`);
      }
      const unknown = asObject({
        "The int": "2147483647",
        "The datetime": '"0001-01-01T00:00:00Z"',
        New: "1",
        "The dynamic": "null",
      });
      const halfOfPair = '{"The int":5,"The string":"\\ud800"}';
      const lines = [asObject(lowest), halfOfPair, asObject(highest), unknown].map(
        (properties) => `${recordOf("AllScalars", properties)}\n`,
      );
      consumer.write("out/AllScalars/1.ndjson", lines.join(""));
      consumer.write(`out/${folderOf(hostileTable)}/undated.ndjson`, `${hostileRecord}\n`);
      consumer.write("out/rejected/DeviceInfo/1.ndjson", "broken\n");
      if (format === "parquet") await convertLake();
      const [counts, scalars, hostile] = await ask(
        "duckdb.js",
        [
          sampleNames
            .map((table) => `SELECT '${table}', count(*)::VARCHAR FROM ${quotedName(table)}`)
            .join(" UNION ALL "),
          'SELECT * EXCLUDE ("MachineGroup", "StreamTime", "StreamTenantId") FROM "AllScalars" ORDER BY "The int", "The long"',
          `SELECT * EXCLUDE ("MachineGroup", "StreamTime_2", "StreamTenantId_2") FROM ${quotedName(hostileTable)}`,
        ],
        "generated/duckdb/views.sql",
        "queries.json",
      );
      expect(Object.fromEntries(counts ?? [])).toEqual(
        Object.fromEntries(sampleNames.map((table) => [table, String(tables[table])])),
      );
      expect(scalars).toEqual(scalarRows);
      expect(hostile).toEqual([hostileNames.map((_, index) => `value ${index}`)]);
    },
  );
});
