// Reads the schema of saved exports, for every command that needs one, and reports all problems in it.

import type { Config } from "./config.ts";
import { lineFinder } from "./ingest/column-lines.ts";
import type { TableExport } from "./ingest/export.ts";
import { readExports } from "./ingest/read-exports.ts";
import { readShippedTables, shippedNames } from "./ingest/shipped-exports.ts";
import { buildSchema, type SchemaOptions } from "./model/build-schema.ts";
import { findCopies } from "./model/find-copies.ts";
import { findMisreadings } from "./model/find-misreadings.ts";
import type { Schema } from "./model/schema.ts";
import { isError, type Problem, HuntgenError, sortProblems } from "./problems.ts";

interface Location {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

export interface SchemaOfExports {
  readonly schema: Schema;
  readonly exports: readonly Pick<TableExport, "path" | "file" | "sha256">[];
  readonly warnings: readonly Problem[];
  /** The location of a column, or of its table if `column` is null; undefined if no export has it. */
  readonly locate: (table: string, column: string | null) => Location | undefined;
}

/** Throws a `HuntgenError` with every problem of every export if one of them is an error. */
export function readSchema(config: Pick<Config, "input"> & SchemaOptions): SchemaOfExports {
  const { exports, problems: unread } = readExports(config.input);
  const { schema, problems: misfits } = buildSchema(exports, config);
  const misread = findMisreadings(schema, exports, readShippedTables);
  const copies = findCopies(schema, exports, readShippedTables, (table) =>
    shippedNames().names.has(table),
  );
  const problems = sortProblems([...unread, ...misfits, ...misread, ...copies]);
  if (problems.some(isError)) throw new HuntgenError(problems);
  return {
    schema,
    // Without their rows, which are half of the memory of thousands of tables.
    exports: exports.map(({ path, file, sha256 }) => ({ path, file, sha256 })),
    warnings: problems,
    locate: locator(schema, exports),
  };
}

function locator(schema: Schema, exports: readonly TableExport[]): SchemaOfExports["locate"] {
  const sources = new Map(schema.tables.map(({ name, source }) => [name, source]));
  const paths = new Map(exports.map(({ file, path }) => [file, path]));
  const linesOf = lineFinder(exports);
  return (table, column) => {
    const source = sources.get(table);
    const file = source === undefined ? undefined : paths.get(source);
    if (source === undefined || file === undefined) return undefined;
    const line = column === null ? 1 : linesOf(source, table).get(column);
    return line === undefined ? undefined : { file, line };
  };
}
