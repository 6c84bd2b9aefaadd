// Generates a package from exports in a temporary project, where Node and the compilers find it
// like an installed package: `<project>/node_modules/<name>`. Generates it in this process, from
// the sources.

import path from "node:path";
import { pathToFileURL } from "node:url";
import { generate, type GenerateOptions, type GenerateResult } from "../../generator/generate.ts";
import type { Table } from "../../generator/runtime/table/table.ts";
import { createSharedProject, type Project } from "./scratch-project.ts";
import { runTsc } from "./tsc.ts";

/** Columns of a table, `[name, type]`. */
export type Columns = readonly (readonly [name: string, type: string])[];

/** A table whose row type the test does not know. */
export type AnyTable = Table<string, object>;

export interface GeneratedPackage {
  readonly name: string;
  readonly project: Project;
  /** Absolute path of the generated tree. */
  readonly out: string;
  readonly result: GenerateResult;
}

/** Settings that ignore the configuration of this repository. */
const defaults = {
  configFile: "huntgen.config.json",
  exclude: [],
  long: { default: "exact", columns: {} },
  importExtension: ".js",
  jsonSchema: { draft07: false },
  package: { name: "generated-package", version: "1.0.0" },
} as const satisfies GenerateOptions;

/** Generates a package from exports, `file name -> text`. It lives until the last test of the file. */
export async function generatePackage(
  exports: Readonly<Record<string, string>>,
  options: GenerateOptions = {},
): Promise<GeneratedPackage> {
  const settings = { ...defaults, ...options };
  const name = settings.package?.name ?? "generated-package";
  const project = createSharedProject(
    Object.fromEntries(
      Object.entries(exports).map(([file, text]) => [`input-schemas/${file}`, text]),
    ),
  );
  const out = path.join(project.dir, "node_modules", name);
  const input = path.join(project.dir, "input-schemas");
  const result = await generate({ ...settings, input, out });
  return { name, project, out, result };
}

/** Compiles a generated package with its own tsconfig.json and imports its index. */
export async function importPackage(generated: GeneratedPackage): Promise<Record<string, unknown>> {
  const { status, output } = await runTsc("newest", path.join(generated.out, "tsconfig.json"));
  if (status !== 0) throw new Error(`the generated package does not build:\n${output}`);
  const index = pathToFileURL(path.join(generated.out, "dist/index.js")).href;
  return await import(index);
}

/** Returns the `tables` of a generated package, by Kusto's name. */
export function tablesOf(index: Readonly<Record<string, unknown>>): Record<string, AnyTable> {
  return index["tables"] as Record<string, AnyTable>;
}

/** Returns a table from a record of tables, and throws if it is missing. */
export function tableNamed(tables: Readonly<Record<string, AnyTable>>, name: string): AnyTable {
  const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
  if (table === undefined) throw new Error(`no table ${name}`);
  return table;
}

/** Returns the text of an export of several tables, with every cell quoted. */
export function exportText(tables: Iterable<readonly [table: string, columns: Columns]>): string {
  const rows = [["TableName", "ColumnName", "ColumnType"]];
  for (const [table, columns] of tables) {
    for (const [column, type] of columns) rows.push([table, column, type]);
  }
  return rows
    .map((cells) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\n`)
    .join("");
}
