// Remembers untrusted names, and a value for each, in bounded memory.

/** Names in a stream are untrusted: there may be any number of them. */
const maxNames = 1000;

/** The longest column of a known table has 44 characters. */
const maxCharacters = 256;

export interface BoundedNames<Value> {
  /** How often `find` had no room for a name. */
  readonly omitted: number;
  /** Returns the value of a name, and creates it for a new name; `undefined` if there is no room. */
  find(name: string): Value | undefined;
  /** Lists the names in code unit order. */
  entries(): [name: string, value: Value][];
}

export function createBoundedNames<Value>(create: () => Value): BoundedNames<Value> {
  const values = new Map<string, Value>();
  let omitted = 0;
  return {
    get omitted() {
      return omitted;
    },
    find(name) {
      const known = name.length > maxCharacters ? undefined : values.get(name);
      if (known !== undefined) return known;
      if (name.length > maxCharacters || values.size >= maxNames) {
        omitted += 1;
        return undefined;
      }
      const value = create();
      values.set(copy(name), value);
      return value;
    },
    entries: () => [...values].sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

/** A name may be a slice of a message, and would keep the whole message in memory. */
function copy(name: string): string {
  return name.split("").join("");
}
