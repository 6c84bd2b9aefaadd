// What an emitter is: the whole schema in, files to make out. Emitters write nothing, read nothing
// from the disk but the runtime, and know nothing of each other.

import type { ImportExtension, JsonSchemaOptions, LegacyNames, PackageOptions } from "../config.ts";
import type { Schema, Table } from "../model/schema.ts";

export interface EmitOptions {
  readonly importExtension: ImportExtension;
  readonly package: PackageOptions | undefined;
  readonly legacyNames?: LegacyNames | undefined;
  readonly jsonSchema: JsonSchemaOptions;
}

/** A file of the output that can be made, and what it is made from. */
export interface PlannedFile {
  /** Path in the output directory, with forward slashes. */
  readonly path: string;
  /** `formatted`: TypeScript that is formatted already. */
  readonly language: "typescript" | "formatted" | "json" | "markdown";
  /** The one table that it depends on; undefined where it depends on the schema as a whole. */
  readonly table: Table | undefined;
  /** Its text, yet to be formatted. */
  readonly render: () => string | Promise<string>;
}

export type Emitter = (schema: Schema, options: EmitOptions) => readonly PlannedFile[];

/** The specifier by which a module of the output imports another: `./x` from beside, `../x` from a folder. */
export function importPath(module: string, options: EmitOptions): string {
  return options.importExtension === "none" ? module : `${module}${options.importExtension}`;
}
