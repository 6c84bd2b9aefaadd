// Detects whether a response contains the token of its request, or a part of it. Such a response is not read
// at all, so nothing that is printed or written later can contain the token.

declare const btoa: (text: string) => string;

/** The length of a piece that counts as a part of the token. Shorter pieces occur in any text. */
const pieceLength = 8;

/** How often nested escapes are resolved. */
const deepest = 4;

/**
 * Creates the search for a token: unchanged, in pieces, split by other characters, in base64, and in the
 * escapes of JSON, URLs and HTML.
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
    // Without its zero bytes, UTF-16 looks like ASCII, and a token contains only ASCII.
    let text = textOfBytes(answer).replace(/\0/g, "");
    for (let depth = 0; depth < deepest; depth += 1) {
      if (isInside(text)) return true;
      const resolved = resolveEscapes(text);
      if (resolved === text) return false;
      text = resolved;
    }
    return isInside(text);
  };
}

/** Returns a character for each byte. */
function textOfBytes(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 4096) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 4096)));
  }
  return parts.join("");
}

function piecesOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - pieceLength + 1) }, (_, at) =>
    text.slice(at, at + pieceLength),
  );
}

/** Keeps only the characters of tokens and base64, and converts both base64 alphabets to one. */
function squeeze(text: string): string {
  return text
    .replace(/[^\w.~+/-]+/g, "")
    .replace(/\+/g, "-")
    .replace(/\//g, "_");
}

/** Returns the token in base64 for each alignment, without the characters that depend on its neighbours. */
function base64Texts(token: string): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = btoa(" ".repeat(before) + token).replace(/=+$/, "");
    return encoded.slice(before === 0 ? 0 : before + 1, -1);
  });
}

function resolveEscapes(text: string): string {
  return text
    .replace(/\\(?:u([0-9a-f]{4})|([\s\S]))/gi, (_, code?: string, plain = "") =>
      code === undefined ? (/[bfnrt]/.test(plain) ? " " : plain) : characterOf(code, 16),
    )
    .replace(/%([0-9a-f]{2})/gi, (_, code: string) => characterOf(code, 16))
    .replace(/&#x([0-9a-f]{1,6});?/gi, (_, code: string) => characterOf(code, 16))
    .replace(/&#([0-9]{1,7});?/g, (_, code: string) => characterOf(code, 10));
}

function characterOf(code: string, radix: number): string {
  return String.fromCharCode(Number.parseInt(code, radix));
}
