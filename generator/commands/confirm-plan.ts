// Asks before files are overwritten. If the user cannot be asked, nothing is overwritten.

import { ask, printStatus } from "./terminal.ts";

/** Returns whether to write: with `--yes`, or if the user agrees. Reports that nothing was written. */
export async function confirmPlan(
  question: string,
  { yes, canAsk = true }: { readonly yes?: boolean | undefined; readonly canAsk?: boolean },
): Promise<boolean> {
  if (yes === true) return true;
  const answer = canAsk ? await ask(question) : undefined;
  if (answer === true) return true;
  printStatus(`Nothing was written.${answer === undefined ? " To overwrite, pass --yes" : ""}`);
  return false;
}
