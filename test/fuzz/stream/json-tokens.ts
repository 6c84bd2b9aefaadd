// Splits JSON text into tokens, and finds the texts of members and items.

export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Returns the tokens of a text. If it is not JSON, returns what would be a token in JSON. */
export function tokensOf(text: string): Token[] {
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}:,]|[^\s"[\]{}:,]+/gs;
  return [...text.matchAll(tokens)].map((found) => ({
    text: found[0],
    start: found.index,
    end: found.index + found[0].length,
  }));
}

/**
 * Returns the text of every item of `records`, from its first token to its last one. The message is
 * JSON.
 */
export function recordTexts(message: string): string[] {
  const list = memberTexts(message).get("records");
  return list === undefined ? [] : itemTexts(list);
}

/**
 * Returns the texts of an object's values by key. As in `JSON.parse`, the last of two members
 * counts.
 */
export function memberTexts(object: string): ReadonlyMap<string, string> {
  const tokens = tokensOf(object);
  const found = new Map<string, string>();
  // After the brace that opens the object: key, colon, value, comma.
  for (let at = 1; tokens[at]?.text !== "}";) {
    const end = valueEnd(tokens, at + 2);
    const key: string = JSON.parse(tokens[at]?.text ?? "");
    found.set(key, object.slice(tokens[at + 2]?.start, tokens[end - 1]?.end));
    at = tokens[end]?.text === "," ? end + 1 : end;
  }
  return found;
}

function itemTexts(list: string): string[] {
  const tokens = tokensOf(list);
  const items: string[] = [];
  for (let at = 1; tokens[at]?.text !== "]";) {
    const end = valueEnd(tokens, at);
    items.push(list.slice(tokens[at]?.start, tokens[end - 1]?.end));
    at = tokens[end]?.text === "," ? end + 1 : end;
  }
  return items;
}

/** Returns the token after a value that begins with a token. */
function valueEnd(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    const token = tokens[at]?.text;
    if (token === "{" || token === "[") depth += 1;
    if (token === "}" || token === "]") depth -= 1;
    if (depth === 0) return at + 1;
  }
  throw new Error("the text is not JSON");
}
