// The flags that several commands share, and the configuration that they give.

import type { Argv } from "yargs";
import { type Config, directoryPath, loadConfig } from "../config.ts";

/** Adds a command to the program. */
export type Command = (program: Argv) => Argv;

/** Stands for `-` on its way through yargs, which drops it from a list of words. */
const dash = "\0-";

/** The words of a command line, for yargs. */
export function wordsForYargs(words: readonly string[]): string[] {
  return words.map((word) => (word === "-" ? dash : word));
}

/** The names of files as they were given; `-` stands for standard input. */
export function fileNames(words: readonly string[]): string[] {
  return words.map((word) => (word === dash ? "-" : word));
}

/** Of a flag that is given twice, the last one counts. */
export const last = (value: string | readonly string[]): string =>
  typeof value === "string" ? value : (value.at(-1) ?? "");

export const inputFlag = {
  type: "string",
  requiresArg: true,
  coerce: last,
  describe: "Directory of the saved exports [default: input-schemas]",
} as const;
export const outFlag = {
  type: "string",
  requiresArg: true,
  coerce: last,
  describe: "Directory of the generated code [default: generated]",
} as const;

export const formatFlag = {
  choices: ["text", "json", "markdown", "github", "sarif"],
  default: "text",
  describe: "How to tell: for people, programs, pull requests, annotations of GitHub, or SARIF",
} as const;

export type Format = (typeof formatFlag.choices)[number];

export const checkFormats = ["text", "json", "github"] as const;
export type CheckFormat = (typeof checkFormats)[number];

export interface Directories {
  readonly input?: string | undefined;
  readonly out?: string | undefined;
}

/** The configuration of the working directory; flags win. */
export function configure({ input, out }: Directories): Config {
  const config = loadConfig();
  return {
    ...config,
    input: directoryPath(input ?? config.input),
    out: directoryPath(out ?? config.out),
  };
}

/** The flags that a command was given, to be given again. */
export function flagsOf({ input, out }: Directories): string {
  const flags = Object.entries({ input, out });
  return flags
    .map(([name, value]) => (value === undefined ? "" : ` --${name} ${shellWord(value)}`))
    .join("");
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
