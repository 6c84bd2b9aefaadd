// Lists the emitters. To add one, write its file and add a line.

import type { Emitter } from "./emitter.ts";
import { emitIndex } from "./typescript/index-module.ts";
import { emitJsonSchemas } from "./json-schemas.ts";
import { emitQueries } from "./typescript/queries.ts";
import { emitPackage } from "./typescript/package-files.ts";
import { emitRuntime } from "./typescript/runtime.ts";
import { emitScalars } from "./typescript/scalars.ts";
import { emitTables } from "./typescript/tables.ts";

export const emitters: readonly Emitter[] = [
  emitIndex,
  emitPackage,
  emitRuntime,
  emitScalars,
  emitJsonSchemas,
  emitTables,
  emitQueries,
];
