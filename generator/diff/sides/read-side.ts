// Reads one side of a comparison with the line of each column: a directory of exports, a
// manifest.json, or a git revision.

import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { type Config, configFileName, loadConfig } from "../../config.ts";
import { type LongMode, findKustoType } from "../../mapping/kusto-types.ts";
import { identifierOf } from "../../model/identifier.ts";
import type { Column, Schema } from "../../model/schema.ts";
import { quote, HuntgenError } from "../../problems.ts";
import { readSchema, type SchemaOfExports } from "../../read-schema.ts";
import { resolveSideName } from "./side-name.ts";
import { withRevision } from "./git-revision.ts";

export interface Side {
  readonly schema: Schema;
  readonly locate: SchemaOfExports["locate"];
}

/** Reads a side. Throws a `HuntgenError` if it is none, or has problems of its own. */
export function readSide(name: string, config: Config): Side {
  const side = resolveSideName(name);
  if (side.kind === "revision") return readRevision(side.revision, side.commit);
  if (!statSync(side.path).isDirectory()) {
    return readManifestSide(side.path, readFileSync(side.path, "utf8"));
  }
  if (existsSync(path.join(side.path, configFileName))) {
    return readSchema(loadConfig(side.path === "." ? "" : side.path));
  }
  const input = path.join(side.path, config.input);
  return readSchema({ ...config, input: existsSync(input) ? input : side.path });
}

/** A revision is read with its own configuration, or the defaults if it has none: never with today's. */
function readRevision(name: string, commit: string): Side {
  return withRevision(name, commit, ({ root, checkOut }) => {
    const laidOut = path.join(root, "exports");
    let input = "";
    // Problems and locations name a file by its path in the revision, not where it was laid out.
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
      const { schema, locate } = readSchema({ ...own, input: laidOut });
      return {
        schema,
        locate(table, column) {
          const location = locate(table, column);
          return location && { ...location, file: original(location.file) };
        },
      };
    } catch (error) {
      if (!(error instanceof HuntgenError)) throw error;
      const problems = error.problems.map((problem) =>
        problem.file.startsWith(root)
          ? { ...problem, file: `${name}:${original(problem.file)}` }
          : problem,
      );
      throw new HuntgenError(problems);
    }
  });
}

function readManifestSide(file: string, text: string): Side {
  const manifest = parseManifest(file, text);
  const tables = manifest.map(({ name, export: source, columns }) => ({
    name,
    identifier: identifierOf(name),
    source,
    columns: columns.map((entry): Column => readColumn(file, name, entry)),
  }));
  return { schema: { tables }, locate: () => undefined };
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
  throw new HuntgenError([{ code: "no-schema", file, line: 0, message }]);
}
