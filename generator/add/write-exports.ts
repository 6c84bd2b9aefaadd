// Writes planned exports to their directory atomically: a failure changes no export.

import path from "node:path";
import { directoryOf } from "../replace/paths.ts";
import { replaceFiles } from "../replace/replace-files.ts";
import type { WaitOptions } from "../replace/turn.ts";
import { refusal } from "../replace/write-problem.ts";
import { type PlannedFile, readText } from "./plan-exports.ts";

/**
 * Writes new and changed exports. Throws a `HuntgenError` if the system refuses; nothing is changed
 * then.
 */
export async function writeExports(
  input: string,
  planned: readonly PlannedFile[],
  options?: WaitOptions,
): Promise<void> {
  const changed = planned.filter(({ kind }) => kind !== "same");
  if (changed.length === 0) return;
  const directory = directoryOf(input);
  // The user has approved the plan, so the files must still be as they were planned.
  const isAsPlanned = (): boolean => {
    for (const { path: shown, file, onDisk } of changed) {
      if (readText(path.join(directory.root, file)) === onDisk) continue;
      throw refusal(shown, "has changed since it was compared, so nothing was written; run again");
    }
    return true;
  };
  const changes = changed.map(({ file, text }) => ({ path: file, text }));
  // If another run has taken the turn over, take it again.
  while (!(await replaceFiles(directory, changes, isAsPlanned, options)));
}
