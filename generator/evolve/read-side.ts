// What a person names as one side of a comparison -> its schema, and where each column was read: a
// directory of exports, a manifest.json, or a git revision. Knows the disk; knows nothing of changes.

import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { type Config, configFileName, loadConfig } from "../config.ts";
import type { TableExport } from "../ingest/raw-column.ts";
import { readExports } from "../ingest/read-exports.ts";
import { type LongMode, findKustoType } from "../mapping/kusto-types.ts";
import { buildSchema } from "../model/build-schema.ts";
import { identifierOf } from "../model/identifier.ts";
import type { Column, Schema } from "../model/schema.ts";
import { isError, quote, SchemaError, sortProblems } from "../problems.ts";
import { withRevision } from "./with-revision.ts";

interface Place {
  readonly file: string;
  /** From 1; 0 stands for the file as a whole. */
  readonly line: number;
}

export interface Side {
  readonly schema: Schema;
  /** Where a column was read, or a table where `column` is null; undefined where nobody knows. */
  readonly placeOf: (table: string, column: string | null) => Place | undefined;
}

/** Reads a side. Throws a `SchemaError` where it is none, or has problems of its own. */
export function readSide(name: string, config: Config): Side {
  if (!existsSync(name)) return readRevision(name, config);
  if (!statSync(name).isDirectory()) return readManifestSide(name, readFileSync(name, "utf8"));
  if (existsSync(path.join(name, configFileName))) {
    return readExportsSide(loadConfig(name === "." ? "" : name));
  }
  const input = path.join(name, config.input);
  return readExportsSide({ ...config, input: existsSync(input) ? input : name });
}

/** A revision is read with the configuration that it had, or with today's. */
function readRevision(name: string, config: Config): Side {
  return withRevision(name, ({ root, checkOut }) => {
    const laidOut = path.join(root, "exports");
    let input = "";
    // Whoever reads of a file looks for it where it was, not where it was laid out.
    const original = (file: string): string =>
      path.relative(root, file).replace(/^exports(?=$|[\\/])/, () => input);
    try {
      checkOut(configFileName, root);
      const hasConfig = existsSync(path.join(root, configFileName));
      const own = hasConfig ? loadConfig(root) : config;
      input = path.relative(hasConfig ? root : ".", own.input);
      if (checkOut(`${input}/`, laidOut) === 0)
        refuse(name, `this revision has no ${quote(input)}`);
      const { schema, placeOf } = readExportsSide({ ...own, input: laidOut });
      return {
        schema,
        placeOf(table, column) {
          const place = placeOf(table, column);
          return place && { ...place, file: original(place.file) };
        },
      };
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      const problems = error.problems.map((problem) =>
        problem.file.startsWith(root)
          ? { ...problem, file: `${name}:${original(problem.file)}` }
          : problem,
      );
      throw new SchemaError(problems);
    }
  });
}

function readExportsSide(config: Config): Side {
  const { exports, problems: unread } = readExports(config.input);
  const { schema, problems: misfits } = buildSchema(exports, config);
  const problems = sortProblems([...unread, ...misfits]).filter(isError);
  if (problems.length > 0) throw new SchemaError(problems);
  return { schema, placeOf: placeFinder(exports) };
}

/** Few columns are asked for: lines are looked for when they are. */
function placeFinder(exports: readonly TableExport[]): Side["placeOf"] {
  const byTable = new Map<string | undefined, TableExport>();
  for (const each of exports) {
    for (const { table = each.table } of each.columns) byTable.set(table, each);
  }
  return (table, column) => {
    const found = byTable.get(table);
    if (found === undefined || column === null) return found && { file: found.path, line: 1 };
    const row = found.columns.find(
      (each) => each.name === column && (each.table ?? found.table) === table,
    );
    return row && { file: found.path, line: row.line };
  };
}

function readManifestSide(file: string, text: string): Side {
  const manifest = parseManifest(file, text);
  const tables = manifest.map(({ name, export: source, columns }) => ({
    name,
    identifier: identifierOf(name),
    source,
    columns: columns.map((entry): Column => readColumn(file, name, entry)),
  }));
  return { schema: { tables }, placeOf: () => undefined };
}

interface ManifestEntry {
  readonly name: string;
  readonly export: string;
  readonly columns: readonly (readonly unknown[])[];
}

function parseManifest(file: string, text: string): readonly ManifestEntry[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse(file, "neither a directory of exports nor a manifest.json of huntgen's: no JSON");
  }
  const tables = isRecord(value) ? value["tables"] : undefined;
  if (Array.isArray(tables) && tables.every(isEntry)) return tables;
  return refuse(file, "not a manifest.json of huntgen's with the columns of its tables");
}

function isEntry(value: unknown): value is ManifestEntry {
  return (
    isRecord(value) &&
    typeof value["name"] === "string" &&
    typeof value["export"] === "string" &&
    Array.isArray(value["columns"]) &&
    value["columns"].every(Array.isArray)
  );
}

function readColumn(
  file: string,
  table: string,
  [name, typeName, mode]: readonly unknown[],
): Column {
  const type = typeof typeName === "string" ? findKustoType(typeName) : undefined;
  if (typeof name !== "string" || type === undefined || !isLongMode(mode)) {
    return refuse(file, `table ${quote(table)} has a column that huntgen does not write`);
  }
  return { name, type, long: mode ?? "exact" };
}

function isLongMode(mode: unknown): mode is LongMode | undefined {
  return mode === undefined || ["exact", "number", "bigint", "string"].includes(String(mode));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refuse(file: string, message: string): never {
  throw new SchemaError([{ code: "no-schema", file, line: 0, message }]);
}
