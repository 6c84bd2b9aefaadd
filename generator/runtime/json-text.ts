// Characters of JSON text, by their place.

/** Whether a quote stands there that no backslash makes a part of a string. */
export function isPlainQuote(text: string, at: number): boolean {
  if (text[at] !== '"') return false;
  let backslashes = 0;
  while (text[at - 1 - backslashes] === "\\") backslashes += 1;
  return backslashes % 2 === 0;
}

/** Whether a UTF-16 code unit is white space of JSON. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** The first place that is no white space, from one on. */
export function skipSpace(text: string, at: number): number {
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** The first place that is no white space, from one backwards. */
export function skipSpaceBack(text: string, at: number): number {
  while (isSpace(text.charCodeAt(at))) at -= 1;
  return at;
}
