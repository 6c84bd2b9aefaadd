// Builds the judges that `is` and `validate` must agree with from an emitted schema file: Ajv and
// Hyperjump, two validators that share no code. They use nothing of huntgen but the file.

import { readFileSync } from "node:fs";
import path from "node:path";
// These modules belong to one library: each adds its edition to it, and exports the same functions.
import { unregisterSchema, validate } from "@hyperjump/json-schema/draft-07";
import {
  registerSchema,
  type SchemaObject,
  type Validator,
} from "@hyperjump/json-schema/draft-2020-12";
import { Ajv, type AnySchemaObject } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";

/** Bounds as they are in the schema's JSON. JavaScript's numbers can only approximate them. */
const minLong = -(2n ** 63n);
const maxLong = 2n ** 63n - 1n;

function complain(...args: readonly unknown[]): void {
  throw new Error(`Ajv complains: ${args.map(String).join(" ")}`);
}

/** The editions of JSON Schema that are emitted. */
export type Edition = "2020-12" | "draft-07";

const strictness = {
  allErrors: true,
  ownProperties: true,
  strict: true,
  logger: { log: complain, warn: complain, error: complain },
} as const;

/**
 * Creates an Ajv as strict as possible, for either edition: it throws whatever it would only log.
 */
export function strictAjv(edition: Edition = "2020-12"): Ajv {
  return edition === "draft-07"
    ? new Ajv({ ...strictness, allowUnionTypes: true })
    : new Ajv2020(strictness);
}

export const metaSchemas = {
  "2020-12": "https://json-schema.org/draft/2020-12/schema",
  "draft-07": "http://json-schema.org/draft-07/schema#",
} as const satisfies Record<Edition, string>;

/** The folder of each edition in the generated tree. */
export const editionFolders = {
  "2020-12": "schemas",
  "draft-07": "schemas/draft-07",
} as const satisfies Record<Edition, string>;

/** Reads the emitted schema of a table. */
export function readSchemaFile(
  out: string,
  identifier: string,
  edition: Edition = "2020-12",
): AnySchemaObject {
  const file = path.join(out, editionFolders[edition], `${identifier}.schema.json`);
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Returns a JSON pointer for each problem of a value, or an empty list if the value is valid. */
export type FindWrong = (value: unknown) => readonly string[];

/** Compiles a schema with Ajv, together with the schemas that it refers to. */
export function compileByAjv(
  schema: AnySchemaObject,
  others: readonly AnySchemaObject[] = [],
): FindWrong {
  const ajv = strictAjv(String(schema["$schema"]).includes("draft-07") ? "draft-07" : "2020-12");
  const check = ajv.addSchema([...others]).compile(schema);
  return (value) =>
    check(value) ? [] : (check.errors ?? []).map(({ instancePath }) => instancePath);
}

/** Does the same with Hyperjump, which also checks each schema against its meta-schema. */
export async function compileByHyperjump(
  schema: AnySchemaObject,
  others: readonly AnySchemaObject[] = [],
): Promise<FindWrong> {
  const documents: readonly SchemaObject[] = [schema, ...others];
  for (const document of documents) registerSchema(document);
  const check = await validate(String(schema["$id"]));
  // Its registry is global, so a schema that stays there would hide that a later document lacks it.
  for (const { $id } of documents) unregisterSchema(String($id));
  return (value) => {
    if (!isJson(value)) throw new Error("Hyperjump takes JSON values and nothing else");
    const result = check(value, "BASIC");
    const errors = result.valid ? [] : (result.errors ?? []);
    return errors.map(({ instanceLocation }) => decodeURIComponent(instanceLocation.slice(1)));
  };
}

/** The wrong columns of a row, or undefined if the value is not a row. */
type Verdict = ReadonlySet<string> | undefined;

export type Judge = (row: unknown) => Verdict;

/** A judge that accepts only JSON values. */
export type JsonJudge = (row: unknown) => Verdict | "no JSON";

type Json = Parameters<Validator>[0];

/**
 * Some validators omit a property named `__proto__`, as unsafe, so it is checked under another
 * name.
 */
const protoAlias = "\0proto";

/**
 * Builds a judge of a table. Bigints represent JSON's integers, which have no upper bound, in the
 * columns of `bigintColumns`.
 */
export function buildJudge(schema: AnySchemaObject, bigintColumns: ReadonlySet<string>): Judge {
  const findWrong = compileByAjv(renameProto(schema));
  return (row) => columnsOf(findWrong(toJson(row, bigintColumns)));
}

/** Does the same with Hyperjump. */
export async function buildJsonJudge(
  schema: AnySchemaObject,
  bigintColumns: ReadonlySet<string>,
): Promise<JsonJudge> {
  const findWrong = await compileByHyperjump(renameProto(schema));
  return (row) => {
    const value = toJson(row, bigintColumns);
    return isJson(value) ? columnsOf(findWrong(value)) : "no JSON";
  };
}

function isJson(value: unknown): value is Json {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) {
    return value === null || typeof value === "string" || typeof value === "boolean";
  }
  const isPlain = [Object.prototype, Array.prototype, null].includes(Object.getPrototypeOf(value));
  if (!isPlain || Object.getOwnPropertySymbols(value).length > 0) return false;
  return Object.values(value).every(isJson);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function renameProto(schema: AnySchemaObject): AnySchemaObject {
  const columns = Object.entries(schema["properties"] ?? {});
  const properties = Object.fromEntries(columns.map(([key, value]) => [alias(key), value]));
  return { ...schema, properties };
}

/**
 * Returns the columns that the pointers name, or undefined if a pointer names the row as a whole.
 */
function columnsOf(pointers: readonly string[]): Verdict {
  return pointers.includes("") ? undefined : new Set(pointers.map(columnOf));
}

function alias(key: string): string {
  return key === "__proto__" ? protoAlias : key;
}

function toJson(row: unknown, bigintColumns: ReadonlySet<string>): unknown {
  if (!isObject(row)) return row;
  const json: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of Object.entries(row)) {
    const isLong = typeof value === "bigint" && bigintColumns.has(key);
    json[alias(key)] = isLong ? toInteger(value) : value;
  }
  return json;
}

/** Returns a number that is within the bounds of 64 bits if and only if the bigint is. */
function toInteger(value: bigint): number {
  if (value > maxLong) return 2 ** 70;
  if (value < minLong) return -(2 ** 70);
  return Number(value);
}

function columnOf(pointer: string): string {
  const [, first = ""] = pointer.split("/");
  const key = first.replaceAll("~1", "/").replaceAll("~0", "~");
  return key === protoAlias ? "__proto__" : key;
}
