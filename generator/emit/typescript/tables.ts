// tables/<Table>.ts: the interfaces of a row and of its event, and the table's validator.

import type { ImportDeclarationStructure, ModuleDeclarationStructure } from "ts-morph";
import { formOf } from "../../mapping/kusto-types.ts";
import type { Column, Table } from "../../model/schema.ts";
import { compare } from "../../problems.ts";
import { columnType } from "./column-types.ts";
import { type Emitter, type EmitOptions, importPath } from "../emitter.ts";
import { legacyColumns, legacyTables } from "./legacy-names.ts";
import { type Morph, printModule } from "./module-text.ts";
import { interfaceKey, literal } from "./source-text.ts";

export const emitTables: Emitter = ({ tables }, options) =>
  tables.map((table) => ({
    path: `tables/${table.identifier}.ts`,
    language: "typescript",
    table,
    render: () => printTable(table, tables, options),
  }));

async function printTable(
  table: Table,
  tables: readonly Table[],
  options: EmitOptions,
): Promise<string> {
  const { name, identifier, columns } = table;
  const properties: InterfaceProperty[] = [];
  for (const column of columns) {
    const type = await columnType(formOf(column));
    properties.push({ name: interfaceKey(column.name), type, hasQuestionToken: true });
  }
  for (const { name: old, column, doc } of legacyColumns(table, options.legacyNames)) {
    const type = await columnType(formOf(column));
    properties.push({ name: interfaceKey(old), type, hasQuestionToken: true, docs: [doc] });
  }
  const checks = columns.map(printCheck).filter((check) => check !== "");
  const entries = columns.map((column) => `[${literal(column.name)}, ${formOf(column).scalar}]`);
  const legacy = legacyTables(table, tables, options.legacyNames);
  return printModule((morph) => [
    ...importsOf(morph, table, options),
    {
      kind: morph.StructureKind.Interface,
      name: identifier,
      isExported: true,
      properties,
    },
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
      // A table of dynamic columns alone has nothing to read; a strict compiler wants no unused names.
      parameters:
        checks.length > 0
          ? [
              { name: "row", type: "UncheckedRow" },
              { name: "after", type: "number" },
            ]
          : [],
      returnType: "number",
      statements: checks.length > 0 ? ["let v: unknown;", ...checks, "return -1;"] : ["return -1;"],
    },
    ...legacy.flatMap(({ identifier: old, doc }) => [
      `/** ${doc} */\nexport type ${old} = ${identifier};`,
      `/** ${doc} */\nexport const ${old}: typeof ${identifier} = ${identifier};`,
    ]),
  ]);
}

interface InterfaceProperty {
  readonly name: string;
  readonly type: string;
  readonly hasQuestionToken: true;
  readonly docs?: string[];
}

/**
 * The event of a table, an interface of its own: a compiler that meets the union of all events makes
 * each member of a generic one anew. Exported, since the compiler must name it where it infers types.
 */
function printEvent({ StructureKind }: Morph, table: Table): ModuleDeclarationStructure {
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
function namesMachineGroup({ columns }: Table): boolean {
  return columns.some(({ name }) => name === "MachineGroup");
}

/** Names that every object inherits: read plainly, an absent column would seem to be there. */
const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

function printCheck(column: Column, index: number): string {
  const { check, primitive } = formOf(column);
  if (check === "isDynamic") return "";
  const key = literal(column.name);
  const read = inherited.has(column.name) ? `own(row, ${key})` : `row[${key}]`;
  // Most values are null or text: whichever is told sooner comes first.
  const condition =
    primitive === undefined
      ? `v != null && !${check}(v)`
      : `v !== null && typeof v !== ${literal(primitive)} && v !== undefined`;
  return `v = ${read};\nif (${condition} && after < ${index}) return ${index};`;
}

/** What the module uses, and no more, so that a strict compiler has nothing to say. */
function importsOf(
  { StructureKind }: Morph,
  table: Table,
  options: EmitOptions,
): ImportDeclarationStructure[] {
  const { columns } = table;
  const forms = [...new Set(columns.map(formOf))];
  const called = forms.filter(
    ({ check, primitive }) => check !== "isDynamic" && primitive === undefined,
  );
  const hasChecks = forms.some(({ check }) => check !== "isDynamic");
  const hasInherited = columns.some(
    (column) => inherited.has(column.name) && formOf(column).check !== "isDynamic",
  );
  const values: [module: string, names: string[]][] = [
    ["../runtime/table/checks", called.map(({ check }) => check)],
    ["../runtime/table/table", ["defineTable"]],
    ["../runtime/table/walk", hasInherited ? ["own"] : []],
    ["../scalars", forms.map(({ scalar }) => scalar)],
  ];
  const types: [module: string, names: string[]][] = [
    [
      "../runtime/records/envelope",
      namesMachineGroup(table) ? ["Envelope"] : ["Envelope", "MachineGroupColumn"],
    ],
    [
      "../runtime/json/json-value",
      forms.some(({ check }) => check === "isDynamic") ? ["JsonValue"] : [],
    ],
    ["../runtime/table/table", ["Table"]],
    ["../runtime/table/walk", hasChecks ? ["UncheckedRow"] : []],
  ];
  const imports = (list: typeof values, isTypeOnly: boolean): ImportDeclarationStructure[] =>
    list
      .filter(([, names]) => names.length > 0)
      .map(([module, names]) => ({
        kind: StructureKind.ImportDeclaration,
        moduleSpecifier: importPath(module, options),
        namedImports: names.toSorted(compare),
        isTypeOnly,
      }));
  return [...imports(values, false), ...imports(types, true)];
}
