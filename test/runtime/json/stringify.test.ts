// Checks that `stringify` writes what `JSON.stringify` writes, and every number as it was read.

import * as fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { stringify } from "../../../generator/runtime/json/stringify.ts";

const bigints: object = BigInt.prototype;

/** A method that a project may define so that `JSON.stringify` accepts bigints. */
function defineToJson(): void {
  Object.defineProperty(bigints, "toJSON", { value: () => "replaced", configurable: true });
}

afterEach(() => {
  Reflect.deleteProperty(bigints, "toJSON");
});

const values = fc.anything({
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSparseArray: true,
  withTypedArray: true,
  stringUnit: "binary",
});

/** Returns the text that `JSON.stringify` writes, which loses infinity and the sign of zero. */
function withZeros(text: string | undefined): string | undefined {
  return text?.replace(/"(?:[^"\\]|\\.)*"|-?1e400|-0(?![.\d])/g, (token) => {
    if (token.startsWith('"')) return token;
    return token === "-0" ? "0" : "null";
  });
}

describe.each([
  ["stringify without BigInt.prototype.toJSON", () => undefined],
  ["stringify with BigInt.prototype.toJSON", defineToJson],
])("%s", (_name, prepare) => {
  test("writes what JSON.stringify writes", () => {
    prepare();
    fc.assert(
      fc.property(values, (value) => {
        expect(withZeros(stringify(value))).toBe(JSON.stringify(value));
      }),
      { numRuns: 2000, seed: 31 },
    );
  });

  test("writes what JSON.stringify writes next to a bigint", () => {
    prepare();
    fc.assert(
      fc.property(values, (value) => {
        const expected = JSON.stringify({ value, big: "BIG" }).replace(/"BIG"\}$/, "12n}");
        const text = withZeros(stringify({ value, big: 12n }));
        expect(text?.replace(/12\}$/, "12n}")).toBe(expected);
      }),
      { numRuns: 2000, seed: 32 },
    );
  });

  test("writes numbers that JSON.parse reads as the same numbers", () => {
    prepare();
    const numbers = [Infinity, -Infinity, -0, 0, 1e21, -1e-7, 5e-324, 2 ** 53, 1.5];
    expect(JSON.parse(stringify(numbers))).toEqual(numbers);
    expect(stringify({ a: JSON.parse("[1e400,-1e999,-0.0]") })).toBe('{"a":[1e400,-1e400,-0]}');
    expect(stringify([NaN])).toBe("[null]");
  });

  test("returns undefined for values that JSON.stringify does not write either", () => {
    prepare();
    for (const value of [undefined, () => 1, Symbol("s"), { toJSON: () => undefined }]) {
      expect(stringify(value)).toBeUndefined();
    }
  });

  test("writes the digits of bigints", () => {
    prepare();
    expect("toJSON" in bigints).toBe(prepare === defineToJson);
    expect(stringify(639199803770463703n)).toBe("639199803770463703");
    expect(stringify({ b: [-1n, { a: 2n ** 70n }], a: "1n" })).toBe(
      '{"b":[-1,{"a":1180591620717411303424}],"a":"1n"}',
    );
  });

  test("calls toJSON with the key, as JSON.stringify does", () => {
    prepare();
    const keyed = { toJSON: (key: string) => `key ${key}` };
    const value = { a: keyed, b: [keyed, [keyed]], c: { toJSON: 1 } };
    expect(stringify({ ...value, d: 1n })).toBe(
      '{"a":"key a","b":["key 0",["key 0"]],"c":{"toJSON":1},"d":1}',
    );
    expect(stringify({ toJSON: (key: string) => [key, 1n] })).toBe('["",1]');
  });

  test("writes values nested to any depth", () => {
    prepare();
    const depth = 100_000;
    const text = `${'{"a":['.repeat(depth)}1${"]}".repeat(depth)}`;
    expect(stringify(JSON.parse(text)) === text).toBe(true);
  });

  test("rejects a value that contains itself", () => {
    prepare();
    const value: { self?: unknown; big: bigint } = { big: 1n };
    value.self = [value];
    expect(() => stringify(value)).toThrow("a cyclic value");
  });

  test("writes a value as often as it occurs", () => {
    prepare();
    const shared = { big: 1n };
    const items = Array.from({ length: 3000 }, () => shared);
    expect(stringify(items)).toBe(`[${items.map(() => '{"big":1}').join(",")}]`);
  });
});
