// Creates messages as Event Hubs delivers them, from the columns of tables and a seed. The rows have the
// proportions of the captured records: mostly text, about two fifths nulls, datetimes of seven digits,
// some columns with JSON text. Nulls are not scattered at random: a column is nearly always present,
// nearly always null, or null in two fifths of the rows.

import type { Table, TableColumn } from "../../generator/runtime/table/table.ts";
import { at, createRandom, pick, shuffle } from "./random.ts";

export type HuntingTable = Table<string, unknown>;

export type Scenario = keyof typeof scenarios;

/** Returns the columns that a row has, in its order, from the columns of its table. */
type Shape = (columns: readonly TableColumn[], random: () => number) => readonly TableColumn[];

interface ScenarioOptions {
  readonly title: string;
  readonly shape: Shape;
  /** The number of shapes of each table. By default every row has its own shape. */
  readonly shapes?: number;
  readonly allTables?: true;
  readonly wrong?: true;
  readonly messages: number;
}

/**
 * If every row has its own shape, no shape may appear twice: V8 keeps what it built for the first
 * row of a shape, and parses and reads the next one much faster. Each contender then reads its
 * share of the messages, and reads the same messages again only after many others.
 */
const freshMessages = 112;

const whole: Shape = (columns) => columns;
const trimmed: Shape = (columns, random) => shuffle(columns, random).filter(() => random() < 0.93);
const thirdAbsent: Shape = (columns, random) =>
  shuffle(columns, random).filter(() => random() < 2 / 3);

/** The kinds of rows. */
export const scenarios = {
  oneShape: { title: "every record of one shape", shape: whole, shapes: 1, messages: 8 },
  fourShapes: { title: "4 shapes a table", shape: trimmed, shapes: 4, messages: 8 },
  sixteenShapes: { title: "16 shapes a table", shape: trimmed, shapes: 16, messages: 8 },
  thirdAbsent: {
    title: "a random third of the columns absent, keys in random order",
    shape: thirdAbsent,
    messages: freshMessages,
  },
  anyOrder: { title: "all columns, keys in random order", shape: shuffle, messages: freshMessages },
  allTables: { title: "all tables mixed", shape: whole, shapes: 1, allTables: true, messages: 8 },
  allWrong: {
    title: "every record wrong in one column",
    shape: whole,
    shapes: 1,
    wrong: true,
    messages: 8,
  },
} satisfies Record<string, ScenarioOptions>;

/** Rows of 69, 52 and 14 columns. */
const usualTables = new Set([
  "DeviceProcessEvents",
  "EmailEvents",
  "DeviceTvmSoftwareVulnerabilities",
]);
export const recordsPerMessage = 99;

/** Whether every row of a scenario has a shape of its own. */
export function isFresh(scenario: Scenario): boolean {
  return scenarios[scenario].messages === freshMessages;
}

/** Returns the tables whose rows a scenario has. */
export function tablesOf(
  scenario: Scenario,
  tables: readonly HuntingTable[],
): readonly HuntingTable[] {
  const { allTables }: ScenarioOptions = scenarios[scenario];
  return allTables ? tables : tables.filter(({ name }) => usualTables.has(name));
}

/** Creates the messages of a scenario, each the JSON text of `{"records":[...]}`. */
export function makeMessages(scenario: Scenario, tables: readonly HuntingTable[]): string[] {
  const options: ScenarioOptions = scenarios[scenario];
  const random = createRandom(20_260_901);
  const nullShares = new Map<string, number>();
  const shapes = new Map<string, readonly TableColumn[]>();
  let count = 0;

  function shapeOf({ name, columns }: HuntingTable): readonly TableColumn[] {
    if (options.shapes === undefined) return options.shape(columns, random);
    const key = `${name} ${Math.floor(random() * options.shapes)}`;
    const shape = shapes.get(key) ?? options.shape(columns, random);
    shapes.set(key, shape);
    return shape;
  }

  function nullShare({ name }: TableColumn): number {
    const kind = random();
    const share = nullShares.get(name) ?? (kind < 0.5 ? 0.01 : kind < 0.75 ? 0.4 : 0.98);
    nullShares.set(name, share);
    return name === "Timestamp" ? 0 : share;
  }

  function makeRecord(): unknown {
    const table = options.allTables ? pick(tables, random) : at(tables, count++ % tables.length);
    const columns = shapeOf(table);
    const entries = columns.map((column) => [
      column.name,
      random() < nullShare(column) ? null : makeValue(column, random),
    ]);
    if (options.wrong) {
      const typed = columns.filter(({ type }) => type !== "dynamic");
      const { name, type } = pick(typed, random);
      entries.push([name, type === "string" ? 42 : "wrong"]);
    }
    return {
      time: makeDatetime(random),
      tenantId: "682b96ab-25e6-58dd-72a4-a92066e851a1",
      operationName: "Publish",
      category: table.category,
      properties: Object.fromEntries(entries),
    };
  }

  return Array.from({ length: options.messages }, () =>
    JSON.stringify({ records: Array.from({ length: recordsPerMessage }, makeRecord) }),
  );
}

const characters = "abcdefghijklmnopqrstuvwxyzABCDEF0123456789-. \\";
const holdsJson =
  /^(?:AdditionalFields|AttackTechniques|AuthenticationDetails|Categories|IPAddresses|LoggedOnUsers|UrlChain)$/;

function makeValue({ name, type }: TableColumn, random: () => number): unknown {
  const size = random();
  switch (type) {
    case "bool":
      return size < 0.5;
    case "datetime":
      return makeDatetime(random);
    case "dynamic":
      return makeObject(random);
    case "guid":
      return "6cdf7359-6b30-0fae-9c5c-15e2b2264767";
    case "int":
      return Math.floor(size * 70_000);
    case "long":
      return Math.floor(size * (random() < 0.7 ? 1e5 : 2 ** 50));
    case "real":
      return size * 100;
    default:
      if (size < 0.05) return "";
      if (holdsJson.test(name)) return JSON.stringify(makeObject(random));
      if (name.endsWith("CommandLine")) return makeText(60 + random() * 120, random);
      return makeText(size < 0.5 ? size * 32 : size * 48, random);
  }
}

function makeObject(random: () => number): unknown {
  const length = 2 + Math.floor(random() * 18);
  return Object.fromEntries(
    Array.from({ length }, (_, field) => [
      `Field${field}`,
      random() < 0.3 ? Math.floor(random() * 1000) : makeText(24, random),
    ]),
  );
}

function makeDatetime(random: () => number): string {
  const ticks = String(Math.floor(random() * 1e7)).padStart(7, "0");
  return new Date(Date.UTC(2026, 0, 1) + Math.floor(random() * 2e7) * 1000)
    .toISOString()
    .replace(".000Z", random() < 0.1 ? "Z" : `.${ticks}Z`);
}

function makeText(length: number, random: () => number): string {
  let text = "";
  while (text.length < length) text += characters[Math.floor(random() * characters.length)];
  return text;
}
