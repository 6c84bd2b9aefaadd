// Words what is wrong with a command line. yargs reports some mistakes as lists on several lines.

import { quote } from "../problems.ts";

/** The messages of yargs that need other words. First, each captures a flag or the name of an argument. */
const rewordings: readonly (readonly [RegExp, (...captured: string[]) => string])[] = [
  [
    /^Invalid values:\n {2}Argument: ([^,]+), Given: (.*?), Choices: ("[^\n]*")/s,
    (flag = "", given = "", choices = "") => {
      const values = choices.replaceAll('"', "").replace(/, (?=[^,]*$)/, " or ");
      return `${flag} must be ${values}, got ${given}`;
    },
  ],
  [
    /^Missing dependent arguments:\n (\S+) -> (\S+)/,
    (flag, needed) => `${flag} requires --${needed}`,
  ],
  [
    /^Arguments (\S+) and (\S+) are mutually exclusive$/,
    (flag, other) => `${flag} and --${other} cannot be used together`,
  ],
  [/^Not enough arguments following: (\S+)$/, (flag) => `${flag} requires a value`],
  [
    /^Not enough non-option arguments: got (\d+), need at least (\d+)$/,
    (got, needed) => `expected at least ${needed} argument, got ${got}`,
  ],
];

/** Returns one sentence about a command line. `message` is that of yargs. */
export function describeUsageError(message: string, words: readonly string[]): string {
  if (message.startsWith("Did you mean ")) {
    return `Unknown command: ${quote(words[0] ?? "")}. ${message}`;
  }
  for (const [pattern, reword] of rewordings) {
    const [found, name = "", ...others] = pattern.exec(message) ?? [];
    if (found === undefined) continue;
    const isFlag = words.some((word) => word === `--${name}` || word.startsWith(`--${name}=`));
    return reword(isFlag ? `--${name}` : name, ...others);
  }
  return message;
}
