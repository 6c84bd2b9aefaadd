// The whole pipeline: exports -> rows -> schema -> files -> disk.

import { type Config, loadConfig } from "./config.ts";
import { emitters } from "./emit/emitters.ts";
import { syncOutput, type SyncResult } from "./output/sync.ts";
import type { Problem } from "./problems.ts";
import { readSchema } from "./read-schema.ts";
import { recoverFiles } from "./replace/replace-files.ts";
import { directoryOf } from "./replace/paths.ts";
import { version } from "./version.ts";

/** What is generated; whatever is left out stands as huntgen.config.json or the defaults say. */
export interface GenerateOptions extends Partial<Config> {
  /** Compare with the disk and write nothing. */
  readonly check?: boolean;
  /** Render every file again, even if the manifest says that it is up to date, and overwrite edited files. */
  readonly force?: boolean;
  /** Called after each file, with how many of how many are done. */
  readonly onProgress?: (done: number, all: number) => void;
  /** Called once if another run is replacing files of the output, which this one waits for. */
  readonly onWait?: () => void;
}

export interface GenerateResult extends SyncResult {
  readonly tables: number;
  readonly columns: number;
  readonly files: number;
  readonly warnings: readonly Problem[];
}

/**
 * Reads the exports that a configuration names and brings the output in line with them, or tells how
 * it differs. Throws a `HuntgenError` with every problem where anything is wrong; nothing is written then.
 */
export async function generate({
  check = false,
  force = false,
  onProgress,
  onWait,
  ...options
}: GenerateOptions = {}): Promise<GenerateResult> {
  const config = { ...loadConfig(), ...options };
  // Exports that a killed `huntgen add` has half replaced are no schema of anybody's.
  if (!check) await recoverFiles(directoryOf(config.input), { onWait });
  const { exports, schema, warnings } = readSchema(config);
  const files = emitters.flatMap((emit) => emit(schema, config));
  const result = await syncOutput({
    out: config.out,
    files,
    source: { huntgen: version, config, exports, schema },
    mode: check ? "check" : "write",
    force,
    onWait,
    onFile: (done) => onProgress?.(done, files.length),
  });
  // Building and installing the package leave files next to the sources, and npm packs these documents.
  const ofPackage = /^(?:(?:dist|node_modules)\/|(?:CHANGELOG|LICENSE|README)(?:\.md|\.txt)?$)/;
  return {
    ...result,
    foreign: result.foreign.filter((f) => config.package === undefined || !ofPackage.test(f)),
    tables: schema.tables.length,
    columns: schema.tables.reduce((sum, { columns }) => sum + columns.length, 0),
    files: files.length + 1,
    warnings,
  };
}
