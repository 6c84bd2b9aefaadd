// Marks the output as generated in .gitattributes, and keeps its line endings. Lines of others stay.

import { lstatSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { createFile, replaceFile } from "../replace/replace-file.ts";
import { refusal, writeProblem } from "../replace/write-problem.ts";

export const attributesFile = ".gitattributes";

/** Adds a line for the output if there is none. Returns a function that writes it, or undefined. */
export function planAttributes(out: string): (() => boolean) | undefined {
  const pattern = patternOf(out);
  if (pattern === undefined) return undefined;
  const line = `${pattern} linguist-generated text eol=lf\n`;
  const before = readAttributes();
  if (before === undefined) return () => createFile(attributesFile, line);
  // The text of others may be in any encoding, so only its lines in ASCII are compared.
  const lines = before.toString("latin1").split(/\r?\n/);
  const isMarked = lines.some(
    (each) => each.startsWith(`${pattern} `) && each.includes("linguist-generated"),
  );
  if (isMarked) return () => false;
  const separator = before.length === 0 || before.at(-1) === 0x0a ? "" : "\n";
  return () => {
    replaceFile(attributesFile, Buffer.concat([before, Buffer.from(separator + line)]));
    return true;
  };
}

function readAttributes(): Buffer | undefined {
  try {
    if (lstatSync(attributesFile, { throwIfNoEntry: false }) === undefined) return undefined;
    // Reading a pipe could wait forever, and writing replaces what is there.
    if (statSync(attributesFile, { throwIfNoEntry: false })?.isFile() !== true) {
      throw refusal(attributesFile, "is not a file, but lines must be added to it; move it");
    }
    return readFileSync(attributesFile);
  } catch (error) {
    throw writeProblem({ root: path.resolve(attributesFile), shown: attributesFile }, error);
  }
}

/** The pattern of git for a directory below the working directory. */
function patternOf(out: string): string | undefined {
  const relative = path.relative(".", out).split(path.sep).join("/");
  const isOutside = relative === "" || relative.startsWith("..") || path.isAbsolute(relative);
  // A name with control characters needs escapes that git does not read back on every system.
  if (isOutside || /\p{Cc}/u.test(relative)) return undefined;
  const literal = `${relative.replace(/^!|[\\*?[]/g, "\\$&")}/**`;
  return /^[\w./@+*-]+$/.test(literal) ? literal : `"${literal.replace(/["\\]/g, "\\$&")}"`;
}
