// event-hubs.ts: the reader of Event Hubs, bound to the tables and their types.

import type { ExportDeclarationStructure, ImportDeclarationStructure } from "ts-morph";
import { type Emitter, type EmitOptions, importPath } from "./emitter.ts";
import { printModule } from "./module-text.ts";

export const emitEventHubs: Emitter = (_schema, options) => [
  {
    path: "event-hubs.ts",
    language: "typescript",
    table: undefined,
    render: () => printEventHubs(options),
  },
];

const client = "runtime/event-hub-client";
const settings = "runtime/event-hub-options";

const imports = {
  [client]: ["type ConsumerClient", "type EventHubHandlers", "type EventHubSubscription"],
  [settings]: ["type HubOptions"],
  "runtime/event-hubs": ["createHandlers", "subscribeTables"],
  stream: ["type HuntingEvents", "type TableName", "tables"],
};

const reexports = {
  [client]: [
    "type ConsumerClient",
    "type EventHubHandlers",
    "type EventHubSubscription",
    "type PartitionContext",
    "type PartitionInfo",
    "type ReceivedEvent",
    "requiredSubscribeOptions",
  ],
  [settings]: ["type DeadLetter", "type ErrorContext", "HandlerError", "type MessageContext"],
};

const nameParameter = { name: "Name", constraint: "TableName", default: "TableName" };
const optionsParameter = { name: "options", type: "EventHubOptions<Name>" };

function printEventHubs(options: EmitOptions): Promise<string> {
  return printModule(({ StructureKind }) => [
    ...Object.entries(imports).map(([module, namedImports]): ImportDeclarationStructure => ({
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: importPath(`./${module}`, options),
      namedImports,
    })),
    ...Object.entries(reexports).map(([module, namedExports]): ExportDeclarationStructure => ({
      kind: StructureKind.ExportDeclaration,
      moduleSpecifier: importPath(`./${module}`, options),
      namedExports,
    })),
    {
      kind: StructureKind.TypeAlias,
      name: "EventHubOptions",
      isExported: true,
      docs: ["How to read Event Hubs, and what to do with what is read."],
      typeParameters: [nameParameter],
      type: "HubOptions<HuntingEvents, Name>",
    },
    {
      kind: StructureKind.Function,
      name: "subscribe",
      isExported: true,
      docs: [
        `Reads all partitions with an \`EventHubConsumerClient\`: from the last checkpoint on, else from
\`startPosition\`, else from the first message. A checkpoint covers a message when all its callbacks
are done; a message that one of them fails on comes again.`,
      ],
      typeParameters: [
        nameParameter,
        { name: "Options", constraint: "{ readonly startPosition?: unknown }", default: "{}" },
      ],
      parameters: [
        { name: "client", type: "ConsumerClient<Options>" },
        optionsParameter,
        { name: "subscribeOptions", type: "NoInfer<Options>", hasQuestionToken: true },
      ],
      returnType: "EventHubSubscription",
      statements: ["return subscribeTables(tables, client, options, subscribeOptions);"],
    },
    {
      kind: StructureKind.Function,
      name: "eventHubHandlers",
      isExported: true,
      docs: [
        "Makes the handlers for who calls the client's `subscribe` alone, with `requiredSubscribeOptions`.",
      ],
      typeParameters: [nameParameter],
      parameters: [optionsParameter],
      returnType: "EventHubHandlers",
      statements: ["return createHandlers(tables, options);"],
    },
  ]);
}
