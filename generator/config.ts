// Reads huntgen.config.json into a complete configuration, or reports every problem with it. It is
// validated with the same JSON Schema that editors use.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { ErrorObject } from "ajv";
import { closest } from "fastest-levenshtein";
import { findNodeAtLocation, type Node } from "jsonc-parser";
import path from "node:path";
import { lineAt, parseSyntaxTree } from "./json-syntax.ts";
import type { LongMode } from "./mapping/kusto-types.ts";
import type { LongOptions } from "./model/build-schema.ts";
import { HuntgenError, type Problem, quote, sortProblems } from "./problems.ts";
import { readTextFile } from "./read-text-file.ts";

export const configFileName = "huntgen.config.json";

/** How generated modules import each other. */
export type ImportExtension = ".js" | ".ts" | "none";

export interface PackageOptions {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly repository?: string | PackageRepository;
  readonly homepage?: string;
  /** URL of the issue tracker. */
  readonly bugs?: string;
  readonly keywords?: readonly string[];
  /** Whether a README.md is generated; true by default. */
  readonly readme?: boolean;
}

interface PackageRepository {
  readonly url: string;
  /** Path of the package in the repository. */
  readonly directory?: string;
}

export interface JsonSchemaOptions {
  /** Whether to generate the schemas in draft-07 as well as in 2020-12. */
  readonly draft07: boolean;
}

/** Old names that generated types keep as deprecated names, and the version that removes them. */
export interface LegacyNames {
  readonly until: string;
  /** `OldTable` to `NewTable`, `Table.OldColumn` to `Table.NewColumn`. */
  readonly renames: Readonly<Record<string, string>>;
}

/**
 * The name of an emitter: a built-in one, a module such as `./my-emitter.js`, or a package. `out` is its
 * folder in the output directory.
 */
export type EmitterChoice =
  | string
  | {
      readonly use: string;
      readonly out?: string;
      readonly options?: Readonly<Record<string, unknown>>;
    };

/** All options of the generator. Paths are relative to the working directory. */
export interface Config {
  /** Path of the configuration file, for problems in it. */
  readonly configFile: string;
  readonly input: string;
  readonly out: string;
  readonly exclude: readonly string[];
  readonly long: LongOptions;
  readonly importExtension: ImportExtension;
  readonly jsonSchema: JsonSchemaOptions;
  readonly package: PackageOptions | undefined;
  /** Confirmed renames: `OldTable` to `NewTable`, `Table.OldColumn` to `Table.NewColumn`. */
  readonly renames: Readonly<Record<string, string>>;
  readonly legacyNames: LegacyNames | undefined;
  /** Emitters that write further files. Modules are relative to the configuration file. */
  readonly emitters: readonly EmitterChoice[];
  /** Directories, files and patterns of hunting queries; empty if the project has no queries. */
  readonly queries: readonly string[];
  /** Directory of saved functions that queries call. */
  readonly functions: string;
  /** Whether tables have the columns of a workspace; undefined if the command decides. */
  readonly workspace: boolean | undefined;
}

/** The content of `huntgen.config.json`, as huntgen.config.schema.json describes it. */
interface ConfigFile {
  readonly input?: string;
  readonly out?: string;
  readonly exclude?: readonly string[];
  readonly long?: LongMode | Partial<LongOptions>;
  readonly importExtension?: ImportExtension;
  readonly jsonSchema?: Partial<JsonSchemaOptions>;
  readonly package?: PackageOptions;
  readonly renames?: Readonly<Record<string, string>>;
  readonly legacyNamesUntil?: string;
  readonly emitters?: readonly EmitterChoice[];
  readonly queries?: string | readonly string[];
  readonly functions?: string;
  readonly workspace?: boolean;
}

// Loaded only if there is a configuration: loading it takes a third of the time of a run without one.
const loadAjv = (): typeof import("ajv") => createRequire(import.meta.url)("ajv");

const schemaLocation = new URL("../huntgen.config.schema.json", import.meta.url);

/** Reads the configuration of a directory. Without a file, every option has its default. */
export function loadConfig(directory = ""): Config {
  const configFile = path.join(directory, configFileName);
  const text = readConfig(configFile);
  const file = text === undefined ? {} : parseConfig(configFile, text);
  const long = typeof file.long === "string" ? { default: file.long } : (file.long ?? {});
  const renames = file.renames ?? {};
  return {
    configFile,
    input: directoryPath(path.join(directory, file.input ?? "input-schemas")),
    out: directoryPath(path.join(directory, file.out ?? "generated")),
    exclude: file.exclude ?? [],
    long: { default: long.default ?? "exact", columns: long.columns ?? {} },
    importExtension: file.importExtension ?? ".js",
    jsonSchema: { draft07: file.jsonSchema?.draft07 ?? false },
    package: file.package,
    renames,
    legacyNames:
      file.legacyNamesUntil === undefined ? undefined : { until: file.legacyNamesUntil, renames },
    emitters: file.emitters ?? [],
    queries: [file.queries ?? []].flat().map((each) => directoryPath(path.join(directory, each))),
    functions: directoryPath(path.join(directory, file.functions ?? "functions")),
    workspace: file.workspace,
  };
}

