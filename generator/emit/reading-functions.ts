// The functions of stream.ts that read messages and lines, bound to the tables and their types.

import type { StatementStructures } from "ts-morph";
import type { Morph } from "./module-text.ts";

const nameParameter = { name: "Name", constraint: "TableName", default: "never" };
const columnsParameter = {
  name: "Columns",
  isConst: true,
  constraint: "ColumnsOf<TableRows>",
  default: "{}",
};

const lineOptions = 'Omit<LineOptions, "tables" | "columns">';
const forwardBatch = "ForwardBatch<TableName, ForwardedEvent<TableRows, HuntingEvents, Columns>>";

export function readingFunctions({ StructureKind }: Morph): StatementStructures[] {
  return [
    {
      kind: StructureKind.TypeAlias,
      name: "ReadOptions",
      isExported: true,
      docs: [
        `How to read. \`tables\` names the tables whose events are read, \`columns\` further ones and the
columns that their rows are to have; all columns are checked. Without either, all tables are read.`,
      ],
      typeParameters: [
        { ...nameParameter, default: "TableName" },
        { ...columnsParameter, isConst: false },
      ],
      type: `Omit<TriageOptions, "tables" | "columns"> & {
        readonly tables?: readonly Name[] | undefined;
        readonly columns?: Columns | undefined;
      }`,
    },
    {
      kind: StructureKind.TypeAlias,
      name: "ReadEvent",
      isExported: true,
      docs: ["The events that are read with such options."],
      typeParameters: [{ name: "Name", constraint: "TableName" }, { name: "Columns" }],
      type: "ChosenEvent<TableRows, HuntingEvents, Name, Columns>",
    },
    {
      kind: StructureKind.Function,
      name: "parseMessage",
      isExported: true,
      docs: ["Reads one Event Hubs message. Throws a `MessageError` for a body that is not one."],
      typeParameters: [nameParameter, columnsParameter],
      parameters: [
        { name: "body", type: "MessageBody" },
        { name: "options", type: "ReadOptions<Name, Columns>", hasQuestionToken: true },
      ],
      returnType: "Batch<ReadEvent<Name, Columns>>",
      statements: ["return readMessage(tables, body, options);"],
    },
    {
      kind: StructureKind.Function,
      name: "parseLines",
      isExported: true,
      docs: ["Reads a Storage blob, or another source of newline-delimited records, in batches."],
      typeParameters: [nameParameter, columnsParameter],
      parameters: [
        { name: "source", type: "LineSource" },
        {
          name: "options",
          type: `${lineOptions} & ReadOptions<Name, Columns>`,
          hasQuestionToken: true,
        },
      ],
      returnType: "AsyncGenerator<Batch<ReadEvent<Name, Columns>>, void, undefined>",
      statements: ["return readLines(tables, source, options);"],
    },
    {
      kind: StructureKind.Function,
      name: "forwardMessage",
      isExported: true,
      docs: [
        `Checks the records of one Event Hubs message and returns them as they came, by their tables.
Throws a \`MessageError\` for a body that is not a message.`,
      ],
      typeParameters: [nameParameter, columnsParameter],
      parameters: [
        { name: "body", type: "string | Uint8Array" },
        { name: "options", type: "ReadOptions<Name, Columns>", hasQuestionToken: true },
      ],
      returnType: forwardBatch,
      statements: ["return forwardRecords(tables, body, options);"],
    },
    {
      kind: StructureKind.Function,
      name: "forwardLines",
      isExported: true,
      docs: ["The same for newline-delimited records, in batches."],
      typeParameters: [nameParameter, columnsParameter],
      parameters: [
        { name: "source", type: "LineSource" },
        {
          name: "options",
          type: `${lineOptions} & ReadOptions<Name, Columns>`,
          hasQuestionToken: true,
        },
      ],
      returnType: `AsyncGenerator<${forwardBatch}, void, undefined>`,
      statements: ["return forwardRecordLines(tables, source, options);"],
    },
  ];
}
