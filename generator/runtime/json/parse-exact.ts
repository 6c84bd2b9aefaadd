// Parses JSON without rounding integers. It reads as `JSON.parse` does, but an integer past 2^53 becomes a
// bigint, and an error names the unexpected character and its position. Nesting is not limited.

/** Thrown if a text is not JSON. */
export class JsonError extends SyntaxError {
  /** The position of the error, in characters from 0. */
  readonly position: number;

  constructor(problem: string, position: number) {
    super(`${problem} at position ${position}`);
    this.name = "JsonError";
    this.position = position;
  }
}

/**
 * By the grammar, an integer starts the text or follows one of these characters. An integer past 2^53 has at
 * least sixteen digits, so `JSON.parse` keeps all digits of a text that does not match.
 */
const perhapsLong = /(?:^|[\s:,[])-?[0-9]{16}/;
const numberToken = /^-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([Ee][+-]?[0-9]+)?$/;
/** The characters of numbers and words. */
const tokenText = /[-+.\w]*/y;
/** A quote, a backslash or a control character. */
const specialInString = /["\\]|[^ -\uFFFF]/g;
const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/y;
const escapeBeginning = /\\(?:u[0-9A-Fa-f]{0,3})?/y;
const space = /[ \t\n\r]*/y;

/** Parses a text. Throws a `JsonError` if it is not JSON. */
export function parseExact(text: string): unknown {
  if (!perhapsLong.test(text)) {
    try {
      return JSON.parse(text);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      // Parsed again for the position, which each engine reports in a different way, or not at all.
    }
  }
  return parseSlowly(text);
}

/** An object or array that is being read, and the key of the current member. */
type Level =
  { readonly object: { [key: string]: unknown }; key: string } | { readonly array: unknown[] };

function parseSlowly(text: string): unknown {
  const levels: Level[] = [];
  let at = skip(text, 0);
  for (;;) {
    let value: unknown;
    const character = text[at];
    if (character === "{") {
      at = skip(text, at + 1);
      if (text[at] !== "}") {
        const object = {};
        const key = readKey(text, at);
        at = key.end;
        levels.push({ object, key: key.value });
        continue;
      }
      at += 1;
      value = {};
    } else if (character === "[") {
      at = skip(text, at + 1);
      if (text[at] !== "]") {
        levels.push({ array: [] });
        continue;
      }
      at += 1;
      value = [];
    } else {
      const token = readToken(text, at);
      value = token.value;
      at = token.end;
    }
    // After a value: adds it to its container, and each container that ends here to the one around it.
    for (;;) {
      at = skip(text, at);
      const level = levels.at(-1);
      if (level === undefined) {
        if (at < text.length) throw unexpected(text, at);
        return value;
      }
      if ("array" in level) level.array.push(value);
      else setOwn(level.object, level.key, value);
      if (text[at] === ",") {
        at = skip(text, at + 1);
        if ("key" in level) {
          const key = readKey(text, at);
          level.key = key.value;
          at = key.end;
        }
        break;
      }
      if (text[at] !== ("array" in level ? "]" : "}")) throw unexpected(text, at);
      at += 1;
      value = "array" in level ? level.array : level.object;
      levels.pop();
    }
  }
}

/** Sets a member as `JSON.parse` does, for which `__proto__` is an ordinary key. */
function setOwn(object: { [key: string]: unknown }, key: string, value: unknown): void {
  if (key !== "__proto__") object[key] = value;
  else {
    Object.defineProperty(object, key, {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  }
}

interface Token<Value> {
  readonly value: Value;
  readonly end: number;
}

function readKey(text: string, at: number): Token<string> {
  if (text[at] !== '"') throw unexpected(text, at);
  const { value, end } = readString(text, at);
  const colon = skip(text, end);
  if (text[colon] !== ":") throw unexpected(text, colon);
  return { value, end: skip(text, colon + 1) };
}

function readToken(text: string, at: number): Token<unknown> {
  if (text[at] === '"') return readString(text, at);
  const end = endOf(tokenText, text, at);
  const token = text.slice(at, end);
  if (token === "null") return { value: null, end };
  if (token === "true" || token === "false") return { value: token === "true", end };
  const [number, fraction, exponent] = numberToken.exec(token) ?? [];
  if (number === undefined) throw unexpected(text, end === text.length ? end : at);
  const value = Number(token);
  const isLong = fraction === undefined && exponent === undefined && !Number.isSafeInteger(value);
  return { value: isLong ? BigInt(token) : value, end };
}

function readString(text: string, at: number): Token<string> {
  let hasEscape = false;
  let from = at + 1;
  for (;;) {
    specialInString.lastIndex = from;
    const position = specialInString.exec(text)?.index;
    if (position === undefined) throw unexpected(text, text.length);
    if (text[position] === '"') {
      const value: string = hasEscape
        ? JSON.parse(text.slice(at, position + 1))
        : text.slice(at + 1, position);
      return { value, end: position + 1 };
    }
    if (text[position] !== "\\") throw unexpected(text, position);
    hasEscape = true;
    from = endOf(escapeSequence, text, position);
    if (from === position) throw unexpected(text, endOf(escapeBeginning, text, position));
  }
}

function skip(text: string, at: number): number {
  return endOf(space, text, at);
}

/** Returns the end of a match that starts at a position, or the position if there is no match. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Names only the unexpected character, because the text around it may be personal data. */
function unexpected(text: string, at: number): JsonError {
  const code = text.codePointAt(at);
  if (code === undefined) return new JsonError("unexpected end of input", text.length);
  const shown =
    code > 32 && code < 127
      ? JSON.stringify(String.fromCodePoint(code))
      : `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return new JsonError(`unexpected ${shown}`, at);
}
