// Compares patterns with regular expressions, on names that consist of the parts of the pattern.

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findUnused, parsePattern } from "../../generator/model/pattern.ts";

const part = fc.constantFrom("", "a", "ab", "b.", "*", "**", "\n", "𝒳", "(");
const text = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(""));

function reference(pattern: string): RegExp {
  const parts = pattern.split("*").map((each) => each.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "su");
}

test("a pattern matches the names that the regular expression matches", () => {
  fc.assert(
    fc.property(text, text, (pattern, other) => {
      const name = other.replaceAll("*", "a");
      expect(parsePattern(pattern).matches(name)).toBe(reference(pattern).test(name));
    }),
    { numRuns: 5000 },
  );
});

test("a pattern with many asterisks is matched in a moment", () => {
  expect(parsePattern(`${"a*".repeat(2000)}b`).matches("a".repeat(100_000))).toBe(false);
});

test("a pattern is unused if it matches no name, whatever other patterns match", () => {
  const patterns = ["A*", "*", "B", "*C*"].map(parsePattern);
  expect(findUnused(patterns, ["A1", "X"]).map((each) => each.text)).toEqual(["B", "*C*"]);
});
