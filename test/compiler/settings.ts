// Lists settings of projects, and which compilers reject the generated code with them.

import type { Compiler } from "../support/tsc.ts";

export interface Settings {
  readonly name: string;
  /** The type in package.json. */
  readonly type?: "module" | "commonjs";
  readonly options: Readonly<Record<string, unknown>>;
  /** A configuration that tsconfig.json extends. */
  readonly base?: Readonly<Record<string, unknown>>;
  readonly importExtension?: ".js" | ".ts" | "none";
  /** The compilers that reject the generated code. */
  readonly rejectedBy: readonly Compiler[];
  /** What has to be set according to the warnings; empty without a warning. */
  readonly remedies?: readonly string[];
  /** The compilers that do not accept the settings themselves, whatever they compile. */
  readonly invalidFor?: readonly Compiler[];
}

const both = ["5.5", "newest"] as const;

/** What `tsc --init` of TypeScript 7 writes. */
const init7 = {
  module: "nodenext",
  target: "esnext",
  types: [],
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  strict: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  moduleDetection: "force",
  skipLibCheck: true,
};

/** What `tsc --init` of TypeScript 5.5 writes. */
const init5 = {
  target: "es2016",
  module: "commonjs",
  esModuleInterop: true,
  strict: true,
  skipLibCheck: true,
};

/**
 * The parts of the library of ES2022 that the generated code uses. In TypeScript 5.5, `es2022.error` also needs
 * ES2021.
 */
const parts = ["es2022.error", "es2022.array", "es2022.object"];

const bundler = { module: "esnext", moduleResolution: "bundler", strict: true };
const typeModule = '"type": "module"';
const target = '"target": "es2022"';
const commonJs = '"module": "nodenext" here and "type": "module"';

