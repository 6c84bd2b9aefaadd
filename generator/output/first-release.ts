// Clears what killed runs of version 0.1.0 left next to the output: it built a new tree there, and
// moved the old one there.

import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
} from "node:fs";
import path from "node:path";
import { compare, type Problem } from "../problems.ts";
import { removeEmptied } from "../replace/folders.ts";
import type { Directory } from "../replace/paths.ts";
import { readManifest } from "./manifest.ts";
import { isWritten } from "./ownership.ts";
import { listFiles } from "./read-output.ts";

/** Returns a warning for each tree that holds foreign files. */
export function clearFirstRelease({ root, shown }: Directory): Problem[] {
  const { dir, base } = path.parse(root);
  if (!existsSync(dir)) return [];
  const prefix = `.${base}.huntgen-`;
  const suffix = /^(?:new|old)-\d+-[0-9a-f]+$/;
  const names = readdirSync(dir)
    .filter((name) => name.startsWith(prefix) && suffix.test(name.slice(prefix.length)))
    .toSorted(compare);
  return names.flatMap((name): Problem[] => {
    const tree = path.join(dir, name);
    if (!lstatSync(tree).isDirectory()) return [];
    if (name.startsWith(`${prefix}new-`)) {
      // What is not generated in it is a second name or a copy of what the output holds.
      rmSync(tree, { recursive: true, force: true });
      return [];
    }
    // The run was killed between its two renames.
    if (!existsSync(root) && readManifest(tree) !== undefined) {
      renameSync(tree, root);
      return [];
    }
    const foreign = removeOwn(tree, root);
    if (foreign === 0) return [];
    const file = path.join(path.dirname(shown), name).split(path.sep).join("/");
    const files = foreign === 1 ? "1 of its files is" : `${foreign} of its files are`;
    const message = `left by a killed run of huntgen 0.1.0, and not empty (${files} not huntgen's); move what you need, then remove it`;
    return [{ code: "left-over", file, line: 0, message }];
  });
}

/** Removes what huntgen has written, and what the output holds too; returns how much is left. */
function removeOwn(tree: string, out: string): number {
  const files = readManifest(tree)?.files ?? {};
  const current = readManifest(out)?.files ?? {};
  for (const file of listFiles(tree)) {
    const location = path.join(tree, file);
    if (!lstatSync(location).isFile()) continue;
    const text = readFileSync(location, "utf8").replace(/\r\n/g, "\n");
    const listed = Object.hasOwn(files, file) ? files[file] : undefined;
    const isOwn = isWritten(file, text, listed) || Object.hasOwn(current, file);
    if (!isOwn && !isSame(location, path.join(out, file))) continue;
    rmSync(location);
    removeEmptied(tree, file);
  }
  try {
    rmdirSync(tree);
    return 0;
  } catch {
    return readdirSync(tree, { withFileTypes: true, recursive: true }).length;
  }
}

function isSame(location: string, other: string): boolean {
  const found = lstatSync(other, { throwIfNoEntry: false });
  return found?.isFile() === true && readFileSync(location).equals(readFileSync(other));
}
