// Reads a text file of the user, or reports why it cannot be read.

import { lstatSync, readFileSync, statSync } from "node:fs";

export type TextFile =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "missing" }
  /** For example `EISDIR`, or `not a regular file`. */
  | { readonly kind: "unreadable"; readonly reason: string };

/** A link to a file that does not exist is not readable, which is different from a missing file. */
export function readTextFile(file: string): TextFile {
  try {
    if (lstatSync(file, { throwIfNoEntry: false }) === undefined) return { kind: "missing" };
    const status = statSync(file);
    // A pipe or a device may never end.
    if (!status.isFile() && !status.isDirectory()) {
      return { kind: "unreadable", reason: "not a regular file" };
    }
    return { kind: "text", text: readFileSync(file, "utf8") };
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return { kind: "unreadable", reason };
  }
}
