// Reads the options of the tsconfig.json that compiles a directory, with the configurations that it extends.

import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
} from "jsonc-parser";
import { lineAt } from "../json-syntax.ts";

export interface CompilerOption {
  /** As JavaScript values; texts in lower case, as the compiler reads them. */
  readonly value: unknown;
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

export type CompilerOptions = ReadonlyMap<string, CompilerOption>;

/** The most bytes of a configuration that is read. */
const longestFile = 2 ** 20;
/** The most configurations that extend each other. */
const mostExtended = 50;

/** Finds a file in a directory or the directories above it. Returns an absolute path. */
export function findAbove(directory: string, file: string): string | undefined {
  for (let each = path.resolve(directory); ; each = path.dirname(each)) {
    const found = path.join(each, file);
    if (isFile(found)) return found;
    if (each === path.dirname(each)) return undefined;
  }
}

/** Whether a path is a file, as far as it can be read: warnings are not a reason to fail. */
function isFile(location: string): boolean {
  try {
    return statSync(location, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false;
  }
}

/**
 * Returns the options of a configuration. Returns undefined if they are not certain: a file cannot be read,
 * or the configuration only refers to others.
 */
export function readCompilerOptions(file: string): CompilerOptions | undefined {
  const tree = readTree(file)?.tree;
  const files: unknown = valueAt(tree, "files");
  const isOnlyReferences =
    Array.isArray(files) && files.length === 0 && valueAt(tree, "include") === undefined;
  return isOnlyReferences ? undefined : readExtended(file, { left: mostExtended });
}

function readExtended(file: string, budget: { left: number }): CompilerOptions | undefined {
  budget.left -= 1;
  const read = budget.left < 0 ? undefined : readTree(file);
  if (read === undefined) return undefined;
  const { tree, text } = read;
  const options = new Map<string, CompilerOption>();
  const extended: unknown = valueAt(tree, "extends") ?? [];
  for (const name of Array.isArray(extended) ? extended : [extended]) {
    const base = typeof name === "string" ? resolveExtended(file, name) : undefined;
    const inherited = base === undefined ? undefined : readExtended(base, budget);
    if (inherited === undefined) return undefined;
    for (const [key, option] of inherited) options.set(key, option);
  }
  for (const property of findNodeAtLocation(tree, ["compilerOptions"])?.children ?? []) {
    const [key, node] = property.children ?? [];
    if (key === undefined || node === undefined) continue;
    const value: unknown = getNodeValue(node);
    options.set(String(key.value), {
      value: lowerCase(value),
      file,
      line: lineAt(text, key.offset),
    });
  }
  return options;
}

function lowerCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerCase);
  return typeof value === "string" ? value.toLowerCase() : value;
}

/** Finds the configuration that `extends` names: a path, or a module of a package. */
function resolveExtended(file: string, name: string): string | undefined {
  if (/^\.{1,2}(?:\/|$)/.test(name) || path.isAbsolute(name)) {
    const named = path.resolve(path.dirname(file), name);
    return [named, `${named}.json`].find(isFile);
  }
  const { resolve } = createRequire(file);
  for (const each of [name, `${name}.json`, `${name}/tsconfig.json`]) {
    try {
      const found = resolve(each);
      if (found.endsWith(".json")) return found;
    } catch {
      // The package does not have a module of this name.
    }
  }
  return undefined;
}

function valueAt(tree: Node | undefined, key: string): unknown {
  const node = tree === undefined ? undefined : findNodeAtLocation(tree, [key]);
  return node === undefined ? undefined : getNodeValue(node);
}

interface Read {
  readonly tree: Node;
  readonly text: string;
}

/** Reads JSON with comments and trailing commas; undefined if it cannot be read. */
export function readTree(file: string): Read | undefined {
  try {
    const status = statSync(file);
    if (!status.isFile() || status.size > longestFile) return undefined;
    const text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
    const errors: ParseError[] = [];
    const tree = parseTree(text, errors, { allowTrailingComma: true });
    return tree?.type === "object" && errors.length === 0 ? { tree, text } : undefined;
  } catch {
    return undefined;
  }
}
