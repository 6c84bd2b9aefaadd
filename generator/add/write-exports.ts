// Writes planned exports to the directory of the exports, all or none.

import path from "node:path";
import { directoryOf } from "../replace/paths.ts";
import { replaceFiles } from "../replace/replace-files.ts";
import type { WaitOptions } from "../replace/turn.ts";
import { refusal } from "../replace/write-problem.ts";
import { type PlannedExport, readText } from "./plan-exports.ts";

/** Writes what is new or changed. Throws a `HuntgenError` if the system refuses; nothing is changed then. */
export async function writeExports(
  input: string,
  planned: readonly PlannedExport[],
  options?: WaitOptions,
): Promise<void> {
  const changed = planned.filter(({ kind }) => kind !== "same");
  if (changed.length === 0) return;
  const directory = directoryOf(input);
  // The user has agreed to what the plan said, and to nothing else.
  const isAsPlanned = (): boolean => {
    for (const { path: shown, file, onDisk } of changed) {
      if (readText(path.join(directory.root, file)) === onDisk) continue;
      throw refusal(shown, "has changed since it was compared, so nothing was written; run again");
    }
    return true;
  };
  const changes = changed.map(({ file, text }) => ({ path: file, text }));
  // A turn that another run has taken over is taken again.
  while (!(await replaceFiles(directory, changes, isAsPlanned, options)));
}
