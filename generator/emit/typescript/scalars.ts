// Emits scalars.ts: what the runtime knows of each Kusto type and `long` mode. Each is a constant of its
// own, so that a bundle holds only those that its tables use.

import type { VariableStatementStructure } from "ts-morph";
import {
  findKustoType,
  knownTypeNames,
  scalarMappingOf,
  scalarMappings,
} from "../../mapping/kusto-types.ts";
import type { ScalarMapping } from "../../mapping/scalar-mapping.ts";
import type { JsonSchema } from "../../runtime/table/scalar.ts";
import * as textPatterns from "../../runtime/table/text-patterns.ts";
import { type Emitter, type EmitOptions, importPath } from "../emitter.ts";
import { jsonLine } from "../print-json.ts";
import { printModule } from "./module-text.ts";
import { literal, objectKey } from "./source-text.ts";

export const emitScalars: Emitter = (_schema, options) => [
  {
    path: "scalars.ts",
    language: "typescript",
    table: undefined,
    render: () => printScalars(options),
  },
];

function printScalars(options: EmitOptions): Promise<string> {
  return printModule(({ StructureKind, VariableDeclarationKind }) => [
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: importPath("./runtime/table/checks", options),
      namedImports: scalarMappings.map(({ accepts }) => accepts),
    },
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: importPath("./runtime/table/conversions", options),
      namedImports: [...new Set(scalarMappings.flatMap(({ fromJson }) => fromJson ?? []))],
    },
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: importPath("./runtime/table/decoders", options),
      namedImports: [...new Set(scalarMappings.flatMap(({ decode }) => decode ?? []))],
    },
    {
      kind: StructureKind.ImportDeclaration,
      isTypeOnly: true,
      moduleSpecifier: importPath("./runtime/table/scalar", options),
      namedImports: ["Scalar"],
    },
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: importPath("./runtime/table/text-patterns", options),
      namedImports: Object.keys(textPatterns),
    },
    ...scalarMappings.map((mapping): VariableStatementStructure => ({
      kind: StructureKind.VariableStatement,
      isExported: true,
      declarationKind: VariableDeclarationKind.Const,
      declarations: [{ name: mapping.constant, type: "Scalar", initializer: printScalar(mapping) }],
    })),
    {
      kind: StructureKind.VariableStatement,
      isExported: true,
      declarationKind: VariableDeclarationKind.Const,
      docs: ["The scalars by Kusto's and .NET's names of the types, in lower case."],
      declarations: [
        {
          name: "scalarsByName",
          type: "Readonly<Record<string, Scalar>>",
          initializer: `{${knownTypeNames.map((name) => `${objectKey(name)}: ${constantOf(name)}`).join(", ")}}`,
        },
      ],
    },
  ]);
}

/** The constant of a type with its usual mode, which keeps all digits. */
function constantOf(name: string): string {
  const type = findKustoType(name);
  if (type === undefined) throw new Error(`expected the name of a type, got ${name}`);
  return scalarMappingOf({ type, long: "exact" }).constant;
}

function printScalar(mapping: ScalarMapping & { readonly type: string }): string {
  const { type, expected, accepts, decode, fromJson, schema, wireSchema } = mapping;
  return `{
    type: ${literal(type)},
    expected: ${literal(expected)},
    accepts: ${accepts},
    ${decode === undefined ? "" : `decode: ${decode},`}
    ${fromJson === undefined ? "" : `fromJson: ${fromJson},`}
    schema: ${printSchema(schema)},
    ${wireSchema === undefined ? "" : `wireSchema: ${printSchema(wireSchema)},`}
  }`;
}

/** The patterns are imported by name: the checks have them in the bundle already. */
function printSchema(schema: JsonSchema): string {
  return Object.entries(textPatterns).reduce(
    (text, [name, pattern]) => text.replaceAll(JSON.stringify(pattern), name),
    jsonLine(schema),
  );
}
