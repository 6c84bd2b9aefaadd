// Prints names and text as literals of Kusto.

/** Prints a string literal. Characters other than printable ASCII are escaped. */
export function printKustoText(text: string): string {
  const escaped = text.replace(/["\\]|[^\x20-\x7E]/g, (character) =>
    character === '"' || character === "\\"
      ? `\\${character}`
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `"${escaped}"`;
}

/** Prints the name of a table, a column or a function. A quoted name is never a keyword. */
export function printKustoName(name: string): string {
  return `[${printKustoText(name)}]`;
}
