// Parses the JSON text of a value in a response. `parse-exact.ts` reads any text and finds errors. This is a
// fifth of its size, because the bundle of a table with a `dynamic` column contains it.

const perhapsLong = /[0-9]{16}/;
/** A string, with the colon if it is a key, or a number. Only matched against valid JSON. */
const token = /("(?:[^"\\]+|\\.)*")(\s*:)?|-?\d[\d.eE+-]*/g;

/**
 * Parses JSON text without rounding integers: past 2^53 they become bigints. Text that is not JSON is
 * returned as it is.
 */
export function parseJsonText(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    // Integers become strings without a prefix, so that no digit is lost before the second function sees them.
    return perhapsLong.test(text) ? JSON.parse(text.replace(token, mark), unmark) : value;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function mark(found: string, string: string | undefined, colon: string | undefined): string {
  if (string === undefined) return /[.eE]/.test(found) ? found : `"${found}"`;
  return colon === undefined ? `"!${string.slice(1)}` : found;
}

function unmark(_: string, value: unknown): unknown {
  if (typeof value !== "string") return value;
  return value.startsWith("!") ? value.slice(1) : exactInteger(value);
}

/** Returns the integer of decimal digits: a bigint past 2^53. */
export function exactInteger(digits: string): number | bigint {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : BigInt(digits);
}
