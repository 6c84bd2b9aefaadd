// Checks generated code for untrusted names of tables and columns: it compiles, stays in its
// directory, and accepts the same rows as Ajv.

import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { identifierOf } from "../../generator/model/identifier.ts";
import { createSharedProject } from "../support/scratch-project.ts";
import {
  buildJudge,
  compileByAjv,
  compileByHyperjump,
  readSchemaFile,
} from "../support/schema-judges.ts";
import {
  type AnyTable,
  type Columns,
  exportText,
  type GeneratedPackage,
  generatePackage,
  importPackage,
  tableNamed,
  tablesOf,
} from "../support/generated-package.ts";
import { compilerNames, resolutions, runTsc, strictest } from "../support/tsc.ts";

const hostile = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "__defineGetter__",
  "prototype",
  "then",
  "2-fa",
  "it's",
  '"',
  '"; process.exit(1); //',
  "\\",
  "\\\\'\\\"",
  "`",
  "`${process.exit(1)}`",
  "${x}",
  "*/",
  "/*",
  "*/ export default 1; /*",
  "// x",
  "</script>",
  "<!--",
  "a\u2028b",
  "a\u2029b",
  "a\u202Eb",
  "a\u200Bb",
  "\uFEFFa",
  "\u3164",
  "🦊",
  "é",
  "e\u0301",
  "数",
  "0",
  "00",
  "1e3",
  "-1",
  "class",
  "[k: string]",
  "[Symbol.iterator]",
  "a.b",
  "a?.b",
  "a b",
  " spaced ",
  "a,b",
  "a\nb",
  "a\tb",
  "_ResourceId",
  "$ref",
  "$id",
  "%20",
  "a/b",
  "../a",
  "../../escape",
  "C:\\Windows",
  "~1",
  "~0",
  "a#b",
  "readonly x",
  "x?",
  "x?: any; y",
  "get x",
  "new",
  "{}",
  "x".repeat(180),
];

/** Names that modules of the output use, and names that the language reserves. */
const takenNames =
  `Table TableRows TableName HuntingEvent HuntingEvents HuntingEventOf StreamRecord Envelope
  MachineGroupColumn JsonValue JsonSchema Issue Column Scalar UncheckedRow Wrong Check TableColumn
  ValidateOptions ValidateResult StandardProps tables tableNames defineTable findWrong own walk row
  v wrong value string bool datetime decimal dynamic guid int long real timespan longText
  longNumber longBigint isString isInt isLong isDatetime index scalars runtime schemas manifest
  number boolean object unknown never any void null undefined true false this import export default
  typeof function interface enum let static await async yield eval arguments NaN Infinity Object
  Array Record Readonly Promise globalThis con NUL aux com1 lpt9 package dist`.split(/\s+/);

const types = ["string", "long", "datetime", "dynamic", "int", "bool", "real", "guid"] as const;
const rightValues: Record<string, unknown> = {
  string: "x",
  long: 1n,
  datetime: "2026-03-01T00:10:21Z",
  dynamic: {},
  int: 1,
  bool: true,
  real: "NaN",
  guid: "00000000-0000-0000-0000-000000000000",
};

