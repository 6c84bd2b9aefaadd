// Draws rows from columns and a seed: valid, slightly broken and hostile ones, in many shapes. The
// same seed results in the same rows.

import type { ScalarValues } from "./scalar-values.ts";

/** A column, with the values that its type must accept and reject. */
export interface RandomColumn {
  readonly name: string;
  readonly values: ScalarValues;
}

export interface Random {
  /** Returns an integer from 0 to `end`, `end` excluded. */
  below(end: number): number;
  chance(probability: number): boolean;
  pick<T>(values: readonly T[]): T;
  shuffle<T>(values: readonly T[]): T[];
}

/** The mulberry32 generator: small, good enough, the same everywhere. */
export function random(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    below,
    chance: (probability) => next() < probability,
    pick<T>(values: readonly T[]): T {
      if (values.length === 0) throw new Error("nothing to pick from");
      return values[below(values.length)] as T;
    },
    shuffle<T>(values: readonly T[]): T[] {
      const shuffled = [...values];
      for (let end = shuffled.length; end > 1; end--) {
        const chosen = below(end);
        [shuffled[end - 1], shuffled[chosen]] = [shuffled[chosen] as T, shuffled[end - 1] as T];
      }
      return shuffled;
    },
  };
}

/**
 * The kinds of rows: of one shape, of shapes of their own, or as no service would ever write them.
 */
const kinds = ["full", "full", "few", "sparse", "shuffled", "unknown", "hostile"] as const;

const unknownNames = ["Unknown", "unknown", "__proto__", "constructor", "toString", "0", "", " "];

/** Values that are not rows at all. */
const notRows: readonly unknown[] = [
  null,
  undefined,
  [],
  [{}],
  "row",
  "",
  0,
  1n,
  true,
  Number.NaN,
  Symbol("row"),
  () => ({}),
];

/** Yields an endless sequence of values, most of them rows. */
export function* randomRows(columns: readonly RandomColumn[], seed: number): Generator<unknown> {
  const { below, chance, pick, shuffle } = random(seed);
  for (;;) {
    const kind = pick(kinds);
    if (kind === "hostile" && chance(0.1)) {
      yield pick(notRows);
      continue;
    }
    const present = kind === "full" || kind === "unknown" ? 1 : kind === "few" ? 0.1 : 0.6;
    const row: Record<string, unknown> = emptyRow(kind === "hostile" && chance(0.5));
    // At most one wrong value, because a nearly correct validator gets such rows wrong.
    const wrongAt = chance(0.5) ? below(columns.length) : -1;
    const order = kind === "full" ? [...columns.entries()] : shuffle([...columns.entries()]);
    for (const [index, { name, values }] of order) {
      if (kind === "hostile") {
        if (chance(0.7)) set(row, name, anyValue(values));
      } else if (index === wrongAt && values.refused.length > 0) {
        set(row, name, short(values.refused));
      } else if (chance(present)) {
        set(row, name, chance(0.2) ? null : goodValue(values));
      }
    }
    if (kind === "unknown" || (kind === "hostile" && chance(0.3))) {
      for (const name of unknownNames) {
        if (chance(0.3) && !Object.hasOwn(row, name)) set(row, name, pick(["x", 1, null, {}]));
      }
    }
    yield chance(0.3) && isJson(row) ? JSON.parse(JSON.stringify(row)) : row;
  }

  function goodValue({ accepted, undecided }: ScalarValues): unknown {
    return undecided.length > 0 && chance(0.05) ? pick(undecided) : short(accepted);
  }

  function anyValue({ accepted, refused, undecided }: ScalarValues): unknown {
    return chance(0.1) ? undefined : short([...accepted, ...refused, ...undecided]);
  }

  /** Picks a value, seldom one of the huge ones, which take as long as a thousand rows. */
  function short(values: readonly unknown[]): unknown {
    const value = pick(values);
    const isHuge = typeof value === "string" && value.length > 1000;
    return isHuge && !chance(0.01) ? value.slice(0, 1000) : value;
  }
}

function emptyRow(withoutPrototype: boolean): Record<string, unknown> {
  return withoutPrototype ? (Object.create(null) as Record<string, unknown>) : {};
}

/** Sets a property of the row itself, as `JSON.parse` does, whatever its name is. */
function set(row: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(row, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Whether JSON text keeps every value of a row. */
function isJson(row: Record<string, unknown>): boolean {
  return Object.values(row).every(
    (value) =>
      value === null ||
      typeof value === "boolean" ||
      (typeof value === "string" && value.length < 2000) ||
      (typeof value === "number" && Number.isFinite(value) && !Object.is(value, -0)),
  );
}
