// Writes a number together with its noun, in the singular or the plural.

/** For example `1 file` or `2 files`. Only for nouns with a regular plural. */
export function pluralize(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
