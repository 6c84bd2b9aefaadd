// Checks that every name that a generated module uses for something else is reserved, because a
// table may have any name: `identifierOf` then picks another identifier for the table.

import path from "node:path";
import ts from "typescript-5.5";
import { beforeAll, expect, it } from "vitest";
import { identifierOf } from "../../generator/model/identifier.ts";
import * as publicNames from "../../generator/runtime/public.ts";
import {
  exportText,
  type GeneratedPackage,
  generatePackage,
} from "../support/generated-package.ts";
import { scalarValues } from "../support/scalar-values.ts";

/**
 * Columns of every type, and one with a name that every object inherits, so that every possible
 * import occurs.
 */
const types = [...new Set(Object.values(scalarValues).map(({ type }) => type))];
const columns = types.flatMap((type) => [[type, type] as const, [`also ${type}`, type] as const]);
const inherited = ["constructor", "__proto__"].map((name) => [name, "string"] as const);
const tables = ["One", "Two"];

let generated: GeneratedPackage;

beforeAll(async () => {
  const text = exportText(tables.map((name) => [name, [...columns, ...inherited]]));
  generated = await generatePackage({ "all.csv": text });
});

it.each(["exact", "number", "bigint", "string"] as const)(
  "every name that generated modules use is reserved, with long as %s",
  async (mode) => {
    const { project, out } = await generatePackage(
      { "all.csv": exportText([["One", [...columns, ...inherited]]]) },
      { long: { default: mode, columns: {} } },
    );
    const folder = path.relative(project.dir, out);
    const used = new Set<string>();
    // The modules that import tables, and those of tables. The other modules never use the name of
    // a table.
    for (const module of ["index.ts", "stream.ts", "tables/One.ts"]) {
      for (const name of namesIn(project.read(`${folder}/${module}`))) used.add(name);
    }
    expect(used.size).toBeGreaterThan(20);
    expect([...used].filter((name) => name !== "One" && !isReserved(name)).toSorted()).toEqual([]);
  },
);

it("every name that the index exports besides tables is reserved", () => {
  const program = ts.createProgram([path.join(generated.out, "index.ts")], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
  });
  const index = program.getSourceFile(path.join(generated.out, "index.ts"));
  const checker = program.getTypeChecker();
  const symbol = index === undefined ? undefined : checker.getSymbolAtLocation(index);
  const names = symbol === undefined ? [] : checker.getExportsOfModule(symbol).map((s) => s.name);
  expect(names).toEqual(expect.arrayContaining([...tables, "HuntingEvent", "tables", "Issue"]));
  expect(names.filter((name) => !tables.includes(name) && !isReserved(name))).toEqual([]);
  expect(Object.keys(publicNames).filter((name) => !names.includes(name))).toEqual([]);
});

it("names of real tables are not reserved", () => {
  expect(["DeviceEvents", "AlertInfo", "UrlClickEvents"].filter(isReserved)).toEqual([]);
});

function isReserved(name: string): boolean {
  return identifierOf(name) !== name;
}

/**
 * Returns every identifier of a module that could be mistaken for a table, which excludes property
 * keys.
 */
function namesIn(text: string): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isKey(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("module.ts", text, ts.ScriptTarget.ES2022, true));
  return names;
}

function isKey(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertySignature(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isPropertyAccessExpression(parent) && parent.name === node)
  );
}