export const settings: readonly Settings[] = [
  {
    name: "tsc --init of 7 and npm init",
    type: "commonjs",
    options: init7,
    rejectedBy: both,
    remedies: [typeModule],
  },
  {
    name: "tsc --init of 7 without a type",
    options: init7,
    rejectedBy: both,
    remedies: [typeModule],
  },
  { name: "tsc --init of 7 in a module", type: "module", options: init7, rejectedBy: [] },
  { name: "tsc --init of 5.5", options: init5, rejectedBy: both, remedies: [target] },
  {
    name: "tsc --init of 5.5 in a module",
    type: "module",
    options: init5,
    rejectedBy: both,
    remedies: [target],
  },
  { name: "no options", options: {}, rejectedBy: ["5.5"], remedies: [target] },
  {
    name: "only verbatimModuleSyntax",
    options: { verbatimModuleSyntax: true },
    rejectedBy: ["5.5"],
    remedies: [commonJs, target],
  },
  { name: "node16", options: { module: "Node16", strict: true }, rejectedBy: [] },
  { name: "nodenext without a target", options: { module: "NodeNext" }, rejectedBy: [] },
  {
    name: "nodenext with isolatedModules",
    type: "commonjs",
    options: { module: "nodenext", isolatedModules: true },
    rejectedBy: [],
  },
  {
    name: "node16 with verbatimModuleSyntax",
    options: { module: "Node16", verbatimModuleSyntax: true },
    rejectedBy: both,
    remedies: [typeModule],
  },
  { name: "a bundler", options: { ...bundler, target: "es2022" }, rejectedBy: [] },
  {
    name: "a bundler with verbatimModuleSyntax",
    type: "commonjs",
    options: { ...bundler, target: "ES2022", verbatimModuleSyntax: true },
    rejectedBy: [],
  },
  {
    name: "preserve",
    options: { module: "preserve", target: "es2022", verbatimModuleSyntax: true },
    rejectedBy: [],
  },
  {
    name: "CommonJS",
    options: { module: "commonjs", target: "es2022", strict: true },
    rejectedBy: [],
  },
  {
    name: "CommonJS with verbatimModuleSyntax",
    options: { module: "CommonJS", target: "es2022", verbatimModuleSyntax: true },
    rejectedBy: both,
    remedies: [commonJs],
  },
  {
    name: "CommonJS with verbatimModuleSyntax in a module",
    type: "module",
    options: { module: "commonjs", target: "es2022", verbatimModuleSyntax: true },
    rejectedBy: both,
    remedies: [commonJs],
  },
  {
    name: "ES2015",
    options: { ...bundler, target: "es2015" },
    rejectedBy: both,
    remedies: [target],
  },
  {
    name: "ES2021",
    options: { ...bundler, target: "es2021" },
    rejectedBy: both,
    remedies: [target],
  },
  {
    name: "ES2020 with a newer library",
    options: { ...bundler, target: "es2020", lib: ["ES2022"] },
    rejectedBy: [],
  },
  {
    name: "ES2018 with a newer library",
    options: { ...bundler, target: "es2018", lib: ["dom", "es2023"] },
    rejectedBy: [],
  },
  {
    name: "Next.js",
    options: {
      ...bundler,
      target: "ES2017",
      lib: ["dom", "dom.iterable", "esnext"],
      isolatedModules: true,
    },
    rejectedBy: [],
  },
  {
    name: "Next.js with verbatimModuleSyntax",
    options: {
      ...bundler,
      target: "ES2017",
      lib: ["dom", "dom.iterable", "esnext"],
      verbatimModuleSyntax: true,
      isolatedModules: true,
    },
    rejectedBy: [],
  },
  {
    name: "ES2017 with its own library",
    options: { ...bundler, target: "ES2017" },
    rejectedBy: both,
    remedies: [target],
  },
  {
    name: "ES2015 with a newer library",
    options: { ...bundler, target: "ES6", lib: ["es2022"] },
    rejectedBy: [],
  },
  {
    name: "ES5 with a newer library",
    options: { ...bundler, target: "es5", lib: ["es2022"] },
    rejectedBy: ["5.5"],
    remedies: [target],
    invalidFor: ["newest"],
  },
  {
    name: "an older library",
    options: { ...bundler, target: "es2022", lib: ["es2020", "dom"] },
    rejectedBy: both,
    remedies: ['add "es2022" to "lib"'],
  },
  {
    name: "the needed parts of the library",
    options: {
      ...bundler,
      target: "es2022",
      lib: ["es2020", ...parts],
    },
    rejectedBy: [],
    invalidFor: ["5.5"],
  },
  ...["error", "array", "object"].map((part) => ({
    name: `the library without es2022.${part}`,
    options: {
      ...bundler,
      target: "es2022",
      lib: ["es2021", "esnext.disposable", ...parts.filter((each) => each !== `es2022.${part}`)],
    },
    rejectedBy: both,
    remedies: ['add "es2022" to "lib"'],
  })),
  {
    name: "the needed parts of an older library",
    options: { ...bundler, target: "es2022", lib: ["es2019", ...parts] },
    rejectedBy: both,
    remedies: ['add "es2022" to "lib"'],
    invalidFor: ["5.5"],
  },
  {
    name: "all needed parts of an older library",
    options: {
      ...bundler,
      target: "es2022",
      lib: ["es2019", "es2020.bigint", "es2020.promise", "es2020.string", ...parts],
    },
    rejectedBy: [],
    invalidFor: ["5.5"],
  },
  { name: "modules of ES2015", options: { module: "es2015", target: "es2022" }, rejectedBy: [] },
  {
    name: "options of a base",
    base: init7,
    options: { noUncheckedIndexedAccess: false },
    rejectedBy: both,
    remedies: [typeModule],
  },
  {
    name: "options that override a base",
    base: init7,
    options: { verbatimModuleSyntax: false },
    rejectedBy: [],
  },
  {
    name: "imports with .ts",
    importExtension: ".ts",
    options: { ...bundler, target: "es2022" },
    rejectedBy: both,
    remedies: ['"allowImportingTsExtensions": true'],
  },
  {
    name: "imports with .ts that are allowed",
    importExtension: ".ts",
    options: { ...bundler, target: "es2022", allowImportingTsExtensions: true },
    rejectedBy: [],
  },
  {
    name: "imports with .ts that are rewritten",
    importExtension: ".ts",
    type: "module",
    options: { module: "nodenext", rewriteRelativeImportExtensions: true },
    rejectedBy: [],
    invalidFor: ["5.5"],
  },
  {
    name: "imports without an extension",
    importExtension: "none",
    options: { ...bundler, target: "es2022" },
    rejectedBy: [],
  },
  {
    name: "imports without an extension in a module of Node",
    importExtension: "none",
    type: "module",
    options: { module: "nodenext" },
    rejectedBy: both,
    remedies: ['"importExtension": ".js"'],
  },
  {
    name: "imports without an extension in CommonJS of Node",
    importExtension: "none",
    options: { module: "nodenext" },
    rejectedBy: [],
  },
];
