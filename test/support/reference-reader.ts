// Reads JSON text with every digit in the plainest way, so that the reader can be compared with it.

/**
 * Reads JSON by recursion, character by character: integers past 2^53 as bigints, the rest as
 * JSON.parse.
 */
export function readReference(text: string): unknown {
  let at = 0;
  const token = (pattern: RegExp): string => {
    const found = new RegExp(pattern, "y");
    found.lastIndex = at;
    const [match = ""] = found.exec(text) ?? [];
    at += match.length;
    return match;
  };
  const readString = (): string => JSON.parse(token(/"(?:[^"\\]|\\.)*"/s)) as string;
  const readMembers = (close: string, readMember: () => void): void => {
    at += 1;
    token(/\s*/);
    while (text[at] !== close) {
      readMember();
      token(/\s*,?\s*/);
    }
    at += 1;
  };
  const readValue = (): unknown => {
    token(/\s*/);
    if (text[at] === "{") {
      const members = new Map<string, unknown>();
      readMembers("}", () => {
        const key = readString();
        token(/\s*:/);
        members.set(key, readValue());
      });
      return Object.fromEntries(members);
    }
    if (text[at] === "[") {
      const items: unknown[] = [];
      readMembers("]", () => items.push(readValue()));
      return items;
    }
    if (text[at] === '"') return readString();
    const word = token(/[-+.\w]+/);
    const value: unknown = JSON.parse(word);
    const isLong = /^-?\d+$/.test(word) && !Number.isSafeInteger(value);
    return isLong ? BigInt(word) : value;
  };
  return readValue();
}