describe("every hostile name of a table and of a column", () => {
  const columns: Columns = hostile.map((name, index) => [name, typeAt(index)]);
  const given = new Map<string, Columns>(
    [...hostile, ...takenNames].filter(isUsable).map((name, index) => [name, columnsAt(index)]),
  );
  const unique = new Map<string, string>();
  for (const name of given.keys()) unique.set(identifierOf(name).toLowerCase(), name);
  const names = [...unique.values()];
  let generated: GeneratedPackage;
  let index: Record<string, unknown>;
  let tables: Record<string, AnyTable>;

  beforeAll(async () => {
    generated = await generatePackage({
      "all.csv": exportText([
        ["All", columns],
        ...names.map((name) => [name, given.get(name) ?? []] as const),
      ]),
    });
    index = await importPackage(generated);
    tables = tablesOf(index);
  });

  it("is kept as it is written", () => {
    expect(Object.keys(tables).toSorted()).toEqual(["All", ...names].toSorted());
    expect(index["tableNames"]).toEqual(["All", ...names].toSorted());
    for (const name of names) {
      const table = tableNamed(tables, name);
      expect(table.name).toBe(name);
      expect(table.category).toBe(`AdvancedHunting-${name}`);
      expect(index[identifierOf(name)]).toBe(table);
      expect(table.columns).toEqual(describeColumns(given.get(name) ?? []));
    }
    expect(tableNamed(tables, "All").columns).toEqual(describeColumns(columns));
  });

  it("does not change which rows are valid according to Ajv", () => {
    const all = new Map([["All", columns], ...given]);
    const checked = ["All", ...names].map((name) =>
      checkRows(generated.out, tableNamed(tables, name), all.get(name)),
    );
    expect(Math.min(...checked)).toBeGreaterThan(4);
  });

  it("is found in the bundled schema by the references to it", async () => {
    const schema = readSchemaFile(generated.out, "bundled/stream");
    const compiled = [compileByAjv(schema), await compileByHyperjump(schema)];
    const found = ["All", ...names].filter((name) => {
      const { category, columns: known } = tableNamed(tables, name);
      // Validators may omit a property named `__proto__`, as unsafe.
      const column = known.find((each) => each.type !== "dynamic" && each.name !== "__proto__");
      const row = { [column?.name ?? ""]: { not: "scalar" } };
      const record = { time: "", tenantId: "", category, properties: row };
      return compiled.every((findWrong) => findWrong(record).length > 0);
    });
    expect(found).toEqual(["All", ...names]);
  });

  it("creates no file outside of the output", () => {
    const before = ["input-schemas/all.csv"];
    const outside = generated.project
      .list()
      .filter((file) => !file.startsWith("node_modules/generated-package/"));
    expect(outside).toEqual(before);
    const inside = generated.project.list("node_modules/generated-package");
    const safe =
      /^(?:README\.md|(?:dist\/)?(?:[a-z-]+|workerd\/[a-z-]+|runtime\/(?:[a-z0-9-]+\/)?[a-z0-9-]+|tables\/[A-Za-z0-9_]+|schemas\/(?:bundled\/)?[A-Za-z0-9_]+\.schema)\.(?:ts|d\.ts|js|json))$/;
    expect(inside.filter((file) => !safe.test(file))).toEqual([]);
  });

  it.concurrent.each(compilerNames)("compiles with TypeScript %s", async (compiler) => {
    const { project, out } = generated;
    const tsconfig = `tsconfig.${compiler}.json`;
    const compilerOptions = { ...strictest(compiler), ...resolutions.NodeNext };
    project.write(tsconfig, JSON.stringify({ compilerOptions, files: [`${out}/index.ts`] }));
    const outcome = await runTsc(compiler, path.join(project.dir, tsconfig));
    project.remove(tsconfig);
    expect(outcome.output).toBe("");
    expect(outcome.status).toBe(0);
  });
});

it("any text that is a valid name results in code that compiles and accepts the same rows as Ajv", async () => {
  const anyName = fc
    .oneof(
      { weight: 3, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 12 }) },
      { weight: 1, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }) },
      { weight: 2, arbitrary: fc.constantFrom(...hostile, ...takenNames) },
      {
        weight: 2,
        arbitrary: fc
          .array(fc.constantFrom("\\", '"', "'", "`", "*/", "\n", "\u2028", "${", "a", "_", "0"), {
            minLength: 1,
            maxLength: 6,
          })
          .map((parts) => parts.join("")),
      },
    )
    // An export cannot contain these: it is text in UTF-8, whose line endings git may change.
    .filter((name) => !/[\0\r]|\p{Cs}/u.test(name));
  const anyColumns = fc.uniqueArray(fc.tuple(anyName, fc.constantFrom(...types)), {
    minLength: 1,
    maxLength: 6,
    selector: ([name]) => name,
  });
  const anyTables = fc.uniqueArray(fc.tuple(anyName.filter(isUsable), anyColumns), {
    minLength: 1,
    maxLength: 12,
    selector: ([name]) => identifierOf(name).toLowerCase(),
  });
  const outputs: string[] = [];
  await fc.assert(
    fc.asyncProperty(anyTables, async (tables) => {
      const { out } = await generatePackage({ "all.csv": exportText(tables) });
      outputs.push(out);
      const built = tablesOf(await bundleAndImport(out));
      expect(Object.keys(built).toSorted()).toEqual(tables.map(([name]) => name).toSorted());
      for (const [name, columns] of tables) {
        const table = tableNamed(built, name);
        expect(table.columns).toEqual(describeColumns(columns));
        checkRows(out, table, columns);
      }
    }),
    { seed: 20_260_901, numRuns: 12 },
  );
  const project = createSharedProject({
    "tsconfig.json": JSON.stringify({
      compilerOptions: { ...strictest("newest"), ...resolutions.NodeNext },
      files: outputs.map((out) => path.join(out, "index.ts")),
    }),
  });
  const outcome = await runTsc("newest", path.join(project.dir, "tsconfig.json"));
  expect(outcome).toEqual({ status: 0, output: "" });
});

