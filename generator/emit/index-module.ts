// index.ts: everything that a project imports, by re-export only, so that unused tables fall away.

import type { ExportDeclarationStructure } from "ts-morph";
import type { Schema } from "../model/schema.ts";
import { type Emitter, type EmitOptions, importPath } from "./emitter.ts";
import { legacyTables } from "./legacy-names.ts";
import { printModule } from "./module-text.ts";

export const emitIndex: Emitter = (schema, options) => [
  {
    path: "index.ts",
    language: "typescript",
    table: undefined,
    render: () => printIndex(schema, options),
  },
];

function printIndex({ tables }: Schema, options: EmitOptions): Promise<string> {
  return printModule(({ StructureKind }) => [
    ...["./stream", "./runtime/public"].map((module): ExportDeclarationStructure => ({
      kind: StructureKind.ExportDeclaration,
      moduleSpecifier: importPath(module, options),
    })),
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
