// Ajv on an emitted schema file: the judge that `is` and `validate` must agree with. It knows nothing
// of huntgen but the file.

import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2020, type AnySchemaObject, type ValidateFunction } from "ajv/dist/2020.js";

/** Bounds as the schema has them in JSON; JavaScript's numbers can only stand near them. */
const minLong = -(2n ** 63n);
const maxLong = 2n ** 63n - 1n;

function complain(...args: readonly unknown[]): void {
  throw new Error(`Ajv complains: ${args.map(String).join(" ")}`);
}

/** Ajv as strict as it can be: whatever it would only log, it throws. */
export function strictAjv(): Ajv2020 {
  return new Ajv2020({
    allErrors: true,
    ownProperties: true,
    strict: true,
    logger: { log: complain, warn: complain, error: complain },
  });
}

/** Reads the emitted schema of a table. */
export function readSchemaFile(out: string, identifier: string): AnySchemaObject {
  return JSON.parse(readFileSync(path.join(out, `schemas/${identifier}.schema.json`), "utf8"));
}

/** Tells the wrong columns of a row; undefined where the value is no row. */
export type Judge = (row: unknown) => ReadonlySet<string> | undefined;

/** Ajv leaves a property named `__proto__` out, as unsafe; it is judged under another name. */
const protoAlias = "\0proto";

/**
 * A judge of a table. Longs that are bigints stand for JSON's integers, which have no upper end:
 * in `bigintColumns` they are judged as such.
 */
export function buildJudge(schema: AnySchemaObject, bigintColumns: ReadonlySet<string>): Judge {
  const renamed = {
    ...schema,
    properties: Object.fromEntries(
      Object.entries(schema["properties"] ?? {}).map(([key, value]) => [alias(key), value]),
    ),
  };
  const validate: ValidateFunction = strictAjv().compile(renamed);
  return (row) => {
    const isRow = typeof row === "object" && row !== null && !Array.isArray(row);
    if (validate(isRow ? toJson(row, bigintColumns) : row)) return new Set();
    const paths = (validate.errors ?? []).map(({ instancePath }) => instancePath);
    if (paths.includes("")) return undefined;
    return new Set(paths.map((pointer) => columnOf(pointer)));
  };
}

function alias(key: string): string {
  return key === "__proto__" ? protoAlias : key;
}

function toJson(row: object, bigintColumns: ReadonlySet<string>): Record<string, unknown> {
  const json: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of Object.entries(row)) {
    const isLong = typeof value === "bigint" && bigintColumns.has(key);
    json[alias(key)] = isLong ? toInteger(value) : value;
  }
  return json;
}

/** A number that is within the bounds of 64 bits exactly where the bigint is. */
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
