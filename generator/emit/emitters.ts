// The emitters, in a literal list: adding one is adding a file and a line.

import type { Emitter } from "./emitter.ts";
import { emitEventHubs } from "./event-hubs.ts";
import { emitIndex } from "./index-module.ts";
import { emitJsonSchemas } from "./json-schemas.ts";
import { emitPackage } from "./package-files.ts";
import { emitRuntime } from "./runtime.ts";
import { emitScalars } from "./scalars.ts";
import { emitStorage } from "./storage.ts";
import { emitStream } from "./stream.ts";
import { emitTables } from "./tables.ts";

export const emitters: readonly Emitter[] = [
  emitEventHubs,
  emitIndex,
  emitPackage,
  emitRuntime,
  emitScalars,
  emitJsonSchemas,
  emitStorage,
  emitStream,
  emitTables,
];
