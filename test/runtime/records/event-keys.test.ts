// Checks that different rows have different keys, and that copies of a row have the same key.

import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { canonicalText } from "../../../generator/runtime/json/canonical-text.ts";
import { eventKey } from "../../../generator/runtime/records/event-key.ts";
import { sampleTexts } from "../../support/records.ts";
import { readReference } from "../../support/reference-reader.ts";

type Event = Parameters<typeof eventKey>[0];

const eventOf = (properties: unknown, tenantId = "tenant"): Event => ({
  time: "2026-03-05T04:14:21.4185296Z",
  tenantId,
  category: "AdvancedHunting-DeviceInfo",
  properties,
});

/** Keys that the first release computed. Stored keys must stay valid. */
const knownKeys: readonly (readonly [key: string, row: unknown])[] = [
  ["5cc703a7b117b5f656ac9e6b568472619106084d95ba9f24f10aed30bd9ffe0a", {}],
  [
    "44bed00335910005a7b6f8a6a69e4ca2444fb5745c37db0950bc5793f8c3fc1e",
    { 'quote "': "tab\t backslash\\ \u0000 \u007f \u2028", "": "" },
  ],
  [
    "cac36a6db8b36657706c1400267901219ff7839cd0dbd31a32d58d036a8e3c77",
    { Ünïcode: "日本語 😀", "😀": "é" },
  ],
  [
    "67911efef6b56b4531778182d4e28808be3afb2273bd3699d98245f4fc27a4df",
    { a: "\ud800", "\udc00b": "x\udfffy" },
  ],
  [
    "64a1c4f3605a7d38e22f37747955a89901a0087e3ae61edf541c238c79692ead",
    { i: 1, n: -5, f: 0.1, e: 1e21, s: 5e-324, m: Number.MAX_SAFE_INTEGER, z: 0 },
  ],
  [
    "1108700e732b3612e6c76251b9dbd9f99757fa798920c5f2559db4235b8748db",
    { long: 639199803770463703n, neg: -9223372036854775808n },
  ],
  [
    "d831596e738289eae4cf4e2ef5d426252ac195122ba57c8f9d73e655f26fb00a",
    JSON.parse('{"10":1,"9":2,"1":3,"B":4,"a":5,"__proto__":6}'),
  ],
  [
    "c5a48ab0e3aaf483b8d607a5c4a90445651cdf768e51bf1a4e895ab68b61de5c",
    { z: [1, [null, true, { b: 1, a: [] }], {}], a: { y: { x: "1" }, b: false } },
  ],
  [
    "c3e863cb3fa91a5aa37d54f7b12d4048f9c66eea68acae0e3e2cb06a61e11533",
    { a: undefined, b: [undefined, 1], c: { d: undefined, e: 1 }, f: 1 },
  ],
  ["f14b9864e71d0fa94792c95f5b3c79224336478d2474922454b08cbd999bafaf", { a: new Date(0) }],
];

/** The SHA-256 of the keys of all captured records, joined by line feeds. */
const keyOfSamples = "beb2f3da561f27d1dadec3c9bd3b3c47fb7166b097fed0271b27ccec18a23d45";

const samples = sampleTexts.map((text): Event => JSON.parse(text));

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Returns the canonical text, written in the most obvious way. */
function writeReference(value: unknown): string {
  if (typeof value === "bigint") return `${value}`;
  if (Object.is(value, -0)) return "-0";
  if (value === Number.POSITIVE_INFINITY) return "1e400";
  if (value === Number.NEGATIVE_INFINITY) return "-1e400";
  if (Array.isArray(value)) return `[${value.map(writeReference).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${writeReference(member)}`);
  return `{${members.join(",")}}`;
}

const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom('"', "\\", "\ud800", "\udfff", "😀", "\u007f", "\u2028", "null", "1e400"),
);

