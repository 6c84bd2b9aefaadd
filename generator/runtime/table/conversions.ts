// Integers as they were read from JSON text, exact, -> what a column holds, where that is another.
// Whatever else stands there is left for the check to judge.

/** A number in place of a bigint, rounded. */
export function toNumber(value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}

/** A bigint in place of an integer. */
export function toBigint(value: unknown): unknown {
  return typeof value === "number" && Number.isInteger(value) ? BigInt(value) : value;
}

/** The digits of a bigint as text; numbers stay. */
export function bigintToText(value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

/** The digits of any integer as text. */
export function toText(value: unknown): unknown {
  return bigintToText(toBigint(value));
}
