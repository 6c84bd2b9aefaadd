// Writes a number together with its noun, in the singular or the plural.

/** For example `1 file` or `2 queries`. Only for nouns with a regular plural. */
export function pluralize(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  return `${count} ${noun.replace(/(?<=[^aeiou])y$/, "ie")}s`;
}
