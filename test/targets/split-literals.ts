// Splits a script of an engine into its quoted literals and the text between them, with a slow lexer for each
// engine that knows nothing of how huntgen quotes.

export interface SplitScript {
  /** The script, with a number as the content of each literal. */
  readonly skeleton: string;
  readonly literals: readonly string[];
}

interface Dialect {
  readonly quotes: string;
  readonly hasEscapes: boolean;
  readonly comment: string;
  /** What must not appear between literals: it would begin a comment, a parameter or another kind of literal. */
  readonly forbidden: RegExp;
}

export const dialects: Readonly<Record<"adx" | "clickhouse" | "duckdb", Dialect>> = {
  adx: { quotes: `"'`, hasEscapes: true, comment: "//", forbidden: /\/\/|```|~~~|[@hH]$|\\/ },
  clickhouse: { quotes: "\"'`", hasEscapes: true, comment: "--", forbidden: /--|\/\*|#|\$|\{|\\/ },
  duckdb: { quotes: `"'`, hasEscapes: false, comment: "--", forbidden: /--|\/\*|\$|\b[eExX]$|\\/ },
};

export function splitLiterals(script: string, dialect: Dialect): SplitScript {
  const { quotes, hasEscapes, comment, forbidden } = dialect;
  const text = script
    .split("\n")
    .filter((line, index) => index > 2 || !line.startsWith(comment))
    .join("\n");
  const literals: string[] = [];
  let skeleton = "";
  let between = "";
  const endPart = (): void => {
    if (forbidden.test(between)) throw new Error(`not between literals: ${between}`);
    skeleton += between;
    between = "";
  };
  for (let at = 0; at < text.length; at += 1) {
    const quote = text.charAt(at);
    if (!quotes.includes(quote)) {
      between += quote;
      continue;
    }
    endPart();
    let content = "";
    for (at += 1; text.charAt(at) !== quote || text.charAt(at + 1) === quote; at += 1) {
      const character = text.charAt(at);
      if (character === "" || character < " ") throw new Error(`not in a literal: ${content}`);
      content += character;
      if (character === quote || (hasEscapes && character === "\\")) {
        at += 1;
        content += text.charAt(at);
      }
    }
    skeleton += `${quote}${literals.length}${quote}`;
    literals.push(hasEscapes ? decodeEscapes(content) : content.replaceAll(quote + quote, quote));
  }
  endPart();
  return { skeleton, literals };
}

function decodeEscapes(content: string): string {
  // Bytes of UTF-8 follow each other.
  return content.replace(/(?:\\x[0-9a-f]{2})+|\\u[0-9a-f]{4}|\\n|\\./g, (escape) => {
    if (escape.startsWith("\\x"))
      return Buffer.from(escape.replaceAll("\\x", ""), "hex").toString();
    if (escape.startsWith("\\u")) return String.fromCharCode(Number.parseInt(escape.slice(2), 16));
    return escape === "\\n" ? "\n" : escape.slice(1);
  });
}
