// Finds the first difference of two values. Distinguishes -0 from 0, a bigint from a number, and
// absent from undefined; own keys must be the same in the same order. Values may be nested to any
// depth.

export interface ValueDifference {
  /** Keys from the root to the values that differ. */
  readonly path: readonly PropertyKey[];
  readonly expected: unknown;
  readonly actual: unknown;
  readonly reason: string;
}

interface Pair {
  readonly expected: unknown;
  readonly actual: unknown;
  readonly parent: Pair | undefined;
  readonly key: PropertyKey;
}

export function findDifference(expected: unknown, actual: unknown): ValueDifference | undefined {
  // A stack of pairs, since recursion fails at some thousands of levels. The last pair comes first.
  const pairs: Pair[] = [{ expected, actual, parent: undefined, key: "" }];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const reason = comparePair(pair, pairs);
    if (reason !== undefined) {
      return { path: pathOf(pair), expected: pair.expected, actual: pair.actual, reason };
    }
  }
  return undefined;
}

/** Compares the kinds of two values, and leaves their members for later. */
function comparePair(pair: Pair, pairs: Pair[]): string | undefined {
  const { expected, actual } = pair;
  if (Object.is(expected, actual)) return undefined;
  if (!isObject(expected) || !isObject(actual)) return "values";
  if (expected instanceof Uint8Array || actual instanceof Uint8Array) {
    // A Node buffer is equal to an array of the same bytes.
    return sameBytes(expected, actual) ? undefined : "bytes";
  }
  if (Object.getPrototypeOf(expected) !== Object.getPrototypeOf(actual)) return "prototypes";
  if (expected instanceof Map && actual instanceof Map) {
    pairs.push(child(pair, "entries", sortedEntries(expected), sortedEntries(actual)));
    return undefined;
  }
  const keys = Reflect.ownKeys(expected);
  const actualKeys = Reflect.ownKeys(actual);
  if (keys.length !== actualKeys.length) return "keys";
  for (let index = keys.length - 1; index >= 0; index--) {
    const key = keys[index] ?? "";
    if (key !== actualKeys[index]) return "keys";
    pairs.push(child(pair, key, Reflect.get(expected, key), Reflect.get(actual, key)));
  }
  return undefined;
}

function child(parent: Pair, key: PropertyKey, expected: unknown, actual: unknown): Pair {
  return { expected, actual, parent, key };
}

/** The order of a map's entries does not count. */
function sortedEntries(map: ReadonlyMap<unknown, unknown>): unknown[] {
  return [...map].toSorted(([a], [b]) => (`${a}` < `${b}` ? -1 : 1));
}

function sameBytes(expected: unknown, actual: unknown): boolean {
  if (!(expected instanceof Uint8Array) || !(actual instanceof Uint8Array)) return false;
  return Buffer.compare(expected, actual) === 0;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function pathOf(pair: Pair): PropertyKey[] {
  const path: PropertyKey[] = [];
  for (let at = pair; at.parent !== undefined; at = at.parent) path.unshift(at.key);
  return path;
}
