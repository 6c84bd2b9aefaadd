// Emits tables/<Table>.ts: the interfaces of a row and of its event, and the table's validator.

import type { ImportDeclarationStructure, ModuleDeclarationStructure } from "ts-morph";
import { isChecked, scalarMappingOf } from "../../mapping/kusto-types.ts";
import type { ScalarMapping } from "../../mapping/scalar-mapping.ts";
import type { SchemaTable } from "../../model/schema.ts";
import { compare } from "../../problems.ts";
import { type Emitter, type EmitOptions, importPath } from "../emitter.ts";
import { legacyTables } from "./legacy-names.ts";
import { type Morph, printModule } from "./module-text.ts";
import { printRowInterface } from "./row-interface.ts";
import { literal } from "./source-text.ts";

export const emitTables: Emitter = ({ tables }, options) =>
  tables.map((table) => ({
    path: `tables/${table.identifier}.ts`,
    language: "typescript",
    table,
    render: () => printTable(table, tables, options),
  }));

/** A column with what generated code knows of its type. */
interface MappedColumn {
  readonly name: string;
  readonly ordinal: number;
  readonly mapping: ScalarMapping;
}

async function printTable(
  table: SchemaTable,
  tables: readonly SchemaTable[],
  options: EmitOptions,
): Promise<string> {
  const { name, identifier } = table;
  const rowInterface = await printRowInterface(table, options.legacyNames);
  const columns = table.columns.map((column, ordinal): MappedColumn => ({
    name: column.name,
    ordinal,
    mapping: scalarMappingOf(column),
  }));
  const checked = columns.filter(({ mapping }) => isChecked(mapping));
  const entries = columns.map((column) => `[${literal(column.name)}, ${column.mapping.constant}]`);
  const legacy = legacyTables(table, tables, options.legacyNames);
  return printModule((morph) => [
    ...importsOf(morph, table, { columns, checked }, options),
    `\n${rowInterface}`,
    printEvent(morph, table),
    {
      kind: morph.StructureKind.VariableStatement,
      isExported: true,
      declarationKind: morph.VariableDeclarationKind.Const,
      declarations: [
        {
          name: identifier,
          type: `Table<${literal(name)}, ${identifier}>`,
          initializer: `/* @__PURE__ */ defineTable(${literal(name)}, [${entries.join(", ")}], findWrong)`,
        },
      ],
    },
    {
      kind: morph.StructureKind.Function,
      name: "findWrong",
      // Strict compilers report unused names, and a table may have no column to check.
      parameters:
        checked.length > 0
          ? [
              { name: "row", type: "UncheckedRow" },
              { name: "found", type: "(ordinal: number) => void" },
            ]
          : [],
      returnType: "void",
      statements: checked.length > 0 ? ["let v: unknown;", ...checked.map(printCheck)] : [],
    },
    ...legacy.flatMap(({ identifier: old, doc }) => [
      `/** ${doc} */\nexport type ${old} = ${identifier};`,
      `/** ${doc} */\nexport const ${old}: typeof ${identifier} = ${identifier};`,
    ]),
  ]);
}

/**
 * Prints the event of a table as a separate interface: for a union of all events, the compiler would
 * instantiate each member of a generic type again. Exported, since inferred types must be able to name it.
 */
function printEvent({ StructureKind }: Morph, table: SchemaTable): ModuleDeclarationStructure {
  const { name, identifier } = table;
  return {
    kind: StructureKind.Module,
    name: identifier,
    isExported: true,
    hasDeclareKeyword: true,
    statements: [
      {
        kind: StructureKind.Interface,
        name: "Event",
        isExported: true,
        docs: ["The record that the stream carries for a row."],
        extends: ["Envelope"],
        properties: [
          { name: "category", isReadonly: true, type: literal(`AdvancedHunting-${name}`) },
          {
            name: "properties",
            isReadonly: true,
            type: namesMachineGroup(table) ? identifier : `${identifier} & MachineGroupColumn`,
          },
        ],
      },
    ],
  };
}

/** The stream adds the column to tables whose export does not name it. */
function namesMachineGroup({ columns }: SchemaTable): boolean {
  return columns.some(({ name }) => name === "MachineGroup");
}

/**
 * Names that every object inherits. If they were read directly, an absent column would seem to be
 * present.
 */
const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

function printCheck({ name, ordinal, mapping: { accepts, primitive } }: MappedColumn): string {
  const key = literal(name);
  const read = inherited.has(name) ? `own(row, ${key})` : `row[${key}]`;
  // Most values are null or text, so the cheaper comparison comes first.
  const condition =
    primitive === undefined
      ? `v != null && !${accepts}(v)`
      : `v !== null && typeof v !== ${literal(primitive)} && v !== undefined`;
  return `v = ${read};\nif (${condition}) found(${ordinal});`;
}

/** Imports exactly what the module uses, since strict compilers report the rest. */
function importsOf(
  { StructureKind }: Morph,
  table: SchemaTable,
  {
    columns,
    checked,
  }: { readonly columns: readonly MappedColumn[]; readonly checked: readonly MappedColumn[] },
  options: EmitOptions,
): ImportDeclarationStructure[] {
  const called = checked.filter(({ mapping }) => mapping.primitive === undefined);
  const values: [module: string, names: string[]][] = [
    ["../runtime/table/checks", called.map(({ mapping }) => mapping.accepts)],
    ["../runtime/table/table", ["defineTable"]],
    ["../runtime/table/walk", checked.some(({ name }) => inherited.has(name)) ? ["own"] : []],
    ["../scalars", columns.map(({ mapping }) => mapping.constant)],
  ];
  const types: [module: string, names: string[]][] = [
    [
      "../runtime/records/envelope",
      namesMachineGroup(table) ? ["Envelope"] : ["Envelope", "MachineGroupColumn"],
    ],
    ["../runtime/json/json-value", checked.length < columns.length ? ["JsonValue"] : []],
    ["../runtime/table/table", ["Table"]],
    ["../runtime/table/walk", checked.length > 0 ? ["UncheckedRow"] : []],
  ];
  const imports = (list: typeof values, isTypeOnly: boolean): ImportDeclarationStructure[] =>
    list
      .filter(([, names]) => names.length > 0)
      .map(([module, names]) => ({
        kind: StructureKind.ImportDeclaration,
        moduleSpecifier: importPath(module, options),
        namedImports: [...new Set(names)].toSorted(compare),
        isTypeOnly,
      }));
  return [...imports(values, false), ...imports(types, true)];
}
