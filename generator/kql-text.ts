// Prints names and literals in Kusto queries.

/** Prints the name of a table or column, quoted unless it is certainly not a keyword. */
export function kqlName(name: string): string {
  // All keywords of Kusto are in lower case, so only names with an upper-case first letter need no quotes.
  return /^[A-Z]\w*$/.test(name) ? name : `[${kqlText(name)}]`;
}

/** Prints a Kusto string literal. Characters other than printable ASCII are escaped. */
export function kqlText(text: string): string {
  const escaped = text.replace(/["\\]|[^\x20-\x7E]/g, (character) =>
    character === '"' || character === "\\"
      ? `\\${character}`
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `"${escaped}"`;
}