// Short keys of few letters, so that many rows have keys of the same lengths, in the same order or
// not.
const names = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "b", "\uffff", "1"), maxLength: 3 }),
  fc.constantFrom("__proto__", "toJSON", "constructor", "\ud83d\ude00", "\ud800"),
);

const jsonValues: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "medium" },
    texts,
    fc.double({ noNaN: true }),
    fc.integer(),
    fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
    fc.constantFrom<unknown>(null, true, false, 0, -0, Infinity, -Infinity),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(names, tie("value"), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;

/**
 * Returns the value as the reader of JSON text returns it: integers past 2^53 as bigints, other
 * numbers as numbers.
 */
function asRead(value: unknown): unknown {
  if (typeof value === "bigint" || typeof value === "number") {
    if (!/^-?\d+$/.test(`${value}`) || Object.is(value, -0)) return value;
    return Number.isSafeInteger(Number(value)) ? Number(value) : BigInt(`${value}`);
  }
  if (Array.isArray(value)) return value.map(asRead);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, asRead(member)]));
}

/** Returns the same value with the keys of every object in reverse order. */
function reverse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverse);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, reverse(member)]),
  );
}

test("rows have the keys of the first release", () => {
  for (const [key, row] of knownKeys) expect(eventKey(eventOf(row))).toBe(key);
  expect(sha256(samples.map(eventKey).join("\n"))).toBe(keyOfSamples);
});

test("rows that differ only in -0, an infinity, null or a text have different keys", () => {
  const values = [0, -0, null, Infinity, -Infinity, Number.MAX_VALUE, "0", "-0", "null", "1e400"];
  const rows = [
    ...values.map((X) => ({ X })),
    ...values.map((X) => ({ X: [X] })),
    ...values.map((X) => ({ X: { X } })),
  ];
  expect(new Set(rows.map((row) => eventKey(eventOf(row)))).size).toBe(rows.length);
});

test("rows that differ only in half of a surrogate pair have different keys", () => {
  const rows = [
    { X: "\ud800" },
    { X: "\ud801" },
    { X: "\ufffd" },
    { "\ud800": 1 },
    { "\ufffd": 1 },
  ];
  expect(new Set(rows.map((row) => eventKey(eventOf(row)))).size).toBe(rows.length);
});

test("a bigint has the same key as the equal number", () => {
  expect(eventKey(eventOf({ X: 5n }))).toBe(eventKey(eventOf({ X: 5 })));
});

test("the tenant and the category are part of the key", () => {
  const [first] = samples;
  const keys = [
    eventKey(eventOf({})),
    eventKey(eventOf({}, "other")),
    eventKey({ ...eventOf({}), category: "AdvancedHunting-DeviceEvents" }),
    first === undefined ? "" : eventKey(first),
  ];
  expect(new Set(keys).size).toBe(4);
});

test("every value can be read back from its canonical text, so different values have different texts", () => {
  fc.assert(
    fc.property(jsonValues, (value) => {
      expect(readReference(canonicalText(value))).toEqual(asRead(value));
    }),
    { numRuns: 3000, seed: 11 },
  );
});

test("the key is the SHA-256 of the obvious canonical text, whatever the order of keys", () => {
  fc.assert(
    fc.property(jsonValues, texts, (row, tenantId) => {
      const given = eventOf(row, tenantId);
      const expected = sha256(writeReference([tenantId, given.category, row]));
      expect(eventKey(given)).toBe(expected);
      expect(eventKey(eventOf(reverse(row), tenantId))).toBe(expected);
    }),
    { numRuns: 3000, seed: 12 },
  );
});

test("every change of a captured row changes its key", () => {
  for (const sample of samples) {
    const key = eventKey(sample);
    const row = sample.properties;
    if (typeof row !== "object" || row === null) throw new TypeError("a row must be an object");
    expect(eventKey({ ...sample, time: "later", properties: reverse(row) })).toBe(key);
    for (const [column, value] of Object.entries(row)) {
      expect(eventKey({ ...sample, properties: { ...row, [column]: [value] } })).not.toBe(key);
    }
  }
});

