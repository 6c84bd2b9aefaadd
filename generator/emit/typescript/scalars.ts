// scalars.ts: what the mapping table knows of each form of a scalar, as the runtime needs it; a
// constant each, so that a bundle holds those that its tables use.

import type { VariableStatementStructure } from "ts-morph";
import { forms } from "../../mapping/kusto-types.ts";
import { type Emitter, type EmitOptions, importPath } from "../emitter.ts";
import { jsonLine } from "../print-json.ts";
import { printModule } from "./module-text.ts";
import { literal } from "./source-text.ts";

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
      namedImports: forms.map(({ check }) => check),
    },
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: importPath("./runtime/table/conversions", options),
      namedImports: [...new Set(forms.flatMap(({ conversion }) => conversion ?? []))],
    },
    {
      kind: StructureKind.ImportDeclaration,
      isTypeOnly: true,
      moduleSpecifier: importPath("./runtime/table/scalar", options),
      namedImports: ["Scalar"],
    },
    ...forms.map((form): VariableStatementStructure => ({
      kind: StructureKind.VariableStatement,
      isExported: true,
      declarationKind: VariableDeclarationKind.Const,
      declarations: [{ name: form.scalar, type: "Scalar", initializer: printScalar(form) }],
    })),
  ]);
}

function printScalar({
  type,
  wording,
  check,
  conversion,
  schema,
  wireSchema,
}: (typeof forms)[number]): string {
  return `{
    type: ${literal(type)},
    expected: ${literal(wording)},
    accepts: ${check},
    ${conversion === undefined ? "" : `fromJson: ${conversion},`}
    schema: ${jsonLine(schema)},
    ${wireSchema === undefined ? "" : `wireSchema: ${jsonLine(wireSchema)},`}
  }`;
}
