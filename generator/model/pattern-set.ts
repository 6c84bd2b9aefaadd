// Names with `*` for any characters, as a configuration writes them, and which of them were of use.

export interface PatternSet {
  /** The last pattern that matches; undefined where none does. */
  find(text: string): string | undefined;
  /** Patterns that no `find` has matched yet. */
  unused(): string[];
}

export function patternSet(patterns: readonly string[]): PatternSet {
  const used = new Set<string>();
  const expressions = patterns.map((pattern) => ({ pattern, expression: toExpression(pattern) }));
  return {
    find(text) {
      let last: string | undefined;
      for (const { pattern, expression } of expressions) {
        if (!expression.test(text)) continue;
        used.add(pattern);
        last = pattern;
      }
      return last;
    },
    unused: () => patterns.filter((pattern) => !used.has(pattern)),
  };
}

function toExpression(pattern: string): RegExp {
  const literals = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
  return new RegExp(`^${literals.join(".*")}$`, "su");
}
