// Matches names against patterns in which `*` stands for any characters.

export interface Pattern {
  readonly text: string;
  matches(name: string): boolean;
}

export function parsePattern(text: string): Pattern {
  const [first = "", ...rest] = text.split("*");
  const last = rest.pop();
  return {
    text,
    matches: (name) => (last === undefined ? name === first : isMatch(name, first, rest, last)),
  };
}

/** Whether a name is `first`, then each of the parts in their order, then `last`, with anything between. */
function isMatch(name: string, first: string, parts: readonly string[], last: string): boolean {
  const end = name.length - last.length;
  if (!name.startsWith(first) || end < first.length || !name.endsWith(last)) return false;
  // The earliest occurrence of a part leaves the most room for the others, so one pass is enough.
  let at = first.length;
  for (const part of parts) {
    const found = name.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/** Returns the patterns that match no name. */
export function findUnused(patterns: readonly Pattern[], names: readonly string[]): Pattern[] {
  return patterns.filter((pattern) => !names.some((name) => pattern.matches(name)));
}
