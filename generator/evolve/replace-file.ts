// A text -> a file, all or nothing.

import { randomBytes } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { SchemaError } from "../problems.ts";

/** Writes a file beside its place and renames it. Throws a `SchemaError` where the system refuses. */
export function replaceFile(file: string, text: string): void {
  const aside = `${file}.huntgen-${process.pid}-${randomBytes(4).toString("hex")}`;
  try {
    writeFileSync(aside, text, { flag: "wx" });
    renameSync(aside, file);
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    const message = `cannot be written, nothing was changed: ${error.message}`;
    throw new SchemaError([{ code: "unwritable-output", file, line: 0, message }]);
  } finally {
    rmSync(aside, { force: true });
  }
}