/**
 * Removes the trailing slash that a shell adds on completion, so that messages show
 * `<directory>/<file>`.
 */
export function directoryPath(written: string): string {
  return written.replace(/(?<=[^\\/:])[\\/]+$/, "") || ".";
}

function parseConfig(file: string, text: string): ConfigFile {
  const parsed = parseSyntaxTree(text);
  if (parsed.kind === "error") {
    const { line, message } = parsed;
    throw new HuntgenError([{ code: "invalid-config", file, line, message }]);
  }
  const { tree } = parsed;
  const lineOf = (offset: number): number => lineAt(text, offset);
  const { Ajv } = loadAjv();
  const validate = new Ajv({ allErrors: true, verbose: true }).compile<ConfigFile>(
    JSON.parse(readFileSync(schemaLocation, "utf8")),
  );
  const value: unknown = JSON.parse(text);
  if (!validate(value)) {
    throw new HuntgenError(sortProblems(problemsOf(validate.errors ?? [], tree, file, lineOf)));
  }
  if (value.package !== undefined && value.importExtension === "none") {
    const line = lineOf(findNodeAtLocation(tree, ["importExtension"])?.offset ?? 0);
    const message = 'a package requires an import extension because Node does; use ".js" or ".ts"';
    throw new HuntgenError([{ code: "invalid-config", file, line, message }]);
  }
  return value;
}

/** Returns undefined if there is no configuration. */
function readConfig(file: string): string | undefined {
  const read = readTextFile(file);
  if (read.kind !== "unreadable") {
    return read.kind === "text" ? read.text.replace(/^\uFEFF/, "") : undefined;
  }
  const message = `cannot be read (${read.reason})`;
  throw new HuntgenError([{ code: "invalid-config", file, line: 0, message }]);
}

function problemsOf(
  errors: readonly ErrorObject[],
  tree: Node,
  file: string,
  lineOf: (offset: number) => number,
): Problem[] {
  const reported = errors.filter(({ keyword, instancePath }) => {
    // If a union fails, report only the errors inside the branch that the user meant.
    const inside = errors.some(
      (other) =>
        other.instancePath.startsWith(`${instancePath}/`) ||
        (other.instancePath === instancePath &&
          ["additionalProperties", "pattern"].includes(other.keyword)),
    );
    return !(inside && ["anyOf", "type", "enum"].includes(keyword));
  });
  const problems = new Map<string, Problem>();
  for (const error of reported) {
    const at = error.instancePath
      .split("/")
      .slice(1)
      .map((part) => part.replace(/~1/g, "/").replace(/~0/g, "~"));
    const unknownKey: unknown = error.params["additionalProperty"];
    const location = typeof unknownKey === "string" ? [...at, unknownKey] : at;
    const problem: Problem = {
      code: typeof unknownKey === "string" ? "unknown-config-key" : "invalid-config",
      file,
      line: lineOf(findNodeAtLocation(tree, toPath(tree, location))?.offset ?? tree.offset),
      message:
        typeof unknownKey === "string"
          ? `unknown key ${quote([...at, unknownKey].join("."))}, did you mean "${nearestKey(unknownKey, error)}"?`
          : `${at.length === 0 ? "the configuration" : quote(at.join("."))} ${meaning(error)}`,
    };
    problems.set(`${problem.line}${location.join("/")}${problem.code}`, problem);
  }
  return [...problems.values()];
}

/**
 * Converts array indexes, which are strings in JSON pointers, to the numbers that the syntax tree
 * expects.
 */
function toPath(tree: Node, location: readonly string[]): (string | number)[] {
  const steps: (string | number)[] = [];
  for (const step of location) {
    const parent = findNodeAtLocation(tree, steps);
    steps.push(parent?.type === "array" ? Number(step) : step);
  }
  return steps;
}

function nearestKey(key: string, error: ErrorObject): string {
  const known: unknown = error.parentSchema?.["properties"];
  return closest(key, Object.keys(known ?? {}));
}

function meaning(error: ErrorObject): string {
  const allowed: unknown = error.params["allowedValues"];
  if (Array.isArray(allowed))
    return `must be one of ${allowed.map((value) => `"${value}"`).join(", ")}`;
  if (error.keyword === "anyOf") return "must match one of the allowed types";
  if (error.keyword === "pattern") {
    const title: unknown = error.parentSchema?.["title"];
    return typeof title === "string" ? `must be ${title}` : "has an invalid format";
  }
  return error.message ?? "is not valid";
}
