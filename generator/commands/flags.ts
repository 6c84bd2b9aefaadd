// Defines the flags that several commands share, and applies them to the configuration.

import type { Argv } from "yargs";
import { type Config, directoryPath, loadConfig } from "../config.ts";

/** Adds a command to the program. */
export type Command = (program: Argv) => Argv;

/** Replaces `-` while yargs parses the command line, because yargs drops it from a list of words. */
const dash = "\0-";

/** Prepares the words of a command line for yargs. */
export function wordsForYargs(words: readonly string[]): string[] {
  return words.map((word) => (word === "-" ? dash : word));
}

/** Restores the file names that the user wrote; `-` means standard input. */
export function fileNames(words: readonly string[]): string[] {
  return words.map((word) => (word === dash ? "-" : word));
}

/** Returns the last value of a flag that is repeated. */
export const last = (value: string | readonly string[]): string =>
  typeof value === "string" ? value : (value.at(-1) ?? "");

/** Does the same for a flag with choices, which yargs checks afterwards. */
export const lastChoice = <Choice extends string>(
  value: Choice | readonly [Choice, ...Choice[]],
): Choice => (typeof value === "string" ? value : (value.at(-1) ?? value[0]));

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

const formats = ["text", "json", "markdown", "github", "sarif", "html", "kql"] as const;
export type Format = (typeof formats)[number];

export const formatFlag = {
  type: "string",
  requiresArg: true,
  choices: formats,
  coerce: lastChoice<Format>,
  default: "text",
  describe: "Output format",
} as const;

export const checkFormats = ["text", "json", "github"] as const;
export type CheckFormat = (typeof checkFormats)[number];

export interface Directories {
  readonly input?: string | undefined;
  readonly out?: string | undefined;
}

/** Reads the configuration of the working directory. Flags override it. */
export function configure({ input, out }: Directories): Config {
  const config = loadConfig();
  return {
    ...config,
    input: directoryPath(input ?? config.input),
    out: directoryPath(out ?? config.out),
  };
}

/** Prints the flags of a command, to repeat them in another command line. */
export function flagsOf({ input, out }: Directories): string {
  const flags = Object.entries({ input, out });
  return flags
    .map(([name, value]) => (value === undefined ? "" : ` --${name} ${shellWord(value)}`))
    .join("");
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
