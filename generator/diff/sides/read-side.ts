// Reads one side of a comparison with the line of each column: a directory of exports, a
// manifest.json, or a git revision.

import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { type Config, configFileName, loadConfig } from "../../config.ts";
import { readShippedTables } from "../../ingest/shipped-exports.ts";
import { findMisreadings } from "../../model/find-misreadings.ts";
import type { Schema } from "../../model/schema.ts";
import { isError, type Problem, quote, HuntgenError } from "../../problems.ts";
import { readSchema, type SchemaOfExports } from "../../read-schema.ts";
import { readTextFile } from "../../read-text-file.ts";
import { readManifestSchema } from "./manifest-schema.ts";
import { resolveSideName } from "./side-name.ts";
import { withRevision } from "./git-revision.ts";

export interface Side {
  readonly schema: Schema;
  readonly warnings: SchemaOfExports["warnings"];
  readonly locate: SchemaOfExports["locate"];
}

/**
 * Reads a side. Throws a `HuntgenError` if the name does not resolve to a schema, or the schema has
 * errors.
 */
export function readSide(name: string, config: Config): Side {
  const side = resolveSideName(name);
  if (side.kind === "revision") return readRevision(side.revision, side.commit);
  if (statSync(side.path, { throwIfNoEntry: false })?.isDirectory() !== true)
    return readManifestSide(side.path);
  if (existsSync(path.join(side.path, configFileName))) {
    return readSchema(loadConfig(side.path === "." ? "" : side.path));
  }
  const input = path.join(side.path, config.input);
  return readSchema({ ...config, input: existsSync(input) ? input : side.path });
}

/** Reads a revision with its own configuration or, if it has no configuration, with the defaults. */
function readRevision(name: string, commit: string): Side {
  return withRevision(name, commit, ({ root, checkOut }) => {
    const checkedOut = path.join(root, "exports");
    let input = "";
    // Problems and locations show the path in the revision, not the temporary path.
    const original = (file: string): string => {
      const inRoot = path.relative(root, file);
      const inExports = path.relative(checkedOut, file);
      return inExports.startsWith("..") ? inRoot : path.join(input, inExports);
    };
    const inRevision = (problem: Problem): Problem =>
      problem.file.startsWith(root)
        ? { ...problem, file: `${name}:${original(problem.file)}` }
        : problem;
    try {
      checkOut("", root, configFileName);
      const own = loadConfig(root);
      input = path.relative(root, own.input);
      if (checkOut(input, checkedOut) === 0) {
        refuse(name, `this revision has no exports in ${quote(input === "" ? "." : input)}`);
      }
      const { schema, warnings, locate } = readSchema({ ...own, input: checkedOut });
      return {
        schema,
        warnings: warnings.map(inRevision),
        locate(table, column) {
          const location = locate(table, column);
          return location && { ...location, file: original(location.file) };
        },
      };
    } catch (error) {
      if (!(error instanceof HuntgenError)) throw error;
      throw new HuntgenError(error.problems.map(inRevision));
    }
  });
}

function readManifestSide(file: string): Side {
  const read = readTextFile(file);
  if (read.kind !== "text") {
    return refuse(
      file,
      read.kind === "missing" ? "no such file" : `cannot be read (${read.reason})`,
    );
  }
  const schema = readManifestSchema(read.text);
  if (typeof schema === "string") return refuse(file, schema);
  const misread = findMisreadings(schema, [], readShippedTables).filter(isError);
  if (misread.length > 0) {
    // A manifest has no lines of the exports that it was generated from.
    throw new HuntgenError(misread.map((problem) => ({ ...problem, file, line: 0 })));
  }
  return { schema, warnings: [], locate: () => undefined };
}

function refuse(file: string, message: string): never {
  throw new HuntgenError([{ code: "no-schema", file, line: 0, message }]);
}
