// Checks that `is`, `validate`, Standard Schema's validate, and Ajv and Hyperjump on the emitted
// schemas of both editions agree on every value: the values of a hand-written table, and many
// thousands of seeded random rows.

import { isDeepStrictEqual } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import type { LongMode } from "../../generator/mapping/kusto-types.ts";
import {
  type AnyTable,
  type Columns,
  exportText,
  generatePackage,
  importPackage,
  tableNamed,
  tablesOf,
} from "../support/generated-package.ts";
import { random, type RandomColumn, randomRows } from "../support/random-rows.ts";
import { type ScalarValues, scalarValues } from "../support/scalar-values.ts";
import {
  buildJsonJudge,
  buildJudge,
  type JsonJudge,
  type Judge,
  readSchemaFile,
} from "../support/schema-judges.ts";

interface Case {
  readonly table: AnyTable;
  readonly judge: Judge;
  /** The validators that must agree with `judge`. */
  readonly others: Readonly<Record<string, JsonJudge>>;
  readonly columns: readonly RandomColumn[];
}

const forms = Object.entries(scalarValues);

/**
 * Tables of every width, with columns of every type and mode of long, and names that every object
 * inherits.
 */
const layouts: Readonly<Record<string, readonly RandomColumn[]>> = {
  ...Object.fromEntries(
    forms.map(([form, values]) => [`Only_${form}`, [{ name: "Value", values }]]),
  ),
  AllForms: forms.map(([form, values]) => ({ name: `A_${form}`, values })),
  Wide: Array.from({ length: 78 }, (_, index) => wideColumn(index)),
  Inherited: ["constructor", "toString", "__proto__", "valueOf", "hasOwnProperty", "isPrototypeOf"]
    .concat("__defineGetter__", "__lookupSetter__", "propertyIsEnumerable", "toLocaleString")
    .map((name, index) => ({ name, values: wideColumn(index).values })),
};

const rowsOfEach = 4000;
const cases = new Map<string, Case>();
/** How often each of the other validators was used. */
const asked = new Map<string, number>();

beforeAll(async () => {
  const longColumns: Record<string, LongMode> = {};
  const tables: [string, Columns][] = [];
  for (const [table, columns] of Object.entries(layouts)) {
    tables.push([table, columns.map(({ name, values }) => [name, values.type])]);
    for (const { name, values } of columns) {
      if (values.type === "long") longColumns[`${table}.${name}`] = values.long;
    }
  }
  const generated = await generatePackage(
    { "tables.csv": exportText(tables) },
    { long: { default: "exact", columns: longColumns }, jsonSchema: { draft07: true } },
  );
  const built = tablesOf(await importPackage(generated));
  for (const [name, columns] of Object.entries(layouts)) {
    const bigintColumns = new Set(
      columns
        .filter(({ values: { type, long } }) => type === "long" && long !== "string")
        .filter(({ values: { long } }) => long !== "number")
        .map((column) => column.name),
    );
    const schema = readSchemaFile(generated.out, name);
    const draft07 = readSchemaFile(generated.out, name, "draft-07");
    cases.set(name, {
      table: tableNamed(built, name),
      columns,
      judge: buildJudge(schema, bigintColumns),
      others: {
        "Ajv in draft-07": buildJudge(draft07, bigintColumns),
        Hyperjump: await buildJsonJudge(schema, bigintColumns),
        "Hyperjump in draft-07": await buildJsonJudge(draft07, bigintColumns),
      },
    });
  }
});

describe.each(forms)("a value of a column of %s", (form, { accepted, refused, undecided }) => {
  it("is accepted if the table of values lists it as accepted", () => {
    const misjudged = [...accepted, null, undefined].filter(
      (value) => !judgeRow(caseOf(`Only_${form}`), { Value: value }),
    );
    expect(misjudged.map(describeValue)).toEqual([]);
  });

  it("is rejected if the table of values lists it as rejected", () => {
    const misjudged = refused.filter((value) => judgeRow(caseOf(`Only_${form}`), { Value: value }));
    expect(misjudged.map(describeValue)).toEqual([]);
  });

  it("is judged the same by all validators if the table of values leaves it open", () => {
    const results = undecided.map((value) => judgeRow(caseOf(`Only_${form}`), { Value: value }));
    expect(results).toHaveLength(undecided.length);
  });
});

describe.each(Object.keys(layouts))("random rows of %s", (name) => {
  it("get the same result from is, validate, Standard Schema and every validator, and keep it", () => {
    const tested = caseOf(name);
    const rows = randomRows(tested.columns, seedOf(name));
    const pinned: { row: unknown; first: boolean }[] = [];
    const count = { right: 0, wrong: 0 };
    for (let index = 0; index < rowsOfEach; index++) {
      const row: unknown = rows.next().value;
      const isRow = judgeRow(tested, row);
      count[isRow ? "right" : "wrong"]++;
      if (index % 37 === 0) pinned.push({ row, first: isRow });
      // The same rows again, between others, whatever the table has seen in the meantime.
      const again = pinned[(index * 31) % pinned.length];
      expect(tested.table.is(again?.row)).toBe(again?.first);
    }
    for (const { row, first } of pinned) expect(judgeRow(tested, row)).toBe(first);
    // Rows that were all valid, or all invalid, would prove nothing.
    expect(count.right).toBeGreaterThan(rowsOfEach / 10);
    expect(count.wrong).toBeGreaterThan(rowsOfEach / 100);
  });
});

