// The whole pipeline: exports -> rows -> schema -> files -> disk.

import { type Config, loadConfig } from "./config.ts";
import type { PlannedFile } from "./emit/emitter.ts";
import { emitters } from "./emit/emitters.ts";
import type { TableExport } from "./ingest/raw-column.ts";
import { readExports } from "./ingest/read-exports.ts";
import { readShippedTables } from "./ingest/shipped-exports.ts";
import { buildSchema } from "./model/build-schema.ts";
import { findMisreadings } from "./model/find-misreadings.ts";
import type { Schema } from "./model/schema.ts";
import { buildManifest, printManifest, readManifest, unchangedTables } from "./output/manifest.ts";
import { mendOutput, syncOutput, type SyncResult } from "./output/sync.ts";
import { isError, type Problem, SchemaError, sortProblems } from "./problems.ts";
import { version } from "./version.ts";

/** What is generated; whatever is left out stands as huntgen.config.json or the defaults say. */
export interface GenerateOptions extends Partial<Config> {
  /** Compare with the disk and write nothing. */
  readonly check?: boolean;
  /** Make every file again, even one that the manifest says is up to date. */
  readonly force?: boolean;
  /** Called after each file, with how many of how many are done. */
  readonly onProgress?: (done: number, all: number) => void;
}

export interface GenerateResult extends SyncResult {
  readonly tables: number;
  readonly columns: number;
  readonly files: number;
  readonly warnings: readonly Problem[];
}

/**
 * Reads the exports that a configuration names and brings the output in line with them, or tells how
 * it differs. Throws a `SchemaError` with every problem where anything is wrong; nothing is written then.
 */
export async function generate({
  check = false,
  force = false,
  onProgress,
  ...options
}: GenerateOptions = {}): Promise<GenerateResult> {
  const config = { ...loadConfig(), ...options };
  const { exports, schema, warnings } = readSchema(config);
  const files = emitters.flatMap((emit) => emit(schema, config));
  if (!check) mendOutput(config.out);
  const previous = readManifest(config.out);
  const unchanged = unchangedTables(previous, version, config, schema);
  const result = await syncOutput({
    out: config.out,
    files,
    previous,
    // A check that trusted the manifest would not notice a manifest that is wrong.
    canReuse: ({ table }: PlannedFile) =>
      !check && !force && (table === undefined ? unchanged.all : unchanged.has(table)),
    manifest: (hashes) => printManifest(buildManifest(version, config, exports, schema, hashes)),
    mode: check ? "check" : "write",
    onFile: (done) => onProgress?.(done, files.length),
  });
  // What building or installing the package leaves beside the sources surprises nobody.
  const fromBuild = /^(?:dist|node_modules)\//;
  return {
    ...result,
    foreign: result.foreign.filter((f) => config.package === undefined || !fromBuild.test(f)),
    tables: schema.tables.length,
    columns: schema.tables.reduce((sum, { columns }) => sum + columns.length, 0),
    files: files.length + 1,
    warnings,
  };
}

/** The schema of a configuration's exports. Throws a `SchemaError` with every problem of every file. */
export function readSchema(config: Config): {
  exports: readonly Pick<TableExport, "path" | "file" | "sha256">[];
  schema: Schema;
  warnings: readonly Problem[];
} {
  const { exports, problems: unread } = readExports(config.input);
  const { schema, problems: misfits } = buildSchema(exports, config);
  const misread = findMisreadings(schema, exports, readShippedTables);
  const problems = sortProblems([...unread, ...misfits, ...misread]);
  if (problems.some(isError)) throw new SchemaError(problems);
  // The rows themselves have served: thousands of tables would hold half of the memory in them.
  const sources = exports.map(({ path, file, sha256 }) => ({ path, file, sha256 }));
  return { exports: sources, schema, warnings: problems };
}
