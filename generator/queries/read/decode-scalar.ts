// Decodes the text of JSON strings and YAML scalars, and remembers the position of each character.

export interface Decoded {
  readonly text: string;
  /** The offset in the source of each UTF-16 unit, and of the end. */
  readonly offsets: readonly number[];
}

class Builder {
  text = "";
  readonly offsets: number[] = [];

  add(text: string, offset: number): void {
    this.text += text;
    for (let unit = 0; unit < text.length; unit += 1) this.offsets.push(offset);
  }

  end(offset: number): Decoded {
    return { text: this.text, offsets: [...this.offsets, offset] };
  }
}

const escapes: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\u0007",
  b: "\b",
  e: "\u001B",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  N: "\u0085",
  _: "\u00A0",
  L: "\u2028",
  P: "\u2029",
};
const hexDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Decodes a string between double quotes, as JSON and YAML write it. `start` is after the quote. */
export function decodeDoubleQuoted(source: string, start: number, end: number): Decoded {
  const builder = new Builder();
  let at = start;
  while (at < end) {
    const next = source.charAt(at + 1);
    const digits = hexDigits[next];
    if (source.charAt(at) !== "\\") {
      at = foldBreak(source, at, end, builder);
    } else if (digits !== undefined) {
      const code = Number.parseInt(source.slice(at + 2, at + 2 + digits), 16);
      builder.add(next === "U" ? String.fromCodePoint(code) : String.fromCharCode(code), at);
      at += 2 + digits;
    } else if (/[\r\n]/.test(next)) {
      // An escaped line break joins two lines.
      at += /^\\(?:\r\n|\r|\n)[ \t]*/.exec(source.slice(at, end))?.[0].length ?? 2;
    } else {
      builder.add(escapes[next] ?? next, at);
      at += 2;
    }
  }
  return builder.end(end);
}

/** Decodes a YAML scalar between single quotes. */
export function decodeSingleQuoted(source: string, start: number, end: number): Decoded {
  const builder = new Builder();
  let at = start;
  while (at < end) {
    if (source.startsWith("''", at)) {
      builder.add("'", at);
      at += 2;
    } else {
      at = foldBreak(source, at, end, builder);
    }
  }
  return builder.end(end);
}

/** Decodes a YAML scalar without quotes. */
export function decodePlain(source: string, start: number, end: number): Decoded {
  const builder = new Builder();
  let at = start;
  while (at < end) at = foldBreak(source, at, end, builder);
  return builder.end(end);
}

/** Adds a character or, at a line break, what YAML folds it to. Returns the offset after it. */
function foldBreak(source: string, at: number, end: number, builder: Builder): number {
  const [blank] = /^[ \t]*(?:(?:\r\n|\r|\n)[ \t]*)+/.exec(source.slice(at, end)) ?? [];
  if (blank === undefined) {
    builder.add(source.charAt(at), at);
    return at + 1;
  }
  const breaks = blank.match(/\r\n|\r|\n/g)?.length ?? 0;
  builder.add(breaks === 1 ? " " : "\n".repeat(breaks - 1), at);
  return at + blank.length;
}

/**
 * Finds the position of each character of a YAML block scalar. `text` is the decoded text: its lines are
 * those of the source without their indentation, joined by line breaks or spaces.
 */
export function alignBlock(source: string, start: number, end: number, text: string): Decoded {
  const lines = [...source.slice(start, end).matchAll(/[^\r\n]+/g)].map(({ index, 0: line }) => ({
    line,
    offset: start + index,
  }));
  const indents = lines.flatMap(({ line }) => (line.trim() === "" ? [] : [line.search(/\S/)]));
  // The header may state a smaller indentation than that of the first line.
  const indent = indentOf(text, indents);
  const offsets: number[] = [];
  for (const { line, offset } of lines) {
    const content = line.slice(indent);
    if (content.trim() === "") continue;
    const found = text.indexOf(content, offsets.length);
    if (found < 0) break;
    while (offsets.length < found) offsets.push(offset + indent);
    for (let unit = 0; unit < content.length; unit += 1) offsets.push(offset + indent + unit);
  }
  while (offsets.length <= text.length) offsets.push(end);
  return { text, offsets };
}

function indentOf(text: string, indents: readonly number[]): number {
  const first = text.split("\n").find((line) => line.trim() !== "") ?? "";
  return Math.max(0, (indents[0] ?? 0) - first.search(/\S|$/));
}
