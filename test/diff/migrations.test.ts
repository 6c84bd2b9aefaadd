// Checks migrations of ADX on random pairs of schemas with hostile names: commands that are not comments lose no
// value and leave every table filled, and all commands together lead to what the script of the new schema creates.

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compareSchemas } from "../../generator/diff/compare-schemas.ts";
import { printKql } from "../../generator/diff/print-kql.ts";
import type { SchemaChange } from "../../generator/diff/schema-change.ts";
import { identifierOf } from "../../generator/model/identifier.ts";
import type { Schema, SchemaColumn, SchemaTable } from "../../generator/model/schema.ts";
import { adx } from "../../generator/targets/adx/adx.ts";
import { readAdxOptions } from "../../generator/targets/adx/adx-options.ts";
import { buildEmitModel } from "../../generator/targets/emit-model.ts";
import { scalars } from "../support/emit-models.ts";
import {
  type AdxDatabase,
  copyOf,
  createDatabase,
  expectFilled,
  plainOf,
  runScript,
} from "./adx-database.ts";

const tableNames = [
  "Plain",
  'a"]\n\n.drop table ["Plain"]\n\n//',
  "a'\\",
  "b /* // */",
  "c\r.d;",
  "Other",
];
// Columns of the stream and of the envelope, and names that end literals, commands and comments.
const columnNames = [
  "MachineGroup",
  "StreamTime",
  "StreamTime_2",
  "streamtime",
  "StreamTenantId",
  "Id",
  "Ids",
  "__proto__",
  "x\n.drop table T",
  '"]',
  "\\",
  "\\\\\"'",
  "//",
  "\u2028.drop",
  "\r\n\n.alter",
  "$&",
];

const columnsOf = (most: number): fc.Arbitrary<readonly SchemaColumn[]> =>
  fc.uniqueArray(
    fc
      .tuple(fc.constantFrom(...columnNames), fc.constantFrom(...scalars))
      .map(([name, type]): SchemaColumn => ({ name, type, long: "exact" })),
    { selector: ({ name }) => name, minLength: 1, maxLength: most },
  );

interface Fate {
  readonly kind: "keep" | "remove" | "replace" | "rename" | "change";
  readonly columns: readonly SchemaColumn[];
  readonly seeds: readonly number[];
}

const fates: fc.Arbitrary<Fate> = fc.record({
  kind: fc.constantFrom("keep", "remove", "replace", "rename", "change", "change", "change"),
  columns: columnsOf(4),
  seeds: fc.array(fc.nat(9), { minLength: 12, maxLength: 12 }),
});

const tableOf = (name: string, columns: readonly SchemaColumn[]): SchemaTable => ({
  name,
  identifier: `${identifierOf(name)}_${tableNames.indexOf(name)}`,
  source: "T.csv",
  columns,
});

/** Removes, renames, retypes and moves columns of a table, and adds some. */
function changeColumns(
  old: readonly SchemaColumn[],
  { columns: extra, seeds }: Fate,
): readonly SchemaColumn[] {
  const changed = new Map<string, SchemaColumn>();
  const all = old.map((column, index) => ({ column, seed: seeds[index] ?? 0 }));
  if ((seeds[10] ?? 0) < 3) all.reverse();
  for (const { column, seed } of all) {
    const [first] = extra;
    if (seed === 0) continue;
    if (seed === 1 && first !== undefined) changed.set(first.name, { ...column, name: first.name });
    else if (seed === 2) changed.set(column.name, { ...column, type: first?.type ?? "int" });
    else changed.set(column.name, column);
  }
  if ((seeds[11] ?? 0) < 5) for (const column of extra) changed.set(column.name, column);
  return changed.size === 0 ? old : [...changed.values()];
}

interface Pair {
  readonly before: Schema;
  readonly after: Schema;
  readonly changes: readonly SchemaChange[];
}

const pairs: fc.Arbitrary<Pair> = fc
  .tuple(fc.array(columnsOf(6), { minLength: 1, maxLength: 3 }), fc.array(fates, { minLength: 6 }))
  .map(([lists, given]) => {
    const before = lists.map((columns, index) => tableOf(tableNames[index] ?? "", columns));
    const after = tableNames.flatMap((name, index): SchemaTable[] => {
      const [old, fate] = [before[index], given[index]];
      if (fate === undefined) return [];
      if (old === undefined) return fate.kind === "replace" ? [tableOf(name, fate.columns)] : [];
      if (fate.kind === "keep") return [old];
      if (fate.kind === "remove") return [];
      if (fate.kind === "replace") return [tableOf(name, fate.columns)];
      const target = fate.kind === "rename" ? (tableNames[index + 3] ?? "") : name;
      return [tableOf(target, changeColumns(old.columns, fate))];
    });
    const unique = new Map(after.map((table) => [table.name, table]));
    const schemas = {
      before: { tables: before.toSorted(byName) },
      after: { tables: [...unique.values()].toSorted(byName) },
    };
    // The renames that are guessed, of which some are confirmed.
    const guessed = compareSchemas(schemas.before, schemas.after, {}).flatMap((change) => {
      if (change.kind === "table-renamed") return [[change.from, change.table] as const];
      if (change.kind !== "column-renamed") return [];
      return [[`${change.table}.${change.from}`, `${change.table}.${change.column}`] as const];
    });
    const renames = Object.fromEntries(
      guessed.filter((_, index) => (given[index % given.length]?.seeds[9] ?? 0) < 6),
    );
    return { ...schemas, changes: compareSchemas(schemas.before, schemas.after, renames) };
  });

