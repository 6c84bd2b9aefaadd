// Matches names against patterns with `*` for any characters, and records which patterns matched.

export interface PatternSet {
  /** Returns the last pattern that matches; undefined if no pattern matches. */
  find(text: string): string | undefined;
  /** Returns the patterns that no call of `find` has matched yet. */
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