/**
 * Checks rows with every value right, with one wrong and with each absent. Returns how many it
 * checked.
 */
function checkRows(out: string, table: AnyTable, columns: Columns = []): number {
  const schema = readSchemaFile(out, identifierOf(table.name));
  expect(table.schema).toEqual(schema);
  const longs = columns.filter(([, type]) => type === "long").map(([name]) => name);
  const judge = buildJudge(schema, new Set(longs));
  const right: [string, unknown][] = columns.map(([name, type]) => [name, rightValues[type]]);
  const rows: { row: object; wrong: readonly string[] }[] = [
    { row: {}, wrong: [] },
    { row: Object.fromEntries(right), wrong: [] },
    { row: Object.fromEntries(right.toReversed()), wrong: [] },
  ];
  const wrongNames: string[] = [];
  for (const [name, type] of columns) {
    const wrongValue = type === "dynamic" ? null : Symbol.for("wrong");
    const wrong = type === "dynamic" ? [] : [name];
    wrongNames.push(...wrong);
    rows.push({ row: { ...fromEntry(name, wrongValue) }, wrong: wrong });
  }
  const allWrong = Object.fromEntries(columns.map(([name]) => [name, Symbol.for("wrong")]));
  rows.push({ row: allWrong, wrong: wrongNames });
  for (const { row, wrong } of rows) {
    const result = table.validate(row);
    expect(table.is(row)).toBe(wrong.length === 0);
    expect(result.ok ? [] : result.issues.map(({ path: at }) => at[0])).toEqual(wrong);
    expect(judge(row)).toEqual(new Set(wrong));
    expect(table.unknownColumns(row)).toEqual([]);
  }
  expect(table.unknownColumns(JSON.parse('{"no column": 1}'))).toEqual(["no column"]);
  return rows.length;
}

/** Creates an object with one own property, even if its name is `__proto__`. */
function fromEntry(name: string, value: unknown): object {
  return Object.fromEntries([[name, value]]);
}

/** Bundles a generated tree without type checks, which would take seconds, and imports it. */
async function bundleAndImport(out: string): Promise<Record<string, unknown>> {
  const outfile = path.join(out, "dist/index.js");
  await build({ entryPoints: [`${out}/index.ts`], outfile, bundle: true, format: "esm" });
  return await import(pathToFileURL(outfile).href);
}

function describeColumns(columns: Columns): unknown[] {
  return columns.map(([name, type], ordinal) => ({ name, type, ordinal }));
}

function columnsAt(index: number): Columns {
  return [0, 1, 2].map((step) => {
    const at = index * 3 + step;
    return [hostile[at % hostile.length] ?? "", typeAt(at)];
  });
}

function typeAt(index: number): (typeof types)[number] {
  return types[index % types.length] ?? "string";
}

/** Whether a table can have this name: its file name is not too long, and it is not the stream. */
function isUsable(name: string): boolean {
  const identifier = identifierOf(name);
  const isStream = name.toLowerCase() === "stream";
  return !/^_*$/.test(identifier) && identifier.length <= 200 && !isStream;
}
