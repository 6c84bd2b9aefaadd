// Reads the names, types and texts of Kusto's column lists and commands, one after another.

const escapes: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const space = /\s*/y;
const opened = /[hH]?@?['"]/y;
const untilSingle = { escaped: /[^'\\\n]*/y, verbatim: /[^'\n]*/y };
const untilDouble = { escaped: /[^"\\\n]*/y, verbatim: /[^"\n]*/y };
const escaped = /\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[^\n]?)/y;
const bareName = /[^\s:,'"[\](){}]+/y;

/** Walks through a text. Each `take` method returns undefined, and does not move, if something else follows. */
export class KustoScanner {
  readonly #text: string;
  #at: number;

  constructor(text: string, start = 0) {
    this.#text = text;
    this.#at = start;
  }

  get at(): number {
    return this.#at;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Skips white space and comments. */
  skipSpace(): void {
    this.#match(space);
    while (this.#text.startsWith("//", this.#at)) {
      const end = this.#text.indexOf("\n", this.#at);
      this.#at = end < 0 ? this.#text.length : end;
      this.#match(space);
    }
  }

  /** Takes what a sticky expression matches. */
  take(expression: RegExp): string | undefined {
    const found = this.#match(expression);
    return found === "" ? undefined : found;
  }

  /** Takes a name: `Name`, `['my name']` or `["my name"]`. */
  takeName(bare: RegExp = bareName): string | undefined {
    if (this.#text[this.#at] !== "[") return this.take(bare);
    const start = this.#at;
    this.#at += 1;
    this.#match(space);
    const name = this.takeText();
    this.#match(space);
    if (name === undefined || this.#text[this.#at] !== "]") {
      this.#at = start;
      return undefined;
    }
    this.#at += 1;
    return name;
  }

  /** Takes a literal on one line: `'text'` or `"text"` with escapes, or `@'text'` without escapes. */
  takeText(): string | undefined {
    const start = this.#at;
    const opening = this.#match(opened);
    const quote = opening.at(-1);
    const isVerbatim = opening.includes("@");
    const plain = quote === "'" ? untilSingle : untilDouble;
    if (quote === undefined) return undefined;
    const parts: string[] = [];
    for (;;) {
      parts.push(this.#match(isVerbatim ? plain.verbatim : plain.escaped));
      const next = this.#text[this.#at];
      if (next === quote && isVerbatim && this.#text[this.#at + 1] === quote) {
        parts.push(quote);
        this.#at += 2;
      } else if (next === quote) {
        this.#at += 1;
        return parts.join("");
      } else if (next === "\\") {
        parts.push(unescape(this.#match(escaped)));
      } else {
        break;
      }
    }
    this.#at = start;
    return undefined;
  }

  #match(expression: RegExp): string {
    expression.lastIndex = this.#at;
    const [found = ""] = expression.exec(this.#text) ?? [];
    this.#at += found.length;
    return found;
  }
}

/** Returns the character of an escape. Returns what is not an escape as it is written. */
function unescape(written: string): string {
  const letter = written.charAt(1);
  if (written.length > 2) return String.fromCharCode(Number.parseInt(written.slice(2), 16));
  return escapes[letter] ?? (/['"\\]/.test(letter) ? letter : written);
}
