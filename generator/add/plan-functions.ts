// Plans the file of the functions that queries of a tenant can call: their parameters and columns.

import path from "node:path";
import type { ResultColumn } from "../ingest/cells/query-result.ts";
import { findKustoType } from "../mapping/kusto-types.ts";
import { compare, HuntgenError, type Problem, quote, visibleJson } from "../problems.ts";
import { functionsFile } from "../queries/read/declared-functions.ts";
import { type PlannedFile, readText } from "./plan-exports.ts";

/** A function as a service describes it. */
export interface SavedFunction {
  readonly name: string;
  readonly kind: "built-in" | "saved";
  readonly path: string | undefined;
  readonly description: string | undefined;
  readonly parameters: readonly {
    readonly name: string;
    readonly type: string;
    readonly default: string | undefined;
  }[];
  readonly columns: readonly ResultColumn[];
  /** The location of the function in a response, for problems. */
  readonly url: string;
  readonly line: number;
}

export interface FunctionPlan extends PlannedFile {
  readonly count: number;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Compares functions with the file in a directory. Throws a `HuntgenError` if a column has an unknown type.
 */
export function planFunctions(
  functions: readonly SavedFunction[],
  directory: string,
): FunctionPlan {
  const problems: Problem[] = [];
  const sorted = functions.toSorted(
    (a, b) =>
      compare(a.name, b.name) || compare(a.kind, b.kind) || compare(a.path ?? "", b.path ?? ""),
  );
  const printed = sorted.map((each) => printFunction(each, problems));
  if (problems.length > 0) throw new HuntgenError(problems);
  const text = `${visibleJson({ functions: printed }, 2)}\n`;
  const onDisk = readText(path.join(directory, functionsFile));
  const before = namesIn(onDisk);
  const names = new Set(functions.map(({ name }) => name));
  return {
    path: `${directory.split(path.sep).join("/")}/${functionsFile}`,
    file: functionsFile,
    text,
    onDisk,
    kind: onDisk === text ? "same" : onDisk === undefined ? "new" : "changed",
    count: functions.length,
    added: [...names].filter((name) => !before.has(name)).toSorted(compare),
    removed: [...before].filter((name) => !names.has(name)).toSorted(compare),
  };
}

function printFunction(each: SavedFunction, problems: Problem[]): object {
  const typeOf = ({ name, type = "" }: { name: string; type?: string | undefined }): string => {
    const known = findKustoType(type);
    if (known === undefined) {
      const message = `column ${quote(name)} of function ${quote(each.name)} has the unknown type ${quote(type)}`;
      problems.push({ code: "unknown-type", file: each.url, line: each.line, message });
    }
    return known ?? "";
  };
  return {
    name: each.name,
    kind: each.kind,
    path: each.path,
    description: each.description,
    // A parameter can be a table, such as `(Timestamp:datetime)`, which is not a scalar.
    parameters: each.parameters.map(({ name, type, default: usual }) => ({
      name,
      type: findKustoType(type) ?? type,
      default: usual,
    })),
    columns: each.columns.map((column) => ({
      name: column.name,
      type: typeOf(column),
      description: column.description,
    })),
  };
}

/** Returns the names of the functions in a file that huntgen wrote. */
function namesIn(text: string | undefined): ReadonlySet<string> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    const functions = isRecord(value) ? value["functions"] : undefined;
    const list: readonly unknown[] = Array.isArray(functions) ? functions : [];
    const names = list.map((each) => (isRecord(each) ? each["name"] : undefined));
    return new Set(names.filter((name) => typeof name === "string"));
  } catch {
    return new Set();
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
