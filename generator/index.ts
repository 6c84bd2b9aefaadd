// Exports the public API of the package "huntgen".

export {
  type Config,
  type EmitterChoice,
  type ImportExtension,
  loadConfig,
  type PackageOptions,
} from "./config.ts";
export { generate, type GenerateOptions, type GenerateResult } from "./generate.ts";
export { readSchema } from "./read-schema.ts";
export { version } from "./version.ts";
export type { KustoType, LongMode } from "./mapping/kusto-types.ts";
export type { LongOptions } from "./model/build-schema.ts";
export type { Schema, SchemaColumn as Column, SchemaTable as Table } from "./model/schema.ts";
export {
  formatProblem,
  HuntgenError,
  type Problem,
  type ProblemCode,
  /** The former name of `HuntgenError`. */
  HuntgenError as SchemaError,
} from "./problems.ts";
