// Formats modules on a thread of the pool.

import { format } from "./format.ts";

/** The text of a module, formatted and with its banner. */
export function formatModule(text: string): Promise<string> {
  return format("typescript", text);
}
