// storage.ts: the readers of Storage blobs, bound to the tables; a module of its own, so that the index
// does not carry them.

import type {
  ExportDeclarationStructure,
  ImportDeclarationStructure,
  ParameterDeclarationStructure,
} from "ts-morph";
import { type Emitter, type EmitOptions, importPath } from "./emitter.ts";
import { type Morph, printModule } from "./module-text.ts";

export const emitStorage: Emitter = (_schema, options) => [
  {
    path: "storage.ts",
    language: "typescript",
    table: undefined,
    render: () => printStorage(options),
  },
];

const imports = {
  "./runtime/blob-client": ["type BlobService"],
  "./runtime/blob-path": ["type BlobPath", "readBlobPath"],
  "./runtime/choice": ["type ColumnsOf", "type ForwardedEvent"],
  "./runtime/forward-blobs": ["forwardGrownBlobs"],
  "./runtime/forwarded": ["type ForwardBatch"],
  "./runtime/list-blobs": ["type ListBlobsOptions", "type ListedBlob", "listGrownBlobs"],
  "./runtime/storage": [
    "type BlobBatch",
    "type BlobPosition",
    "type ReadBlobsOptions as BlobOptions",
    "readGrownBlobs",
  ],
  "./stream": [
    "type HuntingEvents",
    "type ReadEvent",
    "type TableName",
    "type TableRows",
    "tableNames",
    "tables",
  ],
};

const exports = {
  "./runtime/blob-client": ["BlobError", "type BlobService"],
  "./runtime/blob-path": ["type BlobPath", "blobPath", "type Moment"],
  "./runtime/list-blobs": ["type ListBlobsOptions", "type ListedBlob"],
  "./runtime/storage": ["type BlobBatch", "type BlobPosition"],
};

function printStorage(options: EmitOptions): Promise<string> {
  return printModule(({ StructureKind }: Morph) => [
    ...Object.entries(imports).map(([module, namedImports]): ImportDeclarationStructure => ({
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: importPath(module, options),
      namedImports,
    })),
    ...Object.entries(exports).map(([module, namedExports]): ExportDeclarationStructure => ({
      kind: StructureKind.ExportDeclaration,
      moduleSpecifier: importPath(module, options),
      namedExports,
    })),
    {
      kind: StructureKind.TypeAlias,
      name: "ReadBlobsOptions",
      isExported: true,
      docs: ["How to read blobs: `tables` and `columns` as for `parseMessage`."],
      typeParameters: [{ ...nameParameter, default: "TableName" }, columnsParameter],
      type: `Omit<BlobOptions<Name>, "columns"> & { readonly columns?: Columns | undefined }`,
    },
    {
      kind: StructureKind.Function,
      name: "readBlobs",
      isExported: true,
      docs: [
        `Reads what the blobs have beyond \`positions\`, in batches; the blobs of chosen tables, or of every
table of the schema. Throws a \`BlobError\` if a blob cannot be read further, or calls \`onBlobError\` and
goes on with the next.`,
      ],
      typeParameters: [nameParameter, { ...columnsParameter, isConst: true }],
      parameters: parametersOf("ReadBlobsOptions<Name, Columns>"),
      returnType: "AsyncGenerator<BlobBatch<ReadEvent<Name, Columns>>, void, undefined>",
      statements: ["return readGrownBlobs(tables, service, options);"],
    },
    {
      kind: StructureKind.Function,
      name: "forwardBlobs",
      isExported: true,
      docs: ["Reads the same blobs, and returns their records as they came, by their tables."],
      typeParameters: [nameParameter, { ...columnsParameter, isConst: true }],
      parameters: parametersOf("ReadBlobsOptions<Name, Columns>"),
      returnType: `AsyncGenerator<
        ForwardBatch<TableName, ForwardedEvent<TableRows, HuntingEvents, Columns>> & BlobPosition,
        void,
        undefined
      >`,
      statements: ["return forwardGrownBlobs(tables, service, options);"],
    },
    {
      kind: StructureKind.Function,
      name: "listBlobs",
      isExported: true,
      docs: ["Lists the blobs that `readBlobs` would read, by table, tenant and hour."],
      parameters: parametersOf("ListBlobsOptions<TableName>"),
      returnType: "AsyncGenerator<ListedBlob, void, undefined>",
      statements: ["return listGrownBlobs(tableNames, service, options);"],
    },
    {
      kind: StructureKind.Function,
      name: "parseBlobPath",
      isExported: true,
      docs: [
        "What a path says, `container/name`; undefined where it is not of the export's layout.",
      ],
      parameters: [{ name: "path", type: "string" }],
      returnType: "BlobPath | undefined",
      statements: ["return readBlobPath(tableNames, path);"],
    },
  ]);
}

const nameParameter = { name: "Name", constraint: "TableName", default: "never" };
const columnsParameter = {
  name: "Columns",
  constraint: "ColumnsOf<TableRows>",
  default: "{}",
};

function parametersOf(optionsType: string): Omit<ParameterDeclarationStructure, "kind">[] {
  return [
    { name: "service", type: "BlobService" },
    { name: "options", type: optionsType, initializer: "{}" },
  ];
}
