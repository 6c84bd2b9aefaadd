// Values read from JSON -> JSON text, with the digits of bigints. Goes as deep as values nest.

/** An object or array that is being written. */
interface Level {
  readonly members: readonly (readonly [prefix: string, value: unknown])[];
  next: number;
  readonly close: string;
}

/** Writes as `JSON.stringify` does, and bigints as the integers that they are. */
export function stringify(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    // Bigints, and values that nest deeper than the call stack.
    return write(value, false);
  }
}

/** The one text of a value: the keys of every object in code unit order. */
export function canonicalText(value: unknown): string {
  return write(value, true);
}

function write(root: unknown, inOrder: boolean): string {
  const parts: string[] = [];
  const levels: Level[] = [{ members: [["", root]], next: 0, close: "" }];
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const member = level.members[level.next];
    if (member === undefined) {
      parts.push(level.close);
      levels.pop();
      continue;
    }
    const [prefix, value] = member;
    if (level.next > 0) parts.push(",");
    level.next += 1;
    parts.push(prefix);
    if (Array.isArray(value)) {
      parts.push("[");
      levels.push({ members: value.map((item) => ["", item]), next: 0, close: "]" });
    } else if (typeof value === "object" && value !== null) {
      const flat = inOrder ? writeFlat(value) : undefined;
      parts.push(flat ?? "{");
      if (flat === undefined) {
        levels.push({ members: membersOf(value, inOrder), next: 0, close: "}" });
      }
    } else {
      parts.push(typeof value === "bigint" ? value.toString() : (JSON.stringify(value) ?? "null"));
    }
  }
  return parts.join("");
}

/** An object with its keys in order, by the engine, which is faster; undefined where it would not do. */
function writeFlat(object: object): string | undefined {
  for (const value of Object.values(object)) {
    if (typeof value === "bigint" || (typeof value === "object" && value !== null)) {
      return undefined;
    }
  }
  return JSON.stringify(object, Object.keys(object).sort());
}

function membersOf(object: object, inOrder: boolean): [string, unknown][] {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  if (inOrder) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, value]) => [`${JSON.stringify(key)}:`, value]);
}
