// Splits text into its lines that are not blank.

export interface Line {
  /** Without white space at its end. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** Returns the lines that are not blank, or only the first ones. */
export function filledLines(text: string, most: number = Infinity): Line[] {
  const lines: Line[] = [];
  let line = 1;
  for (let start = 0; start <= text.length && lines.length < most; line++) {
    const end = text.indexOf("\n", start);
    const filled = text.slice(start, end < 0 ? text.length : end).trimEnd();
    if (filled !== "") lines.push({ text: filled, line });
    if (end < 0) break;
    start = end + 1;
  }
  return lines;
}
