// Finds out whether an answer repeats the token that it was asked with, or a part of it. Such an answer
// is not read at all, so nothing that is printed or written later can hold the token.

/** Characters of a piece that gives a token away: shorter ones are in any text. */
const pieceLength = 8;

/** Escapes within escapes are resolved this often. */
const deepest = 4;

/**
 * Creates the search for a token: as it is, in pieces, split by other characters, in base64, and in the
 * escapes of JSON, of addresses and of HTML.
 */
export function createTokenSearch(token: string): (answer: Uint8Array) => boolean {
  const pieces = new Set([token, ...base64Texts(token)].flatMap((text) => piecesOf(squeeze(text))));
  const isInside = (text: string): boolean => {
    if (text.includes(token)) return true;
    const squeezed = squeeze(text);
    for (let at = 0; at + pieceLength <= squeezed.length; at += 1) {
      if (pieces.has(squeezed.slice(at, at + pieceLength))) return true;
    }
    return false;
  };
  return (answer) => {
    // Without its zero bytes, UTF-16 reads like ASCII, which is all that a token has.
    let text = Buffer.from(answer).toString("latin1").replaceAll("\0", "");
    for (let depth = 0; depth < deepest; depth += 1) {
      if (isInside(text)) return true;
      const resolved = resolveEscapes(text);
      if (resolved === text) return false;
      text = resolved;
    }
    return isInside(text);
  };
}

function piecesOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - pieceLength + 1) }, (_, at) =>
    text.slice(at, at + pieceLength),
  );
}

/** What is left of a text if it is base64 of either alphabet, without anything that splits it. */
function squeeze(text: string): string {
  return text
    .replace(/[^\w.~+/-]+/g, "")
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}

/** The token in base64, by its position in the text that was encoded; the neighbours decide the ends. */
function base64Texts(token: string): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.from(" ".repeat(before) + token).toString("base64url");
    return encoded.slice(before === 0 ? 0 : before + 1, -1);
  });
}

function resolveEscapes(text: string): string {
  return text
    .replace(/\\(?:u(?<code>[0-9a-f]{4})|(?<plain>.))/gis, (_, code?: string, plain = "") =>
      code === undefined ? (/[bfnrt]/.test(plain) ? " " : plain) : characterOf(code, 16),
    )
    .replace(/%(?<code>[0-9a-f]{2})/gi, (_, code: string) => characterOf(code, 16))
    .replace(/&#x(?<code>[0-9a-f]{1,6});?/gi, (_, code: string) => characterOf(code, 16))
    .replace(/&#(?<code>[0-9]{1,7});?/g, (_, code: string) => characterOf(code, 10));
}

function characterOf(code: string, radix: number): string {
  return String.fromCharCode(Number.parseInt(code, radix));
}
