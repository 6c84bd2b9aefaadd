// Names with `*` for any characters, as a configuration writes them.

/** Whether a text matches a pattern whose `*` stands for any number of any characters. */
export function matchesPattern(pattern: string, text: string): boolean {
  const literals = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literals.join(".*")}$`, "su").test(text);
}
