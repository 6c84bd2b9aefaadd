// Converts exact integers from JSON text to the type that a column holds. Other values stay as they are, so
// that the check of the column sees them.

/** Converts a bigint to a number, which rounds it. */
export function toNumber(value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}

/** Converts an integer that is a number to a bigint. */
export function toBigint(value: unknown): unknown {
  return typeof value === "number" && Number.isInteger(value) ? BigInt(value) : value;
}

/** Converts a bigint to its digits as text. Numbers stay numbers. */
export function bigintToText(value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

/** Converts an integer, a number or a bigint, to its digits as text. */
export function toText(value: unknown): unknown {
  return bigintToText(toBigint(value));
}
