// Finds numbers that a JSON parser may have rounded.

/**
 * Finds the first number past 2^53 in a value, by its path of keys; undefined if there is none. `JSON.parse`
 * reads different integers there as one number. Nesting is not limited.
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
    // The last one first, so that the first one is the next to be taken.
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
