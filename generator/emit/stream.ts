// stream.ts: the tables of names to rows, events and validators.

import type { ImportDeclarationStructure } from "ts-morph";
import type { Schema } from "../model/schema.ts";
import { type Emitter, type EmitOptions, importPath } from "./emitter.ts";
import { printModule } from "./module-text.ts";
import { readingFunctions } from "./reading-functions.ts";
import { interfaceKey, literal, objectKey } from "./source-text.ts";

export const emitStream: Emitter = (schema, options) => [
  {
    path: "stream.ts",
    language: "typescript",
    table: undefined,
    render: () => printStream(schema, options),
  },
];

const runtimeImports = {
  choice: ["type ChosenEvent", "type ColumnsOf", "type ForwardedEvent"],
  forward: ["forwardRecords"],
  "forward-lines": ["forwardRecordLines"],
  forwarded: ["type ForwardBatch"],
  handlers: ["type AllHandlers", "callHandler", "type Handlers", "isEventOf"],
  "line-source": ["type LineSource"],
  lines: ["type LineOptions", "readLines"],
  message: ["type MessageBody", "readMessage"],
  "message-schema": ["defineMessageSchema", "type MessageSchema"],
  table: ["type Table"],
  triage: ["type Batch", "type TriageOptions"],
};

function printStream({ tables }: Schema, options: EmitOptions): Promise<string> {
  return printModule((morph) => {
    const { StructureKind, VariableDeclarationKind } = morph;
    return [
      ...Object.entries(runtimeImports).map(
        ([module, namedImports]): ImportDeclarationStructure => ({
          kind: StructureKind.ImportDeclaration,
          moduleSpecifier: importPath(`./runtime/${module}`, options),
          namedImports: [...namedImports],
        }),
      ),
      ...tables.map(({ identifier }): ImportDeclarationStructure => ({
        kind: StructureKind.ImportDeclaration,
        moduleSpecifier: importPath(`./tables/${identifier}`, options),
        namedImports: [identifier],
      })),
      {
        kind: StructureKind.Interface,
        name: "TableRows",
        isExported: true,
        docs: ["The rows of every table, by the table's name."],
        properties: tables.map(({ name, identifier }) => ({
          name: interfaceKey(name),
          type: identifier,
        })),
      },
      {
        kind: StructureKind.TypeAlias,
        name: "TableName",
        isExported: true,
        docs: ["The tables that this schema knows."],
        type: "keyof TableRows",
      },
      {
        kind: StructureKind.Interface,
        name: "HuntingEvents",
        isExported: true,
        docs: ["The record that the stream carries for a row of every table, by the table's name."],
        properties: tables.map(({ name, identifier }) => ({
          name: interfaceKey(name),
          type: `${identifier}.Event`,
        })),
      },
      {
        kind: StructureKind.TypeAlias,
        name: "HuntingEvent",
        isExported: true,
        docs: ["A record of any table; `category` tells which."],
        type: "HuntingEvents[TableName]",
      },
      {
        kind: StructureKind.TypeAlias,
        name: "HuntingEventOf",
        isExported: true,
        docs: ["A record of the named table."],
        typeParameters: [{ name: "Name", constraint: "TableName" }],
        type: "HuntingEvents[Name]",
      },
      {
        kind: StructureKind.VariableStatement,
        isExported: true,
        declarationKind: VariableDeclarationKind.Const,
        docs: ["The names of every table, in order."],
        declarations: [
          {
            name: "tableNames",
            type: "readonly TableName[]",
            initializer: `[${tables.map(({ name }) => literal(name)).join(", ")}]`,
          },
        ],
      },
      {
        kind: StructureKind.VariableStatement,
        isExported: true,
        declarationKind: VariableDeclarationKind.Const,
        docs: ["Every table, by its name. Using it bundles them all."],
        declarations: [
          {
            name: "tables",
            type: "{ readonly [Name in TableName]: Table<Name, TableRows[Name]> }",
            initializer: `{${tables
              .map(({ name, identifier }) => `${objectKey(name)}: ${identifier}`)
              .join(", ")}}`,
          },
        ],
      },
      {
        kind: StructureKind.VariableStatement,
        isExported: true,
        declarationKind: VariableDeclarationKind.Const,
        docs: ["A message with records of any table, to libraries that know Standard Schema."],
        declarations: [
          {
            name: "messageSchema",
            type: "MessageSchema<HuntingEvent>",
            initializer: "/* @__PURE__ */ defineMessageSchema(tables)",
          },
        ],
      },
      ...readingFunctions(morph),
      {
        kind: StructureKind.Function,
        name: "eventOf",
        isExported: true,
        docs: ["Whether an event is of the named table; narrows its type."],
        typeParameters: [{ name: "Name", constraint: "TableName" }],
        parameters: [
          { name: "event", type: "HuntingEvent" },
          { name: "name", type: "Name" },
        ],
        returnType: "event is HuntingEvents[Name]",
        statements: ["return isEventOf(event, name);"],
      },
      {
        kind: StructureKind.TypeAlias,
        name: "EventHandlers",
        isExported: true,
        docs: ["A handler for some tables, and `_` for the events of the others."],
        typeParameters: [{ name: "Result", default: "void" }],
        type: "Handlers<HuntingEvents, Result>",
      },
      {
        kind: StructureKind.TypeAlias,
        name: "AllEventHandlers",
        isExported: true,
        docs: ["A handler for every table; a table that is new is an error of the compiler."],
        typeParameters: [{ name: "Result", default: "void" }],
        type: "AllHandlers<HuntingEvents, Result>",
      },
      {
        kind: StructureKind.Function,
        name: "handleEvent",
        isExported: true,
        docs: ["Calls the handler of the event's table, or `_`; undefined where there is neither."],
        typeParameters: [{ name: "Result" }],
        parameters: [
          { name: "event", type: "HuntingEvent" },
          { name: "handlers", type: "EventHandlers<Result>" },
        ],
        returnType: "Result | undefined",
        statements: ["return callHandler(event, handlers);"],
      },
    ];
  });
}
