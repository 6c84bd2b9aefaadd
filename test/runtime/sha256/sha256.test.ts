// Checks that every implementation of SHA-256 returns the same hash as Node's own.

import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sha256, sha256Bytes } from "../../../generator/runtime/sha256/sha256.ts";
import { hashBytes, hashText } from "../../../generator/runtime/sha256/fallback.ts";

const reference = (data: string | Uint8Array): string =>
  createHash("sha256").update(data).digest("hex");

/** The fallback encodes texts in pieces of this many code units. */
const piece = 2 ** 14;

describe.each([
  ["in JavaScript", hashText, hashBytes],
  ["of the runtime", sha256, sha256Bytes],
])("the SHA-256 %s", (_name, ofText, ofBytes) => {
  const isRight = (text: string): boolean => {
    const expected = reference(text);
    return ofText(text) === expected && ofBytes(new TextEncoder().encode(text)) === expected;
  };

  test("is right for the examples of the standard", () => {
    expect(ofText("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(ofText("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  test("is right for every length up to five blocks", () => {
    const lengths = Array.from({ length: 321 }, (_value, length) => length);
    expect(lengths.filter((length) => !isRight("x".repeat(length)))).toEqual([]);
  });

  test("is right for random texts", () => {
    const texts = fc.string({ unit: "binary", maxLength: 300 });
    fc.assert(
      fc.property(texts, (text) => {
        expect(isRight(text)).toBe(true);
      }),
      { numRuns: 1000, seed: 21 },
    );
  });

  test("is right for random bytes within a larger buffer", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(20), (bytes, start) => {
        const view = bytes.subarray(Math.min(start, bytes.length));
        expect(ofBytes(view)).toBe(reference(view));
      }),
      { numRuns: 1000, seed: 22 },
    );
  });

  test.each(["x", "é", "日", "😀", "x😀"])(
    "is right at the edges of pieces for %s",
    (character) => {
      for (const pieces of [1, 2, 3]) {
        for (const more of [-65, -64, -2, -1, 0, 1, 2, 63, 64]) {
          const length = pieces * piece + more;
          expect(isRight(character.repeat(length).slice(0, length))).toBe(true);
          expect(isRight(`a${character.repeat(length)}`.slice(0, length))).toBe(true);
        }
      }
    },
  );

  test("hashes a lone surrogate as U+FFFD", () => {
    for (const half of ["\ud800", "\udbff", "\udc00", "\udfff"]) {
      for (const before of [0, 1, piece - 2, piece - 1, piece]) {
        for (const after of ["", "x", "\ud800", "😀"]) {
          expect(isRight(`${"x".repeat(before)}${half}${after}`)).toBe(true);
        }
      }
    }
  });

  test("is right for large inputs, and for small inputs after them", () => {
    expect(isRight("日本語 and ASCII, ".repeat(200_000))).toBe(true);
    expect(isRight("abc")).toBe(true);
  });
});
