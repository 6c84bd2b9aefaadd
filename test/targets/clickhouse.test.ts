// Checks the scripts for ClickHouse that need no engine to be judged: types, the order of statements, options.

import { expect, test } from "vitest";
import { clickhouse } from "../../generator/targets/clickhouse/clickhouse.ts";
import { modelOf, scalars } from "../support/emit-models.ts";

const model = modelOf({
  T: scalars.map((type) => [`The ${type}`, type] as const),
  U: [["Timestamp", "datetime"]],
});

async function statementsOf(options = {}): Promise<Readonly<Record<string, readonly string[]>>> {
  const files = await clickhouse(model, options);
  return Object.fromEntries(
    files.map(({ path, text }) => [
      path,
      text
        .replace(/^--.*\n/gm, "")
        .trim()
        .split(/;\n\n?/),
    ]),
  );
}

test("each scalar has the type of the documentation, and can be null", async () => {
  const { "tables.sql": statements = [] } = await statementsOf();
  const table = statements.find((each) => each.includes("EXISTS `T` ("));
  const types = [...(table ?? "").matchAll(/^ {4}`The (\w+)` (.*) COMMENT /gm)];
  expect(types.map(([, scalar, type]) => [scalar, type])).toEqual([
    ["bool", "Nullable(Bool)"],
    ["datetime", "Nullable(DateTime64(7, 'UTC'))"],
    ["decimal", "Nullable(Decimal(38, 18))"],
    ["dynamic", "Nullable(String)"],
    ["guid", "Nullable(UUID)"],
    ["int", "Nullable(Int32)"],
    ["long", "Nullable(Int64)"],
    ["real", "Nullable(Float64)"],
    ["string", "Nullable(String)"],
    ["timespan", "Nullable(String)"],
  ]);
});

test("each view comes after the tables that it reads and fills", async () => {
  const scripts = await statementsOf();
  const created: string[] = [];
  for (const statement of [...(scripts["tables.sql"] ?? []), ...(scripts["kafka.sql"] ?? [])]) {
    const [, name = ""] =
      /^CREATE (?:TABLE|MATERIALIZED VIEW) IF NOT EXISTS `?(\w+)/.exec(statement) ?? [];
    const needed = [...statement.matchAll(/(?: TO|FROM) `?(\w+)/g)].map(([, each]) => each);
    expect(needed).toHaveLength(statement.includes("VIEW") ? 2 : 0);
    expect(created).toEqual(expect.arrayContaining(needed));
    created.push(name);
  }
  expect(created).toEqual([
    "defender_raw",
    "defender_dead_letters",
    "defender_unknown_categories",
    "T",
    "defender_T_0_rows",
    "defender_T_0_misfits",
    "U",
    "defender_U_1_rows",
    "defender_U_1_misfits",
    "defender_messages",
    "defender_unreadable_messages",
    "defender_records",
    "defender_queue",
    "defender_queue_messages",
  ]);
});

test("the only reader of the queue comes last, so that no message is read before all views exist", async () => {
  const { "kafka.sql": statements = [] } = await statementsOf();
  const readers = statements.filter((each) => /FROM defender_queue\b/.test(each));
  expect(readers).toEqual(statements.slice(-1));
  expect(statements).toHaveLength(5);
});

test("options rename the shared tables and set the queue", async () => {
  const { "tables.sql": tables = [], "kafka.sql": kafka = [] } = await statementsOf({
    rawTable: "my `raw`",
    deadLetterTable: "dead",
    rawDays: 30,
    brokers: "a:9092",
    topic: "t",
    group: "g'",
  });
  expect(tables.join()).toContain("EXISTS `my \\`raw\\`` (");
  expect(tables.join()).toContain("INTERVAL 30 DAY");
  expect(tables.join()).toContain("TO `dead` AS");
  for (const setting of ["broker_list = 'a:9092'", "topic_list = 't'", "group_name = 'g\\''"])
    expect(kafka.join()).toContain(`kafka_${setting}`);
  for (const name of ["T", "defender_messages", "defender_T_0_rows"])
    expect(() => clickhouse(model, { rawTable: name })).toThrow(
      `two tables or views would have the name "${name}"`,
    );
});
