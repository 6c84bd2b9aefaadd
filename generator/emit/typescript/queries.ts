// Emits queries/<Name>.ts: the types of a saved query's rows and parameters, and the query.

import type { ImportDeclarationStructure } from "ts-morph";
import type { LongMode } from "../../mapping/kusto-types.ts";
import { findKustoType, scalarMappingOf } from "../../mapping/kusto-types.ts";
import type { ScalarMapping } from "../../mapping/scalar-mapping.ts";
import { compare } from "../../problems.ts";
import type { CheckedQuery } from "../../queries/check-queries.ts";
import { type Emitter, type EmitOptions, importPath } from "../emitter.ts";
import { type Morph, printModule } from "./module-text.ts";
import { comment, interfaceKey, literal } from "./source-text.ts";

export const emitQueries: Emitter = (_schema, options) =>
  (options.savedQueries ?? []).map((query) => ({
    path: `queries/${query.identifier}.ts`,
    language: "typescript",
    table: undefined,
    isOfQuery: true,
    render: () => printQuery(query, options),
  }));

/** The TypeScript type of a parameter's value. */
const parameterTypes: Readonly<Record<string, string>> = {
  bool: "boolean",
  datetime: "string | Date",
  decimal: "string | number | bigint",
  dynamic: "JsonValue",
  guid: "string",
  int: "number",
  long: "number | bigint",
  real: "number",
  string: "string",
  timespan: "string",
};

interface ResultColumn {
  readonly name: string;
  /** Undefined if the type depends on data. */
  readonly mapping: ScalarMapping | undefined;
}

function printQuery(query: CheckedQuery, options: EmitOptions): Promise<string> {
  const { identifier, parameters } = query;
  const long = options.long?.default ?? "exact";
  const columns = query.columns.map(({ name, type }) => ({ name, mapping: mappingOf(type, long) }));
  const isOptional = parameters.every((parameter) => parameter.default !== undefined);
  const args =
    parameters.length === 0
      ? "[]"
      : `[parameters${isOptional ? "?" : ""}: ${identifier}.Parameters]`;
  const type = `SavedQuery<${identifier}.Row, ${args}>`;
  return printModule((morph) => [
    ...importsOf(morph, query, columns, options),
    printTypes(query, columns),
    printDoc(query.description),
    {
      kind: morph.StructureKind.VariableStatement,
      isExported: true,
      declarationKind: morph.VariableDeclarationKind.Const,
      declarations: [
        {
          name: identifier,
          type,
          initializer: `/* @__PURE__ */ defineQuery(${printDefinition(query, columns)})`,
        },
      ],
    },
  ]);
}

function mappingOf(type: string, long: LongMode): ScalarMapping | undefined {
  const kusto = findKustoType(type);
  return kusto === undefined
    ? undefined
    : scalarMappingOf({ type: kusto, long: kusto === "long" ? long : "exact" });
}

function printTypes(query: CheckedQuery, columns: readonly ResultColumn[]): string {
  const { identifier, parameters, open } = query;
  const rows = columns.map(({ name, mapping }) => {
    const doc = mapping === undefined ? "Its type depends on data." : comment(mapping.doc);
    return `/** ${doc} */\n${interfaceKey(name)}: ${rowType(mapping)};`;
  });
  if (open)
    rows.push(
      "/** The result has more columns, which depend on data. */\n[column: string]: unknown;",
    );
  const values = parameters.map((parameter) => {
    const { name, type } = parameter;
    const hasDefault = parameter.default !== undefined;
    const doc = hasDefault ? `\`${type}\`, ${parameter.default} by default.` : `\`${type}\`.`;
    return `/** Kusto ${comment(oneLine(doc))} */\nreadonly ${interfaceKey(name)}${hasDefault ? "?" : ""}: ${parameterTypes[type] ?? "never"}${hasDefault ? " | undefined" : ""};`;
  });
  const parameterTypesText =
    parameters.length === 0
      ? ""
      : `\n/** Values of the parameters. */\nexport interface Parameters {\n${values.join("\n")}\n}`;
  return `\nexport declare namespace ${identifier} {\n/** A row of the result. */\nexport interface Row {\n${rows.join("\n")}\n}${parameterTypesText}\n}\n`;
}

/** Kusto has no null of type string. */
function rowType(mapping: ScalarMapping | undefined): string {
  if (mapping === undefined) return "unknown";
  return mapping.constant === "string" ? "string" : mapping.typescript;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

function printDoc(description: readonly string[]): string {
  const [only, another] = description;
  if (only === undefined) return "";
  if (another === undefined) return `/** ${comment(only)} */`;
  return `/**\n${description.map((line) => ` * ${comment(line)}`.trimEnd()).join("\n")}\n */`;
}

function printDefinition(
  { name, parts, parameters }: CheckedQuery,
  columns: readonly ResultColumn[],
): string {
  const declared = parameters.map((parameter) => {
    const value = parameter.default === undefined ? "" : `, default: ${literal(parameter.default)}`;
    return `{ name: ${literal(parameter.name)}, type: ${literal(parameter.type)}${value} }`;
  });
  const results = columns.map(
    ({ name: column, mapping }) => `[${literal(column)}, ${mapping?.constant ?? "undefined"}]`,
  );
  return [
    `{ name: ${literal(name)}`,
    `parts: [${parts.map(literal).join(", ")}]`,
    `parameters: [${declared.join(", ")}]`,
    `columns: [${results.join(", ")}] }`,
  ].join(", ");
}

function importsOf(
  { StructureKind }: Morph,
  { parameters }: CheckedQuery,
  columns: readonly ResultColumn[],
  options: EmitOptions,
): ImportDeclarationStructure[] {
  const scalars = columns.flatMap(({ mapping }) =>
    mapping === undefined ? [] : [mapping.constant],
  );
  const usesJson = scalars.includes("dynamic") || parameters.some(({ type }) => type === "dynamic");
  const imports: readonly (readonly [module: string, names: string[], isTypeOnly: boolean])[] = [
    ["../runtime/saved-queries/saved-query", ["defineQuery"], false],
    ["../scalars", [...new Set(scalars)].toSorted(compare), false],
    ["../runtime/json/json-value", usesJson ? ["JsonValue"] : [], true],
    ["../runtime/saved-queries/saved-query", ["SavedQuery"], true],
  ];
  return imports
    .filter(([, names]) => names.length > 0)
    .map(([module, namedImports, isTypeOnly]) => ({
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: importPath(module, options),
      namedImports,
      isTypeOnly,
    }));
}
