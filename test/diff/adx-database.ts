// Runs Kusto commands in a model of a database, and fails if a command cannot run. Each column remembers which
// values it holds.

import { expect } from "vitest";

interface Column {
  readonly type: string;
  /** A symbol for the values, so that a test can follow them through renames. */
  readonly values: symbol;
}

type Columns = Map<string, Column>;

export interface AdxDatabase {
  readonly tables: Map<string, Columns>;
  readonly functions: Map<string, string>;
  /** The queries that fill the tables. */
  readonly policies: Map<string, string>;
}

const literal = String.raw`"(?:[^"\\]|\\.)*"`;
const quotedName = String.raw`\[${literal}\]`;
const columnList = String.raw`\(\s*(?:${quotedName}: \w+(?:,\s+)?)*\s*\)`;
const decode = (text: string): string => JSON.parse(text.replace(/^\[|\]$/g, ""));

function columnsIn(text: string): readonly (readonly [name: string, type: string])[] {
  const found = text.matchAll(new RegExp(`(${quotedName}): (\\w+)`, "g"));
  return [...found].map(([, name = "", type = ""]) => [decode(name), type] as const);
}

/** Returns the commands of a script and, if `accept` is set, those that are comments. */
export function commandsIn(script: string, accept: boolean): readonly string[] {
  return script.split(/\n{2,}/).flatMap((part) => {
    const isOffer = part.startsWith("// .");
    if (isOffer && accept) return commandsIn(part.replace(/^\/\/ ?/gm, ""), false);
    const lines = part.split("\n").filter((line) => !line.startsWith("//"));
    const command = lines.join("\n").trim();
    return command === "" ? [] : [command];
  });
}

const createColumn = (type: string): Column => ({ type, values: Symbol(type) });

function tableOf({ tables }: AdxDatabase, name: string): Columns {
  const found = tables.get(decode(name));
  if (found === undefined) throw new Error(`no table ${name}`);
  return found;
}

/** Returns the columns of a declaration. Those that a table has already keep their values, and must keep their type. */
function declare(old: Columns, list: string): readonly (readonly [name: string, Column])[] {
  return columnsIn(list).map(([name, type]) => {
    const column = old.get(name) ?? createColumn(type);
    expect([name, column.type]).toEqual([name, type]);
    return [name, column] as const;
  });
}

/** Adds the columns that a table lacks to its end. */
function merge(database: AdxDatabase, table: string, list: string): void {
  const old = tableOf(database, table);
  for (const [name, column] of declare(old, list)) old.set(name, column);
}

function renameColumn({ tables }: AdxDatabase, table: string, from: string, to: string): void {
  const old: Columns = tables.get(decode(table)) ?? new Map();
  expect([from, old.has(decode(from))]).toEqual([from, true]);
  expect([to, old.has(decode(to))]).toEqual([to, false]);
  const next = [...old].map(
    ([name, column]) => [name === decode(from) ? decode(to) : name, column] as const,
  );
  tables.set(decode(table), new Map(next));
}

function renameTable(database: AdxDatabase, from: string, to: string): void {
  const { tables, policies } = database;
  expect([to, tables.has(decode(to))]).toEqual([to, false]);
  tables.set(decode(to), tableOf(database, from));
  const policy = policies.get(decode(from));
  if (policy !== undefined) policies.set(decode(to), policy);
  tables.delete(decode(from));
  policies.delete(decode(from));
}

function dropFunction({ functions, policies }: AdxDatabase, name: string): void {
  expect([...policies.values()]).not.toContain(`${name}()`);
  functions.delete(decode(name));
}

type Run = (database: AdxDatabase, ...groups: string[]) => unknown;

