// Checks what an emitter has returned: a list of files, each with a text and a path of its own.

import { type ProblemCode, quote } from "../problems.ts";
import type { EmitModel } from "./emit-model.ts";
import { findPathFault, pathKey } from "./emitted-path.ts";
import type { EmittedFile } from "./emitter-module.ts";

/** `fault` continues a sentence whose subject is the emitter. */
type ReportFault = (code: ProblemCode, fault: string) => void;

/** Returns the valid files, and reports the others. */
export function checkReturned(
  returned: readonly unknown[],
  { tables }: EmitModel,
  report: ReportFault,
): readonly EmittedFile[] {
  const names = new Set(tables.map(({ name }) => name));
  const taken = createPaths();
  const files: EmittedFile[] = [];
  for (const [position, value] of returned.entries()) {
    const file = readFile(value, names);
    if (typeof file === "string") {
      report("invalid-emitter", `must return files, but item ${position} ${file}`);
      continue;
    }
    const about = file.table === undefined ? "" : ` (table ${quote(file.table)})`;
    const shown = `returned the path ${quote(file.path)}${about}`;
    const fault = findPathFault(file.path);
    if (fault !== undefined) {
      report("invalid-path", `${shown}, which ${fault}; return a path below its folder`);
      continue;
    }
    const other = taken.add(file.path);
    if (other === undefined) files.push(file);
    else if (other === file.path)
      report("colliding-paths", `${shown} twice; return each path once`);
    else {
      const advice = "return no path that differs only in letter case or is the folder of another";
      report("colliding-paths", `${shown} next to ${quote(other)}; ${advice}`);
    }
  }
  return files;
}

const members: ReadonlySet<string> = new Set(["path", "text", "table", "format"]);

/** Returns the file that a value is, or what is wrong with it. */
function readFile(value: unknown, tables: ReadonlySet<string>): EmittedFile | string {
  if (typeof value !== "object" || value === null) return `is ${kindOf(value)}`;
  const { path, text, table, format }: { [member in keyof EmittedFile]?: unknown } = value;
  const unknownMember = Object.keys(value).find((member) => !members.has(member));
  if (unknownMember !== undefined) return `has the unknown member ${quote(unknownMember)}`;
  if (typeof path !== "string") return `has ${kindOf(path)} as "path", expected text`;
  if (typeof text !== "string") return `has ${kindOf(text)} as "text", expected text`;
  // UTF-8 has no halves of surrogate pairs, so the file would never equal the text.
  if (/\p{Cs}/u.test(text)) return 'has half of a surrogate pair in its "text"';
  if (table !== undefined && !(typeof table === "string" && tables.has(table)))
    return `has ${typeof table === "string" ? quote(table) : kindOf(table)} as "table", expected the name of a table`;
  if (format !== undefined && format !== "typescript")
    return `has ${typeof format === "string" ? quote(format) : kindOf(format)} as "format", expected "typescript"`;
  return { path, text, table, format };
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}

/** Paths that do not collide, even if letter case is ignored. */
function createPaths(): { add(path: string): string | undefined } {
  const files = new Map<string, string>();
  /** The folders of the files, each with one of its files. */
  const folders = new Map<string, string>();
  return {
    /** Returns the path that a path collides with; adds it if there is none. */
    add(path) {
      const key = pathKey(path);
      const names = key.split("/");
      const above = names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
      const other = [key, ...above]
        .map((each) => files.get(each))
        .find((each) => each !== undefined);
      const collision = other ?? folders.get(key);
      if (collision !== undefined) return collision;
      files.set(key, path);
      for (const folder of above) folders.set(folder, path);
      return undefined;
    },
  };
}
