// Prints names for commands of Kusto, which the parser accepts only in brackets for some of them.

import { kqlText } from "./kql-text.ts";

/** Prints the name of a table, a column or a function. A quoted name is never a keyword. */
export function printKustoName(name: string): string {
  return `[${kqlText(name)}]`;
}
