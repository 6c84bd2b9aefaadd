// Finds the emitters that the configuration names: the built-in ones, modules next to the configuration and
// packages. Loads no module.

import { statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { closest, distance } from "fastest-levenshtein";
import { resolve } from "import-meta-resolve";
import type { Config, EmitterChoice } from "../config.ts";
import { type ProblemCode, quote } from "../problems.ts";
import { builtInEmitters } from "./built-in.ts";
import type { EmitterOptions } from "./emitter-module.ts";

/** Reports a problem of an emitter; `index` is its position in the configuration. */
export type ReportEmitter = (index: number, code: ProblemCode, message: string) => void;

export interface FoundEmitter {
  readonly index: number;
  /** As the configuration names it. */
  readonly use: string;
  /** The folder that the emitter writes, relative to the output directory. */
  readonly folder: string;
  readonly options: EmitterOptions;
  /** The URL of its module; undefined if it is a built-in emitter. */
  readonly url: string | undefined;
}

/** Finds every emitter of a configuration, and reports those that do not exist. */
export function findEmitters(
  { emitters, configFile }: Pick<Config, "emitters" | "configFile">,
  report: ReportEmitter,
): readonly FoundEmitter[] {
  return emitters.flatMap((choice, index) => {
    const { use, out, options = {} } = settingsOf(choice);
    const isBuiltIn = Object.hasOwn(builtInEmitters, use);
    const url = isBuiltIn ? undefined : findModule(use, configFile);
    if (url instanceof Error) {
      const message = `cannot find the emitter ${quote(use)}${adviceFor(use, url)}`;
      report(index, "unknown-emitter", message);
      return [];
    }
    return [{ index, use, folder: out ?? folderOf(use), options, url }];
  });
}

/** The files of the emitters next to the configuration, which `--watch` watches. */
export function emitterFiles({ emitters, configFile }: Config): readonly string[] {
  return emitters
    .map((choice) => settingsOf(choice).use)
    .filter((use) => use.startsWith("."))
    .map((use) => path.resolve(path.dirname(configFile), use));
}

function settingsOf(choice: EmitterChoice): Exclude<EmitterChoice, string> {
  return typeof choice === "string" ? { use: choice } : choice;
}

/** The name of a module without its folders and its extension: `my-emitter` for `./emit/my-emitter.js`. */
function folderOf(use: string): string {
  return path.posix.basename(use).replace(/\.[cm]?[jt]s$/, "");
}

/** Resolves the name as an `import` in the configuration's directory would. */
function findModule(use: string, configFile: string): string | Error {
  try {
    const url = resolve(use, pathToFileURL(path.resolve(configFile)).href);
    const isFile =
      !url.startsWith("file:") ||
      (statSync(fileURLToPath(url), { throwIfNoEntry: false })?.isFile() ?? false);
    return isFile ? url : new Error("missing");
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Names that differ more are not misspelled. */
const mostTypos = 2;

function adviceFor(use: string, error: Error): string {
  if (use.startsWith("."))
    return "; write the path of a module, with its extension, relative to the configuration";
  // The package exists, so another name would not help.
  if ("code" in error && error.code === "ERR_PACKAGE_PATH_NOT_EXPORTED")
    return "; its package has no such export";
  const [scope = "", name = ""] = use.split("/");
  const packageName = use.startsWith("@") ? `${scope}/${name}` : scope;
  const nearest = closest(use, Object.keys(builtInEmitters));
  const advice = `package, install ${quote(packageName)}; for a file, write "./" before its path`;
  return distance(use, nearest) <= mostTypos
    ? `, did you mean ${quote(nearest)}? For a ${advice}`
    : `; for a ${advice}`;
}
