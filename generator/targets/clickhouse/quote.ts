// Prints names and text as literals of ClickHouse.

/** Prints a string literal. Characters other than printable ASCII are escaped as the bytes of UTF-8. */
export function printClickhouseText(text: string): string {
  return `'${escape(text, "'")}'`;
}

/** Prints the name of a table or a column. A quoted name is never a keyword. */
export function printClickhouseName(name: string): string {
  return `\`${escape(name, "`")}\``;
}

function escape(text: string, end: string): string {
  return text.replace(/[\\]|[^\x20-\x7E]|['`]/gu, (character) => {
    if (character === "\\") return "\\\\";
    if (character === "'" || character === "`")
      return character === end ? `\\${character}` : character;
    return [...new TextEncoder().encode(character)]
      .map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`)
      .join("");
  });
}
