// Exports what modules import as "huntgen/emit".

export type {
  EmitColumn,
  EmitEnvelopeMember,
  EmitModel,
  EmitRename,
  EmitStreamColumn,
  EmitTable,
} from "./emit-model.ts";
export type { EmittedFile, Emitter, EmitterOptions } from "./emitter-module.ts";
