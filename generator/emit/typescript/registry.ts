// Prints runtime/registry.ts: every table with its row, its event and its validator, for the copied modules.

import type { ImportDeclarationStructure } from "ts-morph";
import type { Schema } from "../../model/schema.ts";
import { type EmitOptions, importPath } from "../emitter.ts";
import { printModule } from "./module-text.ts";
import { interfaceKey, literal, objectKey } from "./source-text.ts";

/** The text of the registry of a schema. */
export function printRegistry({ tables }: Schema, options: EmitOptions): Promise<string> {
  return printModule(({ StructureKind, VariableDeclarationKind }) => [
    ...tables.map(({ identifier }): ImportDeclarationStructure => ({
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: importPath(`../tables/${identifier}`, options),
      namedImports: [identifier],
    })),
    {
      kind: StructureKind.ImportDeclaration,
      isTypeOnly: true,
      moduleSpecifier: importPath("./table/table", options),
      namedImports: ["Table"],
    },
    {
      kind: StructureKind.ExportDeclaration,
      moduleSpecifier: importPath("../scalars", options),
      namedExports: ["scalarsByName"],
    },
    {
      kind: StructureKind.Interface,
      name: "TableRows",
      isExported: true,
      docs: ["The row of each table, by the table's name."],
      properties: tables.map(({ name, identifier }) => ({
        name: interfaceKey(name),
        type: identifier,
      })),
    },
    {
      kind: StructureKind.Interface,
      name: "HuntingEvents",
      isExported: true,
      docs: ["The record in which the stream carries a row of each table, by the table's name."],
      properties: tables.map(({ name, identifier }) => ({
        name: interfaceKey(name),
        type: `${identifier}.Event`,
      })),
    },
    {
      kind: StructureKind.VariableStatement,
      isExported: true,
      declarationKind: VariableDeclarationKind.Const,
      docs: ["The names of all tables, in order."],
      declarations: [
        {
          name: "tableNames",
          type: "readonly (keyof TableRows)[]",
          initializer: `[${tables.map(({ name }) => literal(name)).join(", ")}]`,
        },
      ],
    },
    {
      kind: StructureKind.VariableStatement,
      isExported: true,
      declarationKind: VariableDeclarationKind.Const,
      docs: ["All tables by name. Code that uses it bundles every table."],
      declarations: [
        {
          name: "tables",
          type: "{ readonly [Name in keyof TableRows]: Table<Name, TableRows[Name]> }",
          initializer: `{${tables
            .map(({ name, identifier }) => `${objectKey(name)}: ${identifier}`)
            .join(", ")}}`,
        },
      ],
    },
  ]);
}
