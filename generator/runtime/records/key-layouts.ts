// Caches the order in which the keys of an object are written, and their JSON texts.

export interface KeyLayout {
  /** The keys in the order in which the object has them. */
  readonly keys: readonly string[];
  /** The keys in the order in which they are written. */
  readonly names: readonly string[];
  /** What is written before each value: a comma, the key in quotes, and a colon. */
  readonly prefixes: readonly string[];
}

/** A power of two. A stream has a few hundred lists of keys, including those of objects in rows. */
const slots = 1024;

/** Names in a stream are untrusted: a list of keys with more characters in total is not cached. */
const maxCharacters = 4096;

/** Creates a function that returns the layout for the keys of an object. */
export function createKeyLayouts(
  order: (keys: readonly string[]) => readonly string[],
): (keys: readonly string[]) => KeyLayout {
  const layouts = Array.from({ length: slots }, (): KeyLayout | undefined => undefined);
  return (keys) => {
    // The lengths of the keys differ between most lists. Lists that share a slot only cost time.
    let hash = 0;
    let characters = 0;
    for (const { length } of keys) {
      hash = (hash * 31 + length) | 0;
      characters += length;
    }
    const slot = hash & (slots - 1);
    const known = layouts[slot];
    if (known !== undefined && isSame(known.keys, keys)) return known;
    const names = order(keys);
    const layout = { keys, names, prefixes: names.map((name) => `,${JSON.stringify(name)}:`) };
    if (characters <= maxCharacters) layouts[slot] = layout;
    return layout;
  };
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false;
  for (let index = 0; index < some.length; index++) {
    if (some[index] !== others[index]) return false;
  }
  return true;
}