test("members without a value are not part of the key", () => {
  expect(canonicalText({ a: undefined, b: 1, c: () => 1, d: undefined })).toBe('{"b":1}');
  expect(canonicalText([undefined, 1, () => 1, NaN])).toBe("[null,1,null,null]");
});

test("rows with more and longer names than the cache keeps have the right keys", () => {
  const long = Object.fromEntries(
    Array.from({ length: 40 }, (_value, index) => [`${"n".repeat(300)}${index}`, index]),
  );
  const rows = Array.from({ length: 3000 }, (_value, index) => ({
    [`b${index}`]: 1,
    [`a${index}`]: 2,
  }));
  for (const row of [long, ...rows, long, ...rows]) {
    expect(canonicalText(row)).toBe(writeReference(row));
  }
});

test("rows of any depth have keys", () => {
  const depth = 100_000;
  const row: unknown = JSON.parse(
    `{"X":${'[{"b":1,"a":'.repeat(depth)}0${"}]".repeat(depth)},"B":1}`,
  );
  const text = `["tenant","AdvancedHunting-DeviceInfo",{"B":1,"X":${'[{"a":'.repeat(depth)}0${',"b":1}]'.repeat(depth)}}]`;
  expect(eventKey(eventOf(row))).toBe(sha256(text));
});

describe("a toJSON that the project defines", () => {
  const toJSON = { value: () => "replaced", configurable: true };

  const prototypes = {
    BigInt: BigInt.prototype,
    Number: Number.prototype,
    String: String.prototype,
  };

  test.each(Object.entries(prototypes))("on any %s does not change keys", (_name, prototype) => {
    const row = { X: 5, Y: 639199803770463703n, Z: 'text "', B: true, D: [5, 5n, "\ud800", false] };
    const key = eventKey(eventOf(row));
    Object.defineProperty(prototype, "toJSON", toJSON);
    try {
      expect(eventKey(eventOf(row))).toBe(key);
    } finally {
      Reflect.deleteProperty(prototype, "toJSON");
    }
  });
});

/** Computes the keys of the captured rows in a runtime with a replaced `process`. */
async function computeKeys(process: unknown): Promise<string[]> {
  vi.resetModules();
  const fresh = await import("../../../generator/runtime/records/event-key.ts");
  vi.stubGlobal("process", process);
  try {
    return samples.map(fresh.eventKey);
  } finally {
    vi.unstubAllGlobals();
  }
}

function fail(): never {
  throw new Error("this runtime has the name of the function only");
}

describe("the implementation of SHA-256 for keys", () => {
  const withoutHash: Readonly<Record<string, unknown>> = {
    "without a process": undefined,
    "without getBuiltinModule": {},
    "without the module": { getBuiltinModule: () => undefined },
    "without crypto.hash": { getBuiltinModule: () => ({}) },
    "if crypto.hash throws": { getBuiltinModule: () => ({ hash: fail }) },
    "if crypto.hash is wrong": { getBuiltinModule: () => ({ hash: () => "00".repeat(32) }) },
    "if getBuiltinModule throws": { getBuiltinModule: fail },
  };

  test.each(Object.keys(withoutHash))("is in JavaScript %s, with the same keys", async (title) => {
    expect(await computeKeys(withoutHash[title])).toEqual(samples.map(eventKey));
  });

  test("is crypto.hash if the runtime has it", async () => {
    const hash = vi.fn<(algorithm: string, text: string, encoding: "hex") => string>(
      (algorithm, text, encoding) => createHash(algorithm).update(text).digest(encoding),
    );
    const getBuiltinModule = vi.fn<(name: string) => unknown>((name) =>
      name === "node:crypto" ? { hash } : undefined,
    );
    expect(await computeKeys({ getBuiltinModule })).toEqual(samples.map(eventKey));
    expect(getBuiltinModule).toHaveBeenCalledTimes(1);
    expect(hash).toHaveBeenCalledTimes(samples.length + 1);
  });
});
