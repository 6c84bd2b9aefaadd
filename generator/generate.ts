// Runs the whole pipeline: reads the exports, builds the schema, plans the files and writes them.

import { type Config, loadConfig } from "./config.ts";
import { emitters } from "./emit/emitters.ts";
import { syncOutput, type SyncResult } from "./output/sync.ts";
import type { OutputSource } from "./output/manifest.ts";
import type { Problem } from "./problems.ts";
import { checkQueries } from "./queries/check-queries.ts";
import { readSchema } from "./read-schema.ts";
import { recoverFiles } from "./replace/replace-files.ts";
import { directoryOf } from "./replace/paths.ts";
import { planEmitted } from "./targets/plan-emitted.ts";
import { version } from "./version.ts";

export interface RunOptions {
  /** Compare the output with the disk and write nothing. */
  readonly check?: boolean | undefined;
  /**
   * Render every file, even those that are up to date according to the manifest, and overwrite edited
   * files.
   */
  readonly force?: boolean | undefined;
  /** Called after each file, with the number of finished files and of all files. */
  readonly onProgress?: ((done: number, all: number) => void) | undefined;
  /** Called once if this run waits for another run that is replacing files of the output. */
  readonly onWait?: (() => void) | undefined;
  /** Called with what emitters of the project print. */
  readonly onLog?: ((text: string) => void) | undefined;
}

/** Omitted options of the configuration come from huntgen.config.json or the defaults. */
export interface GenerateOptions extends Partial<Config>, RunOptions {}

export interface GenerateResult extends SyncResult {
  readonly tables: number;
  readonly columns: number;
  readonly files: number;
  readonly warnings: readonly Problem[];
  /** What the output is generated from. */
  readonly source: OutputSource;
}

/**
 * Reads the exports that a configuration names and updates the output, or reports how it differs.
 * Throws a `HuntgenError` with every problem if any of them is an error; nothing is written then.
 */
export function generate(options: GenerateOptions = {}): Promise<GenerateResult> {
  const { check, force, onProgress, onWait, onLog, ...configured } = options;
  const run = { check, force, onProgress, onWait, onLog };
  return generateFrom({ ...loadConfig(), ...configured }, run);
}

/** Does the same with a complete configuration. */
export async function generateFrom(
  config: Config,
  { check = false, force = false, onProgress, onWait, onLog = () => {} }: RunOptions,
): Promise<GenerateResult> {
  // Restores exports that a killed `huntgen add` has partly replaced: the mixture is not a valid schema.
  if (!check) await recoverFiles(directoryOf(config.input), { onWait });
  const { exports, schema, warnings } = readSchema(config);
  const { queries: savedQueries, parser } = await checkQueries(config, schema);
  const source: OutputSource = { huntgen: version, config, exports, schema, parser };
  const planned = emitters.flatMap((emit) => emit(schema, { ...config, savedQueries }));
  const files = [...planned, ...(await planEmitted(schema, config, planned, onLog))];
  const result = await syncOutput({
    out: config.out,
    files,
    source,
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
    source,
  };
}
