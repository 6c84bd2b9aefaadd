// Defines an emitter, which plans files of the output for a schema. Emitters write nothing, and read only
// the runtime from the disk.

import type { ImportExtension, JsonSchemaOptions, LegacyNames, PackageOptions } from "../config.ts";
import type { LongOptions } from "../model/build-schema.ts";
import type { Schema, SchemaTable } from "../model/schema.ts";
import type { CheckedQuery } from "../queries/check-queries.ts";

export interface EmitOptions {
  readonly importExtension: ImportExtension;
  readonly package: PackageOptions | undefined;
  readonly legacyNames?: LegacyNames | undefined;
  readonly jsonSchema: JsonSchemaOptions;
  readonly long?: LongOptions;
  /** The saved queries; absent or empty if the project has no queries. */
  readonly savedQueries?: readonly CheckedQuery[];
}

/** A file of the output that can be rendered, and what it depends on. */
export interface PlannedFile {
  /** Path in the output directory, with forward slashes. */
  readonly path: string;
  /**
   * `formatted`: TypeScript that is already formatted. `text`: what an emitter of the configuration has
   * returned, which is written without a banner and compared in every run.
   */
  readonly language: "typescript" | "formatted" | "json" | "markdown" | "text";
  /** The table that the file depends on; undefined if it depends on the whole schema. */
  readonly table: SchemaTable | undefined;
  /** Set if the file depends on a query too, which is bound in every run. */
  readonly isOfQuery?: true;
  /** Returns the text of the file, before formatting. */
  readonly render: () => string | Promise<string>;
}

export type Emitter = (schema: Schema, options: EmitOptions) => readonly PlannedFile[];

/** Returns the import specifier of a module, such as `./x` or `../x`, with the configured extension. */
export function importPath(module: string, options: EmitOptions): string {
  return options.importExtension === "none" ? module : `${module}${options.importExtension}`;
}
