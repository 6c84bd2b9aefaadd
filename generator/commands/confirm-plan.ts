// Asks before exports are overwritten. If the user cannot be asked, nothing is written.

import type { PlannedFile } from "../add/plan-exports.ts";
import { pluralize } from "../pluralize.ts";
import { visible } from "../problems.ts";
import { ask, printStatus } from "./terminal.ts";

/** Returns the files that replace others. */
export function overwrittenBy<File extends PlannedFile>(files: readonly File[]): readonly File[] {
  return files.filter(({ kind }) => kind === "changed" || kind === "replaced");
}

/** Returns whether to write: with `--yes`, or if the user agrees. Otherwise reports that nothing was written. */
export async function confirmPlan(
  files: readonly PlannedFile[],
  input: string,
  { yes, canAsk = true }: { readonly yes?: boolean | undefined; readonly canAsk?: boolean },
): Promise<boolean> {
  if (yes === true) return true;
  const { length } = overwrittenBy(files);
  const question = `Overwrite ${pluralize(length, "export")} in ${visible(input)}?`;
  const answer = canAsk ? await ask(length === 0 ? "Continue?" : question) : undefined;
  if (answer === true) return true;
  printStatus(`Nothing was written.${answer === undefined ? " To overwrite, pass --yes" : ""}`);
  return false;
}
