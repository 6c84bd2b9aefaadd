// Reads and writes manifest.json, which lists the exports, tables and generated files. It contains no dates,
// so the same exports always produce the same manifest.

import type { Config } from "../config.ts";
import type { TableExport } from "../ingest/export.ts";
import type { SchemaColumn, Schema, SchemaTable } from "../model/schema.ts";
import { compare, visibleJson } from "../problems.ts";
import { isInside } from "../replace/paths.ts";

export const manifestPath = "manifest.json";

export interface Manifest {
  /** The version of huntgen that generated the output. */
  readonly huntgen: string;
  readonly options: ManifestOptions;
  /** sha256 of each export's text, by its file name. */
  readonly exports: Readonly<Record<string, string>>;
  /** The version of the parser that inferred the results of the queries; absent if there are no queries. */
  readonly queryParser?: string;
  readonly tables: readonly ManifestTable[];
  /** sha256 of each generated file's text, by its path. */
  readonly files: Readonly<Record<string, string>>;
}

/** The options that the text of the files depends on, besides the model. */
type ManifestOptions = Pick<Config, "importExtension" | "jsonSchema" | "package" | "legacyNames">;

interface ManifestTable {
  readonly name: string;
  readonly export: string;
  /** `[name, type]`, then the `long` mode if it is not `exact` or a description follows. */
  readonly columns: readonly (readonly string[])[];
}

/** What an output is generated from. */
export interface OutputSource {
  readonly huntgen: string;
  readonly config: Config;
  readonly exports: readonly Pick<TableExport, "path" | "file" | "sha256">[];
  readonly schema: Schema;
  /** The version of the parser of queries; undefined if there are no queries. */
  readonly parser: string | undefined;
}

/** The manifest of an output, with the sha256 of every other file. */
export function buildManifest(
  { huntgen, config, exports, schema, parser }: OutputSource,
  files: ReadonlyMap<string, string>,
): Manifest {
  return {
    huntgen,
    options: optionsOf(config),
    exports: Object.fromEntries(exports.map(({ file, sha256 }) => [file, sha256])),
    ...(parser === undefined ? {} : { queryParser: parser }),
    tables: schema.tables.map(({ name, source, columns }) => ({
      name,
      export: source,
      columns: columns.map(columnEntry),
    })),
    files: Object.fromEntries([...files].toSorted(([a], [b]) => compare(a, b))),
  };
}

/** Prints a manifest with one line for each table. */
export function printManifest({
  huntgen,
  options,
  exports,
  queryParser,
  tables,
  files,
}: Manifest): string {
  return [
    "{",
    `  "huntgen": ${JSON.stringify(huntgen)},`,
    `  "options": ${JSON.stringify(options)},`,
    `  "exports": {\n${record(exports)}\n  },`,
    ...(queryParser === undefined ? [] : [`  "queryParser": ${JSON.stringify(queryParser)},`]),
    `  "tables": [\n${lines(tables.map((table) => visibleJson(table)))}\n  ],`,
    `  "files": {\n${record(files)}\n  }`,
    "}\n",
  ].join("\n");
}

/** Returns the manifest that a text contains; undefined if it does not contain a valid one. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isManifest(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Finds the tables whose files need not be rendered again, because their source has not changed. */
export function unchangedTables(
  previous: Manifest | undefined,
  { huntgen, config, schema: { tables }, parser }: OutputSource,
): { readonly all: boolean; has(table: SchemaTable): boolean } {
  const options = JSON.stringify(optionsOf(config));
  // With queries, a package has more entries.
  const reusable =
    previous?.huntgen === huntgen &&
    previous.queryParser === parser &&
    JSON.stringify(previous.options) === options;
  const known = new Map(previous?.tables.map((t) => [t.name, JSON.stringify(t.columns)]));
  const unchanged = new Set(
    reusable
      ? tables.filter((t) => known.get(t.name) === JSON.stringify(t.columns.map(columnEntry)))
      : [],
  );
  const all = reusable && unchanged.size === tables.length && known.size === tables.length;
  return { all, has: (table) => unchanged.has(table) };
}

/** Returns the options that a manifest records. */
export function optionsOf({
  importExtension,
  jsonSchema,
  package: packageOptions,
  legacyNames,
}: Config): ManifestOptions {
  return { importExtension, jsonSchema, package: packageOptions, legacyNames };
}

function record(entries: Readonly<Record<string, string>>): string {
  return lines(
    Object.entries(entries).map(([key, value]) => `${visibleJson(key)}: ${JSON.stringify(value)}`),
  );
}

function lines(entries: readonly string[]): string {
  return entries.map((entry) => `    ${entry}`).join(",\n");
}

function columnEntry({ name, type, long, description }: SchemaColumn): readonly string[] {
  if (description !== undefined) return [name, type, long, description];
  return long === "exact" ? [name, type] : [name, type, long];
}

function isManifest(value: unknown): value is Manifest {
  if (!isRecord(value)) return false;
  const { huntgen, options, exports, tables, files } = value;
  return (
    typeof huntgen === "string" &&
    isRecord(options) &&
    isRecord(exports) &&
    Array.isArray(tables) &&
    tables.every((table) => isRecord(table) && typeof table["name"] === "string") &&
    isRecord(files) &&
    // If a single path leads out of the directory, nothing in the manifest is trusted.
    Object.entries(files).every(([file, sha256]) => typeof sha256 === "string" && isInside(file))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
