// Planned exports -> the directory of the exports. Each file is written beside its place and takes it
// by a rename; where one cannot be, all are as they were.

import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Problem, SchemaError } from "../problems.ts";
import type { PlannedExport } from "./plan-exports.ts";

/** Writes what is new or changed. Throws a `SchemaError` where the system refuses; nothing is changed then. */
export function writeExports(planned: readonly PlannedExport[]): void {
  const files = planned.filter(({ kind }) => kind !== "same");
  const replaced: { readonly path: string; readonly before: Uint8Array | undefined }[] = [];
  let current = files[0]?.path ?? "";
  try {
    for (const file of files) {
      current = file.path;
      mkdirSync(path.dirname(file.path), { recursive: true });
      writeFileSync(besideName(file.path), file.text);
    }
    for (const file of files) {
      current = file.path;
      const before = readBytes(file.path);
      renameSync(besideName(file.path), file.path);
      replaced.push({ path: file.path, before });
    }
  } catch (error) {
    for (const each of replaced) restore(each.path, each.before);
    if (!(error instanceof Error && "syscall" in error)) throw error;
    const message = `cannot be written, nothing was changed: ${error.message}`;
    const problem: Problem = { code: "unwritable-output", file: current, line: 0, message };
    throw new SchemaError([problem]);
  } finally {
    for (const file of files) rmSync(besideName(file.path), { force: true });
  }
}

function restore(location: string, before: Uint8Array | undefined): void {
  if (before === undefined) {
    rmSync(location, { force: true });
  } else {
    writeFileSync(besideName(location), before);
    renameSync(besideName(location), location);
  }
}

/** Hidden, so that no run takes it for an export. */
function besideName(location: string): string {
  const { dir, base } = path.parse(location);
  return path.join(dir, `.${base}.huntgen-new-${process.pid}`);
}

function readBytes(location: string): Uint8Array | undefined {
  try {
    return readFileSync(location);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