it("tables do not disturb each other when their rows are mixed", () => {
  const mixed = [...cases.entries()].map(([name, tested]) => ({
    tested,
    rows: randomRows(tested.columns, seedOf(name) + 1),
  }));
  const { pick } = random(5);
  let right = 0;
  for (let index = 0; index < 10_000; index++) {
    const { tested, rows } = pick(mixed);
    if (judgeRow(tested, rows.next().value)) right++;
  }
  expect(right).toBeGreaterThan(1000);
});

it("a result stays the same before, during and after thousands of rows of one shape and of many", () => {
  const tested = caseOf("AllForms");
  const rows = randomRows(tested.columns, 11);
  const pinned = Array.from({ length: 300 }, () => rows.next().value as unknown);
  const results = (): boolean[] => pinned.map((row) => judgeRow(tested, row));
  const first = results();
  const full = Object.fromEntries(tested.columns.map(({ name }) => [name, null]));
  for (let index = 0; index < 3000; index++) expect(tested.table.is({ ...full })).toBe(true);
  expect(results()).toEqual(first);
  const names = tested.columns.map(({ name }) => name);
  const { shuffle, below } = random(12);
  for (let index = 0; index < 3000; index++) {
    const keys = shuffle(names).slice(0, below(names.length));
    expect(tested.table.is(Object.fromEntries(keys.map((key) => [key, null])))).toBe(true);
  }
  expect(results()).toEqual(first);
  for (let index = 0; index < 3000; index++) expect(tested.table.is({ ...full })).toBe(true);
  expect(results()).toEqual(first);
});

it("every validator was used on most of the rows", () => {
  const all = asked.get("Ajv in draft-07") ?? 0;
  expect(all).toBeGreaterThan(rowsOfEach * cases.size);
  expect(asked.get("Hyperjump")).toBeGreaterThan(all / 2);
  expect(asked.get("Hyperjump in draft-07")).toBe(asked.get("Hyperjump"));
});

describe("a long as number or as bigint", () => {
  it("accepts no value of the other kind, which the schema cannot distinguish", () => {
    const number = caseOf("Only_longNumber").table;
    const bigint = caseOf("Only_longBigint").table;
    expect([number.is({ Value: 1 }), number.is({ Value: 1n })]).toEqual([true, false]);
    expect([bigint.is({ Value: 1 }), bigint.is({ Value: 1n })]).toEqual([false, true]);
    expect(number.validate({ Value: 1n }).ok).toBe(false);
    expect(bigint.validate({ Value: 1 }).ok).toBe(false);
  });
});

/**
 * Returns the result of all validators. Throws if they disagree, or disagree about which columns
 * are wrong.
 */
function judgeRow({ table, judge, others, columns }: Case, row: unknown): boolean {
  const isRow = table.is(row);
  const result = table.validate(row);
  const standard = table["~standard"].validate(row);
  const wrong = judge(row);
  const judged = wrong?.size === 0;
  if (isRow !== judged || result.ok !== judged || (standard.issues === undefined) !== judged) {
    const results = { is: isRow, validate: result.ok, standard: standard.issues === undefined };
    throw new Error(
      `${table.name}: ${JSON.stringify({ ...results, ajv: judged })} on ${describeValue(row)}`,
    );
  }
  for (const [name, other] of Object.entries(others)) {
    const verdict = other(row);
    if (verdict === "no JSON") continue;
    asked.set(name, (asked.get(name) ?? 0) + 1);
    if (!isDeepStrictEqual(verdict, wrong)) {
      throw new Error(`${table.name}: ${name} disagrees with Ajv on ${describeValue(row)}`);
    }
  }
  if (result.ok) {
    if (result.value !== row) throw new Error("validate returned another value than it was passed");
    return true;
  }
  const expected =
    wrong === undefined
      ? [[]]
      : columns.filter(({ name }) => wrong.has(name)).map(({ name }) => [name]);
  const reported = result.issues.map(({ path }) => path);
  if (
    !isDeepStrictEqual(reported, expected) ||
    !isDeepStrictEqual(standard.issues, result.issues)
  ) {
    throw new Error(
      `${table.name}: issues of ${JSON.stringify(reported)}, not ${JSON.stringify(expected)}, on ${describeValue(row)}`,
    );
  }
  return false;
}

function caseOf(name: string): Case {
  const found = cases.get(name);
  if (found === undefined) throw new Error(`no case ${name}`);
  return found;
}

function wideColumn(index: number): { name: string; values: ScalarValues } {
  const form = forms[index % forms.length];
  if (form === undefined) throw new Error("no forms");
  return { name: `Column${index}`, values: form[1] };
}

function seedOf(name: string): number {
  return [...name].reduce((sum, character) => sum * 31 + (character.codePointAt(0) ?? 0), 7) | 0;
}

function describeValue(value: unknown): string {
  const text = JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "bigint" || typeof part === "number" ? `${typeof part} ${part}` : part,
  );
  return String(text).slice(0, 2000);
}
