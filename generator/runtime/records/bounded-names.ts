// Remembers untrusted names, and a value for each, in bounded memory.

/** Names of a stream are untrusted: there may be any number of them. */
const mostNames = 1000;

/** The longest column of a known table has 44 characters. */
const mostCharacters = 256;

export interface BoundedNames<Value> {
  /** How often `find` has had no room for a name. */
  readonly omitted: number;
  /** Returns the value of a name, which is created for a new name; undefined if there is no room. */
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
      const known = name.length > mostCharacters ? undefined : values.get(name);
      if (known !== undefined) return known;
      if (name.length > mostCharacters || values.size >= mostNames) {
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

/** A name may be a slice of a message, and would keep all of the message in memory. */
function copy(name: string): string {
  return name.split("").join("");
}
