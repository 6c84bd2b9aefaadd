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
  "./runtime/list-blobs": ["type ListBlobsOptions", "type ListedBlob", "listGrownBlobs"],
  "./runtime/storage": ["type BlobBatch", "type ReadBlobsOptions", "readGrownBlobs"],
  "./stream": ["type HuntingEvents", "type TableName", "tableNames", "tables"],
};

const exports = {
  "./runtime/blob-client": ["BlobError", "type BlobService"],
  "./runtime/blob-path": ["type BlobPath", "blobPath", "type Moment"],
  "./runtime/list-blobs": ["type ListBlobsOptions", "type ListedBlob"],
  "./runtime/storage": ["type BlobBatch", "type ReadBlobsOptions"],
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
      kind: StructureKind.Function,
      name: "readBlobs",
      isExported: true,
      docs: [
        `Reads what the blobs have more than \`positions\` tells, in batches; the blobs of chosen tables,
or of every table that is exported. Throws a \`BlobError\` where a blob cannot be read further, or tells
\`onBlobError\` and goes on with the next.`,
      ],
      typeParameters: [nameParameter],
      parameters: parametersOf("ReadBlobsOptions<Name>"),
      returnType: "AsyncGenerator<BlobBatch<HuntingEvents[Name]>, void, undefined>",
      statements: ["return readGrownBlobs(tables, service, options);"],
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

const nameParameter = { name: "Name", constraint: "TableName", default: "TableName" };

function parametersOf(optionsType: string): Omit<ParameterDeclarationStructure, "kind">[] {
  return [
    { name: "service", type: "BlobService" },
    { name: "options", type: optionsType, initializer: "{}" },
  ];
}
