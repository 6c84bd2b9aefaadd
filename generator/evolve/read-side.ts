// Reads one side of a comparison with the line of each column: a directory of exports, a
// manifest.json, or a git revision.

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
import { resolveSideName } from "./side-name.ts";
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

/** Reads a side. Throws a `SchemaError` if it is none, or has problems of its own. */
export function readSide(name: string, config: Config): Side {
  const side = resolveSideName(name);
  if (side.kind === "revision") return readRevision(side.revision, side.commit);
  if (!statSync(side.path).isDirectory()) {
    return readManifestSide(side.path, readFileSync(side.path, "utf8"));
  }
  if (existsSync(path.join(side.path, configFileName))) {
    return readExportsSide(loadConfig(side.path === "." ? "" : side.path));
  }
  const input = path.join(side.path, config.input);
  return readExportsSide({ ...config, input: existsSync(input) ? input : side.path });
}

/** A revision is read with its own configuration, or the defaults if it has none: never with today's. */
function readRevision(name: string, commit: string): Side {
  return withRevision(name, commit, ({ root, checkOut }) => {
    const laidOut = path.join(root, "exports");
    let input = "";
    // Problems and places name a file by its path in the revision, not where it was laid out.
    const original = (file: string): string => {
      const inRoot = path.relative(root, file);
      const inExports = path.relative(laidOut, file);
      return inExports.startsWith("..") ? inRoot : path.join(input, inExports);
    };
    try {
      checkOut("", root, configFileName);
      const own = loadConfig(root);
      input = path.relative(root, own.input);
      if (checkOut(input, laidOut) === 0) {
        refuse(name, `this revision has no exports in ${quote(input === "" ? "." : input)}`);
      }
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

/** Few columns are asked for: the rows of a table are looked up when the first of them is. */
function placeFinder(exports: readonly TableExport[]): Side["placeOf"] {
  const byTable = new Map<string | undefined, TableExport>();
  for (const each of exports) {
    for (const { table = each.table } of each.columns) byTable.set(table, each);
  }
  const linesOf = new Map<string, ReadonlyMap<string, number>>();
  return (table, column) => {
    const found = byTable.get(table);
    if (found === undefined || column === null) return found && { file: found.path, line: 1 };
    const lines = linesOf.get(table) ?? readLines(found, table);
    linesOf.set(table, lines);
    const line = lines.get(column);
    return line === undefined ? undefined : { file: found.path, line };
  };
}

function readLines(found: TableExport, table: string): ReadonlyMap<string, number> {
  const rows = found.columns.filter((each) => (each.table ?? found.table) === table);
  return new Map(rows.toReversed().map(({ name, line }) => [name, line]));
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