function byName(a: SchemaTable, b: SchemaTable): number {
  return a.name < b.name ? -1 : 1;
}

async function scriptOf(schema: Schema): Promise<string> {
  const [file] = await adx(buildEmitModel(schema, {}), {});
  return file?.text ?? "";
}

const valuesIn = ({ tables }: AdxDatabase): Set<symbol> =>
  new Set([...tables.values()].flatMap((table) => [...table.values()].map(({ values }) => values)));

/** The columns of the envelope, which come last. */
const envelopeOf = ({ tables }: AdxDatabase, name: string): unknown =>
  [...(tables.get(name)?.values() ?? [])].slice(-2);

/** The categories that functions of policies read, and those that are not unknown. */
function categoriesOf({ functions, policies }: AdxDatabase): readonly (readonly string[])[] {
  const texts = [...policies.values()].map((query) =>
    functions.get(JSON.parse(query.slice(1, -3))),
  );
  const read = texts.flatMap(
    (text) => /\["category"\]\) == ("(?:[^"\\]|\\.)*")/.exec(text ?? "")?.[1] ?? [],
  );
  const [, list = ""] = /!in \((.*)\)/.exec(functions.get("DefenderExpandUnknown") ?? "") ?? [];
  return [read.toSorted(), (list.match(/"(?:[^"\\]|\\.)*"/g) ?? []).toSorted()];
}

/** The columns whose values must be kept: the old column, by the table and the name of the new one. */
function keptValues({ before, after, changes }: Pair, old: AdxDatabase): Map<string, symbol> {
  const kept = new Map<string, symbol>();
  for (const table of after.tables) {
    const own = changes.filter((change) => change.table === table.name);
    const tableRename = own.find((change) => change.kind === "table-renamed");
    if (tableRename !== undefined && tableRename.certainty !== "confirmed") continue;
    const oldName = tableRename?.from ?? table.name;
    const oldTable = before.tables.find(({ name }) => name === oldName);
    const columns = new Map(old.tables.get(oldName));
    if (oldTable === undefined) continue;
    // The columns of the envelope come last.
    for (const name of [...columns.keys()].slice(-2)) columns.delete(name);
    const renames = own.flatMap((change) =>
      change.kind === "column-renamed" &&
      change.certainty === "confirmed" &&
      !columns.has(change.column)
        ? [change]
        : [],
    );
    const away = new Set(renames.map(({ from }) => from));
    for (const { name, type } of table.columns) {
      const from = renames.find(({ column }) => column === name)?.from;
      const column = columns.get(from ?? name);
      if (column?.type === type && (from !== undefined || !away.has(name)))
        kept.set(JSON.stringify([table.name, name]), column.values);
    }
  }
  return kept;
}

test("commands that are not comments lose nothing, and all commands lead to the new script", async () => {
  const counts = { offers: 0, renames: 0 };
  await fc.assert(
    fc.asyncProperty(pairs, async (pair) => {
      const { before, after, changes } = pair;
      const { source } = readAdxOptions({}, after.tables);
      const script = printKql(changes, { before, after }, source);
      const [oldScript, newScript] = [await scriptOf(before), await scriptOf(after)];
      const old = createDatabase(oldScript);
      const [safe, whole] = [copyOf(old), copyOf(old)];
      runScript(safe, script);
      for (const values of valuesIn(old)) expect(valuesIn(safe)).toContain(values);
      for (const table of safe.policies.keys()) expectFilled(safe, table);
      const [read, known] = categoriesOf(safe);
      expect(read).toEqual(known);

      runScript(whole, script, true);
      expect(plainOf(whole)).toEqual(plainOf(createDatabase(newScript)));
      for (const [place, values] of keptValues(pair, old)) {
        const [table, column]: [string, string] = JSON.parse(place);
        expect([place, whole.tables.get(table)?.get(column)?.values]).toEqual([place, values]);
      }
      const stayed = after.tables.filter(({ name }) => old.tables.has(name));
      for (const { name } of stayed) expect(envelopeOf(whole, name)).toEqual(envelopeOf(old, name));
      // The script of the new schema changes nothing any more.
      const migrated = plainOf(whole);
      runScript(whole, newScript);
      expect(plainOf(whole)).toEqual(migrated);
      counts.offers += script.split("\n// .").length - 1;
      counts.renames += script.split("\n.rename column").length - 1;
    }),
    { numRuns: 300, seed: 1 },
  );
  expect(Math.min(counts.offers, counts.renames)).toBeGreaterThan(50);
});
