// Finds the fences for KQL in Markdown.

interface Fence {
  readonly text: string;
  /** The offset of its first character. */
  readonly offset: number;
}

const languages = String.raw`\{?\.?(?:kql|kusto|kusto-query|csl)\b`;

/** Returns the contents of the fences that are not empty. */
export function fencesOf(source: string): Fence[] {
  const found: Fence[] = [];
  const opening = new RegExp(
    String.raw`^[ \t]*(\`{3,}|~{3,})[ \t]*${languages}[^\r\n]*\r?\n`,
    "gim",
  );
  for (let match = opening.exec(source); match !== null; match = opening.exec(source)) {
    const offset = opening.lastIndex;
    const [, marks = ""] = match;
    const closing = closingLine(source.slice(offset), marks.charAt(0), marks.length);
    const text = source.slice(offset, offset + closing.start);
    if (text.trim() !== "") found.push({ text, offset });
    opening.lastIndex = offset + closing.end;
  }
  return found;
}

/**
 * Finds the line that closes a fence. Authors often repeat the language there: such a line closes the fence
 * too, and opens another one only if its next line is not blank.
 */
function closingLine(
  rest: string,
  mark: string,
  length: number,
): { readonly start: number; readonly end: number } {
  const line = new RegExp(
    String.raw`^[ \t]*${mark}{${length},}[ \t]*(?:${languages}[^\r\n]*)?\r?$`,
    "im",
  );
  const match = line.exec(rest);
  if (match === null) return { start: rest.length, end: rest.length };
  const { 0: written, index: start } = match;
  const after = rest.slice(start + written.length);
  const opensAnother = /[a-z]/i.test(written) && /^\r?\n[ \t]*[^\s]/.test(after);
  return { start, end: opensAnother ? start : start + written.length };
}
