// Emits the modules that projects import: re-exports only, so that bundlers drop unused tables.

import type { ExportDeclarationStructure } from "ts-morph";
import type { Schema } from "../../model/schema.ts";
import { type Emitter, type EmitOptions, importPath, type PlannedFile } from "../emitter.ts";
import { legacyTables } from "./legacy-names.ts";
import { printModule } from "./module-text.ts";

export const emitIndex: Emitter = (schema, options) => [
  planModule("index.ts", () => printIndex(schema, options)),
  ...["stream", "event-hubs", "functions", "storage", "query", "testing"].map((module) =>
    planModule(`${module}.ts`, () =>
      printModule(({ StructureKind }) => [
        {
          kind: StructureKind.ExportDeclaration,
          moduleSpecifier: importPath(`./runtime/${module}`, options),
        },
      ]),
    ),
  ),
];

function planModule(path: string, render: () => Promise<string>): PlannedFile {
  return { path, language: "typescript", table: undefined, render };
}

function printIndex({ tables }: Schema, options: EmitOptions): Promise<string> {
  return printModule(({ StructureKind }) => [
    ...["./runtime/stream", "./runtime/deliver", "./runtime/answer", "./runtime/public"].map(
      (module): ExportDeclarationStructure => ({
        kind: StructureKind.ExportDeclaration,
        moduleSpecifier: importPath(module, options),
      }),
    ),
    ...tables.map((table): ExportDeclarationStructure => ({
      kind: StructureKind.ExportDeclaration,
      moduleSpecifier: importPath(`./tables/${table.identifier}`, options),
      namedExports: [
        table.identifier,
        ...legacyTables(table, tables, options.legacyNames).map(({ identifier }) => identifier),
      ],
    })),
  ]);
}
