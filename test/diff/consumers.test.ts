// Checks the grades against what they promise: a compiler reads every column of the old schema from
// the new one and writes it there, and the stream reads rows that the old schema accepted.

import path from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compareTypes } from "../../generator/diff/compare-column-types.ts";
import { gradeChange } from "../../generator/diff/grade-changes.ts";
import type { ColumnType, SchemaChange } from "../../generator/diff/schema-change.ts";
import type { Schema } from "../../generator/model/schema.ts";
import { schemaTables } from "../../generator/validate/schema-tables.ts";
import { exportText, generatePackage } from "../support/generated-package.ts";
import { resolutions, runTsc, strictest } from "../support/tsc.ts";
import { columnTypes } from "./random-schemas.ts";

interface FormPair {
  readonly name: string;
  readonly from: ColumnType;
  readonly to: ColumnType;
}

const typePairs: readonly FormPair[] = columnTypes
  .flatMap((from) => columnTypes.map((to) => ({ from, to })))
  .filter(({ from, to }) => from !== to)
  .map((pair, index) => ({ ...pair, name: `C${index}` }));

function changeOf({ name, from, to }: FormPair): SchemaChange {
  const kind = from.type === to.type ? "long-mode-changed" : "column-retyped";
  return { kind, table: "T", column: name, from, to };
}

function expected(isError: boolean): string {
  return isError ? "// @ts-expect-error graded as breaking\n" : "";
}

test("changes that are not breaking for types compile, and breaking changes do not", async () => {
  const generateSide = async (side: "from" | "to"): Promise<string> => {
    const columns = typePairs.map((pair) => [pair.name, pair[side].type] as const);
    const modes = typePairs.map((pair) => [`T.${pair.name}`, pair[side].long] as const);
    const other = [side === "from" ? "Gone" : "New", "int"] as const;
    const { out } = await generatePackage(
      { "T.csv": exportText([["T", [...columns, ["Kept", "string"], other]]]) },
      {
        long: { default: "exact", columns: Object.fromEntries(modes) },
        // A compiler treats packages of the same name and version as the same package.
        package: { name: side, version: "1.0.0" },
      },
    );
    return `${out}/index.ts`;
  };
  const [before, after] = [await generateSide("from"), await generateSide("to")];
  const uses = typePairs.flatMap((pair) => {
    const relation = compareTypes(pair.from, pair.to);
    expect(gradeChange(changeOf(pair)).types.grade === "breaking").toBe(relation !== "same");
    const { name } = pair;
    const reads = relation === "wider" || relation === "other";
    const writes = relation === "narrower" || relation === "other";
    return [
      `${expected(reads)}export const read${name} = (row: After): Before["${name}"] => row.${name};`,
      `${expected(writes)}export const write${name} = (row: Before): After["${name}"] => row.${name};`,
    ];
  });
  const { project } = await generatePackage({ "U.csv": exportText([["U", [["x", "int"]]]]) });
  project.write(
    "reads.ts",
    [
      'import type { T as Before } from "before";',
      'import type { T as After } from "after";',
      'export const kept = (row: After): Before["Kept"] => row.Kept;',
      "// @ts-expect-error removed, which is breaking",
      'export const gone = (row: After): Before["Gone"] => row.Gone;',
      "// A row of the old schema is one of the new: what is added is optional.",
      'export const added = (row: Pick<Before, "Kept">): Pick<After, "Kept" | "New"> => row;',
      ...uses,
    ].join("\n"),
  );
  const compilerOptions = {
    ...strictest("newest"),
    ...resolutions.bundler,
    isolatedDeclarations: false,
    paths: { before: [before], after: [after] },
  };
  project.write("tsconfig.json", JSON.stringify({ compilerOptions, files: ["reads.ts"] }));
  const { status, output } = await runTsc("newest", path.join(project.dir, "tsconfig.json"));
  expect(output).toBe("");
  expect(status).toBe(0);
});

const digits = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
/** Draws values as the reader of JSON text returns them. */
const jsonValues: fc.Arbitrary<unknown> = fc.oneof(
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  digits.map((value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value)),
  digits.map(String),
  fc.string({ maxLength: 5 }),
  fc.constantFrom("NaN", "Infinity", "1.5e3", "-.5", "12:30:00", "1.23:59:59.9999999"),
  fc.uuid(),
  fc
    .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
    .map((d) => d.toISOString()),
  fc.constant([1]),
  fc.constant({ a: 1 }),
);

test("changes that are not breaking for the stream keep accepting the rows that were accepted", () => {
  const schemaOf = (side: "from" | "to"): Schema => ({
    tables: typePairs.map((pair) => ({
      name: pair.name,
      identifier: pair.name,
      source: "x.csv",
      columns: [{ name: "x", ...pair[side] }],
    })),
  });
  const [before, after] = [schemaTables(schemaOf("from")), schemaTables(schemaOf("to"))];
  const accepts = (tables: typeof before, name: string, x: unknown): boolean => {
    const row = { x: structuredClone(x) };
    tables[name]?.fromJson(row);
    return tables[name]?.is(row) === true;
  };
  const safe = typePairs.filter((pair) => gradeChange(changeOf(pair)).stream.grade !== "breaking");
  expect(safe.length).toBeGreaterThan(20);
  let accepted = 0;
  fc.assert(
    fc.property(jsonValues, (value) => {
      for (const { name } of safe) {
        if (!accepts(before, name, value)) continue;
        accepted += 1;
        expect([name, accepts(after, name, value)]).toEqual([name, true]);
      }
    }),
    { numRuns: 3000, seed: 4 },
  );
  expect(accepted).toBeGreaterThan(10_000);
});