/** In the patterns, `NAME`, `COLUMNS` and `TEXT` are groups. */
const runs: readonly (readonly [pattern: string, run: Run])[] = [
  [
    String.raw`\.create-merge table NAME COLUMNS with \(.*\)`,
    (database, table = "", list = "") => {
      if (!database.tables.has(decode(table))) database.tables.set(decode(table), new Map());
      merge(database, table, list);
    },
  ],
  [
    String.raw`\.alter-merge table NAME COLUMNS`,
    (database, table = "", list = "") => merge(database, table, list),
  ],
  [
    String.raw`\.alter table NAME COLUMNS`,
    (database, table = "", list = "") =>
      database.tables.set(decode(table), new Map(declare(tableOf(database, table), list))),
  ],
  [
    String.raw`\.rename column NAME\.NAME to NAME`,
    (database, table = "", from = "", to = "") => renameColumn(database, table, from, to),
  ],
  [
    String.raw`\.alter column NAME\.NAME type=(\w+)`,
    (database, table = "", name = "", type = "") => {
      expect([name, tableOf(database, table).has(decode(name))]).toEqual([name, true]);
      tableOf(database, table).set(decode(name), createColumn(type));
    },
  ],
  [
    String.raw`\.drop column NAME\.NAME`,
    (database, table = "", name = "") =>
      expect([name, tableOf(database, table).delete(decode(name))]).toEqual([name, true]),
  ],
  [
    String.raw`\.rename table NAME to NAME`,
    (database, from = "", to = "") => renameTable(database, from, to),
  ],
  [
    String.raw`\.drop table NAME ifexists`,
    ({ tables, policies }, table = "") => {
      expect([table, policies.has(decode(table))]).toEqual([table, false]);
      tables.delete(decode(table));
    },
  ],
  [
    String.raw`\.create-or-alter function with \(.*\) NAME\(\) (\{[^]*\})`,
    ({ functions }, name = "", body = "") => functions.set(decode(name), body),
  ],
  [
    String.raw`\.drop function NAME ifexists`,
    (database, name = "") => dropFunction(database, name),
  ],
  [
    String.raw`\.alter table NAME policy update TEXT`,
    (database, table = "", policy = "") => {
      const [{ Query }]: [{ Query: string }] = JSON.parse(decode(policy));
      tableOf(database, table);
      database.policies.set(decode(table), Query);
      // ADX checks the function here, but not if it is replaced.
      expectFilled(database, decode(table));
    },
  ],
  [
    String.raw`\.delete table NAME policy update`,
    ({ policies }, table = "") =>
      expect([table, policies.delete(decode(table))]).toEqual([table, true]),
  ],
  // These do not change what the model has.
  [String.raw`\.create-or-alter table NAME ingestion json mapping TEXT TEXT`, () => undefined],
  [String.raw`\.alter-merge table NAME policy retention .*`, () => undefined],
  [String.raw`\.alter-merge table NAME column-docstrings \([^]*\)`, () => undefined],
  [String.raw`\.alter table NAME policy ingestionbatching TEXT`, () => undefined],
];

const patterns = runs.map(([pattern, run]) => {
  const text = pattern
    .replaceAll("NAME", () => `(${quotedName})`)
    .replaceAll("COLUMNS", () => `(${columnList})`)
    .replaceAll("TEXT", () => `(${literal})`);
  return [new RegExp(`^${text}$`), run] as const;
});

export function runScript(database: AdxDatabase, script: string, accept = false): void {
  for (const command of commandsIn(script, accept)) {
    const found = patterns.find(([pattern]) => pattern.test(command));
    if (found === undefined) throw new Error(`unknown command: ${command}`);
    const [pattern, run] = found;
    run(database, ...(pattern.exec(command) ?? []).slice(1));
  }
}

/** Expects that the function of a table returns the columns of the table, in their order. */
export function expectFilled({ tables, functions, policies }: AdxDatabase, table: string): void {
  const query = policies.get(table) ?? "";
  expect(query).toMatch(new RegExp(`^${quotedName}\\(\\)$`));
  const body = functions.get(decode(query.slice(0, -2))) ?? "";
  const [, list = ""] = /\| project\s([^]*)\}$/.exec(body) ?? [];
  const reading = `(?:^|\\n|, )\\s*(?:(${quotedName})|(\\w+)) = (?:to(\\w+)\\()?record\\b`;
  const returned = [...list.matchAll(new RegExp(reading, "g"))].map(
    ([, quoted, plain, type = "dynamic"]) =>
      `${quoted === undefined ? plain : decode(quoted)}: ${type}`,
  );
  const stored = [...(tables.get(table) ?? [])].map(([column, { type }]) => `${column}: ${type}`);
  expect([table, returned]).toEqual([table, stored]);
}

export function createDatabase(script: string): AdxDatabase {
  const database = { tables: new Map(), functions: new Map(), policies: new Map() };
  runScript(database, script);
  return database;
}

export function copyOf({ tables, functions, policies }: AdxDatabase): AdxDatabase {
  return {
    tables: new Map([...tables].map(([name, columns]) => [name, new Map(columns)])),
    functions: new Map(functions),
    policies: new Map(policies),
  };
}

/** What can be compared: everything but the values. */
export function plainOf({ tables, functions, policies }: AdxDatabase): unknown {
  return {
    tables: sorted(tables).map(([table, list]) => [
      table,
      [...list].map(([column, { type }]) => `${column}: ${type}`),
    ]),
    functions: sorted(functions),
    policies: sorted(policies),
  };
}

function sorted<Value>(map: ReadonlyMap<string, Value>): (readonly [string, Value])[] {
  return [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
