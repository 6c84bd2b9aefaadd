// Finds numbers that a JSON parser may have rounded.

/**
 * Returns the path of keys to the first number past 2^53 in a value; `undefined` if there is no such number.
 * Past 2^53, `JSON.parse` reads different integers as the same number. Nesting is not limited.
 */
export function findRounded(value: unknown): readonly string[] | undefined {
  const left: {
    readonly value: unknown;
    readonly key: string;
    readonly parent: Node | undefined;
  }[] = [{ value, key: "", parent: undefined }];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    const { value: member } = node;
    if (typeof member === "number" && Math.abs(member) > Number.MAX_SAFE_INTEGER)
      return pathOf(node);
    if (typeof member !== "object" || member === null) continue;
    const entries = Object.entries(member);
    // In reverse order, since the entry that is pushed last is visited first.
    for (let at = entries.length - 1; at >= 0; at--) {
      const [key, inner] = entries[at] ?? ["", undefined];
      if (typeof inner === "number" || typeof inner === "object") {
        left.push({ value: inner, key, parent: node });
      }
    }
  }
  return undefined;
}

interface Node {
  readonly key: string;
  readonly parent: Node | undefined;
}

function pathOf(node: Node): readonly string[] {
  const path: string[] = [];
  for (let at: Node | undefined = node; at?.parent !== undefined; at = at.parent)
    path.unshift(at.key);
  return path;
}
