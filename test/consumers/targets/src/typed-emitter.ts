// Uses each type that "huntgen/emit" exports.

import type {
  EmitColumn,
  EmitEnvelopeMember,
  EmitModel,
  EmitRename,
  EmitStreamColumn,
  EmitTable,
  EmittedFile,
  Emitter,
  EmitterOptions,
} from "huntgen/emit";

const printColumn = ({ name, type }: EmitColumn | EmitStreamColumn): string => `${name} ${type}`;
const printTable = ({ columns, streamColumns }: EmitTable): string =>
  [...columns, ...streamColumns].map(printColumn).join("\n");
const printRename = ({ table, from, to }: EmitRename): string => `${table ?? ""} ${from} ${to}`;
const printMember = ({ name, required }: EmitEnvelopeMember): string => `${name} ${required}`;

const emitter: Emitter = (model: EmitModel, options: EmitterOptions): readonly EmittedFile[] => {
  // @ts-expect-error: the model is readonly
  model.tables = [];
  const version: 1 = model.modelVersion;
  return [
    { path: `${String(options["name"])}.txt`, text: model.tables.map(printTable).join("\n") },
    { path: "renames.txt", text: `${version}\n${model.renames.map(printRename).join("\n")}` },
    { path: "envelope.ts", text: model.envelope.map(printMember).join("\n"), format: "typescript" },
  ];
};

export default emitter;
