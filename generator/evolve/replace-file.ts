// A text -> a file, all or nothing.

import { randomBytes } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";

/** Writes a file beside its place and renames it. */
export function replaceFile(file: string, text: string): void {
  const aside = `${file}.huntgen-${process.pid}-${randomBytes(4).toString("hex")}`;
  try {
    writeFileSync(aside, text, { flag: "wx" });
    renameSync(aside, file);
  } finally {
    rmSync(aside, { force: true });
  }
}
