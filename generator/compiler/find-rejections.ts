// Finds settings of a project with which the compiler rejects the generated code. If the settings
// are not certain, nothing is reported. test/compiler/ compares this with the compilers.

import path from "node:path";
import { findNodeAtLocation, getNodeValue } from "jsonc-parser";
import type { Config } from "../config.ts";
import { lineAt } from "../json-syntax.ts";
import type { Problem } from "../problems.ts";
import {
  type CompilerOption,
  type CompilerOptions,
  findAbove,
  readCompilerOptions,
  readTree,
} from "./read-tsconfig.ts";

/** The edition of ECMAScript whose library the generated code uses. */
const neededLibrary = 2022;
/** The parts of that library that it uses, and the edition of the other parts. */
const neededParts = { names: ["es2022.array", "es2022.error", "es2022.object"], others: 2020 };
/** The oldest edition to which compilers can translate its syntax. */
const neededSyntax = 2015;

/** Returns a warning for each setting that has to be changed. */
export function findRejections(config: Config): readonly Problem[] {
  // A generated package has settings of its own.
  const file = config.package === undefined ? findAbove(config.out, "tsconfig.json") : undefined;
  const options = file === undefined ? undefined : readCompilerOptions(file);
  if (file === undefined || options === undefined) return [];
  const project = readProject(file, options, config.out);
  return [findCommonJs(project), findOldLibrary(project), findExtension(project, config)]
    .filter((found) => found !== undefined)
    .map(({ option, message }) => ({
      code: "compiler-settings",
      file: shown(option?.file ?? file),
      line: option?.line ?? 0,
      message,
    }));
}

interface Project {
  readonly options: CompilerOptions;
  readonly module: string;
  /** The edition of the target; undefined if it is not certain. */
  readonly target: number | undefined;
  /** Whether the compiler treats the generated modules as CommonJS. */
  readonly isCommonJs: boolean;
  /** The package.json that applies to the output, and its `type`. */
  readonly packageFile: string | undefined;
  readonly type: CompilerOption | undefined;
}

interface Finding {
  /** The setting to change; undefined if it is not set. */
  readonly option: Pick<CompilerOption, "file" | "line"> | undefined;
  readonly message: string;
}

function readProject(file: string, options: CompilerOptions, out: string): Project {
  const version = typescriptVersion(file);
  const isOld = version !== undefined && version < 6;
  const targetName = options.get("target")?.value;
  const written = options.get("module")?.value;
  const namedTarget = typeof targetName === "string" ? editionOf(targetName) : undefined;
  // Until version 5, the defaults were ES5 and CommonJS.
  const usualModule = isOld && (namedTarget ?? 5) < 2015 ? "commonjs" : "esnext";
  const module = typeof written === "string" ? written : usualModule;
  const isNode = /^node(?:\d+|next)$/.test(module);
  const usualTarget = isNode ? 2022 : isOld ? 5 : version === undefined ? undefined : 2025;
  const packageFile = findAbove(out, "package.json");
  const type = packageFile === undefined ? undefined : readType(packageFile);
  const isCommonJs = module === "commonjs" || (isNode && type?.value !== "module");
  const target = targetName === undefined ? usualTarget : namedTarget;
  return { options, module, target, isCommonJs, packageFile, type };
}

function findCommonJs({
  options,
  module,
  isCommonJs,
  packageFile,
  type,
}: Project): Finding | undefined {
  const verbatim = options.get("verbatimModuleSyntax");
  if (verbatim?.value !== true || !isCommonJs) return undefined;
  const packageJson = packageFile === undefined ? "a package.json" : shown(packageFile);
  if (module !== "commonjs") {
    return {
      option: type ?? (packageFile === undefined ? undefined : { file: packageFile, line: 0 }),
      message: `the compiler will reject the generated code as CommonJS, because of "module": "${module}" and "verbatimModuleSyntax"; set "type": "module" in ${packageJson}`,
    };
  }
  return {
    option: options.get("module") ?? verbatim,
    message: `the compiler will reject the generated code, because "verbatimModuleSyntax" does not allow ES modules with "module": "commonjs"; set "module": "nodenext" here and "type": "module" in ${packageJson}`,
  };
}

function findOldLibrary({ options, target }: Project): Finding | undefined {
  if (target === undefined || options.get("noLib")?.value === true) return undefined;
  const option = options.get("target");
  if (target < neededSyntax) {
    return {
      option,
      message: `the compiler will reject the generated code, which needs ES2015 or later; set "target": "es2022"`,
    };
  }
  const lib = options.get("lib");
  if (!Array.isArray(lib?.value)) {
    if (target >= neededLibrary) return undefined;
    const message = `the compiler will reject the generated code, which needs the library of ES2022; set "target": "es2022"`;
    return { option, message };
  }
  if (includesLibrary(lib.value.map(String)) !== false) return undefined;
  const message = `the compiler will reject the generated code, which needs the library of ES2022; add "es2022" to "lib"`;
  return { option: lib, message };
}

/** Whether names of libraries, in lower case, contain what the generated code uses; undefined if uncertain. */
function includesLibrary(names: readonly string[]): boolean | undefined {
  const edition = Math.max(0, ...names.map((name) => editionOf(name) ?? 0));
  if (edition >= neededLibrary) return true;
  const hasParts = neededParts.names.every((name) => names.includes(name));
  if (!hasParts || edition >= neededParts.others) return hasParts;
  // Other names may be parts of the older editions, such as "es2020.bigint".
  return names.some((name) => /^es\d+\./.test(name) && !neededParts.names.includes(name))
    ? undefined
    : false;
}

function findExtension(
  { options, module, isCommonJs }: Project,
  { importExtension, configFile }: Config,
): Finding | undefined {
  const isOn = (name: string): boolean => options.get(name)?.value === true;
  if (
    importExtension === ".ts" &&
    !isOn("allowImportingTsExtensions") &&
    !isOn("rewriteRelativeImportExtensions")
  ) {
    return {
      option: undefined,
      message: `the compiler will reject imports of ".ts" files; set "allowImportingTsExtensions": true, or "importExtension": ".js" in ${configFile}`,
    };
  }
  if (importExtension === "none" && module.startsWith("node") && !isCommonJs) {
    return {
      option: options.get("module"),
      message: `the compiler will reject imports without an extension; set "importExtension": ".js" in ${configFile}`,
    };
  }
  return undefined;
}

/** The edition of ECMAScript that a target or library names, such as 2022; undefined for another name. */
function editionOf(name: string): number | undefined {
  if (name === "esnext") return 9999;
  if (name === "es6") return 2015;
  const digits = /^es(\d+)$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The major version of the installed compiler; undefined if it is not installed near the configuration. */
function typescriptVersion(file: string): number | undefined {
  const found = findAbove(path.dirname(file), "node_modules/typescript/package.json");
  const tree = found === undefined ? undefined : readTree(found)?.tree;
  const node = tree === undefined ? undefined : findNodeAtLocation(tree, ["version"]);
  const major = Number.parseInt(String(node?.value), 10);
  return Number.isNaN(major) ? undefined : major;
}

function readType(file: string): CompilerOption | undefined {
  const read = readTree(file);
  const node = read === undefined ? undefined : findNodeAtLocation(read.tree, ["type"]);
  if (read === undefined || node === undefined) return undefined;
  return { value: getNodeValue(node), file, line: lineAt(read.text, node.offset) };
}

function shown(file: string): string {
  return path.relative(".", file).split(path.sep).join("/");
}
