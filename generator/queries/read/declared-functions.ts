// Reads the functions that `huntgen pull --source schema` has saved next to the exports, and declares each of
// them in KQL by its parameters and columns, since the service does not return what is in it.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSyntaxTree } from "../../json-syntax.ts";
import { printKustoName } from "../../kusto-text.ts";
import { findKustoType } from "../../mapping/kusto-types.ts";
import { HuntgenError } from "../../problems.ts";
import type { SavedFunction } from "../query.ts";

/** The name of the file, next to the exports. */
export const functionsFile = "huntgen.functions.json";

/** Returns no functions if the directory of exports has no such file. */
export function readDeclaredFunctions(directory: string): SavedFunction[] {
  const file = path.join(directory, functionsFile);
  if (!existsSync(file)) return [];
  const text = readFileSync(file, "utf8");
  const syntax = parseSyntaxTree(text);
  if (syntax.kind === "error") {
    const { line, message } = syntax;
    throw new HuntgenError([{ code: "not-json", file, line, message }]);
  }
  const value: unknown = JSON.parse(text);
  const declared = isRecord(value) ? listOf(value["functions"], declare) : undefined;
  if (declared === undefined) {
    const message = "not a list of functions; run: npx huntgen pull --source schema";
    throw new HuntgenError([{ code: "unreadable-file", file, line: 0, message }]);
  }
  return declared;
}

/** Returns undefined if the value does not describe a function. */
function declare(value: unknown): SavedFunction | undefined {
  if (!isRecord(value) || typeof value["name"] !== "string") return undefined;
  const { parameters: described } = value;
  // Kusto expects tables before scalars. The service sorts parameters by their names.
  const parameters = Array.isArray(described)
    ? listOf(
        described.toSorted((a, b) => Number(isTable(b)) - Number(isTable(a))),
        declareParameter,
      )
    : undefined;
  const columns = listOf(value["columns"], declareColumn);
  if (parameters === undefined || columns === undefined) return undefined;
  return {
    name: value["name"],
    parameters: `(${parameters.join(", ")})`,
    // A function without columns returns a scalar of an unknown type.
    body: columns.length === 0 ? "{ dynamic(null) }" : `{ datatable(${columns.join(", ")})[] }`,
  };
}

function declareColumn(value: unknown): string | undefined {
  if (!isRecord(value) || typeof value["name"] !== "string") return undefined;
  const type = typeOf(value);
  return type === undefined ? undefined : `${printKustoName(value["name"])}: ${type}`;
}

/** The type of a parameter can be a table, such as `(SHA1:string)`. */
function declareParameter(value: unknown): string | undefined {
  if (!isRecord(value) || typeof value["name"] !== "string") return undefined;
  const name = printKustoName(value["name"]);
  const type = typeOf(value);
  if (type === undefined)
    return `${name}: ${String(value["type"]).startsWith("(") ? "(*)" : "dynamic"}`;
  // Only whether there is a default value matters.
  if (value["default"] === undefined) return `${name}: ${type}`;
  return `${name}: ${type} = ${type === "string" ? '""' : `${type}(null)`}`;
}

function isTable(value: unknown): boolean {
  return isRecord(value) && String(value["type"]).startsWith("(");
}

function typeOf(value: Record<string, unknown>): string | undefined {
  return typeof value["type"] === "string" ? findKustoType(value["type"]) : undefined;
}

function listOf<Item>(
  value: unknown,
  convert: (item: unknown) => Item | undefined,
): Item[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map(convert).filter((item) => item !== undefined);
  return items.length === value.length ? items : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
