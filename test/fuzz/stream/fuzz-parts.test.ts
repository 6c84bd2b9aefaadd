// Checks the parts of the fuzzer: the comparison finds every kind of difference, planted faults are
// found, and findings are shrunk.

import { describe, expect, test } from "vitest";
import { MessageError } from "../../../generator/runtime/stream/message-error.ts";
import { compareCase } from "./compare.ts";
import { describeBody, describeFinding } from "./describe-finding.ts";
import { findDifference } from "./difference.ts";
import { fuzz } from "./fuzz.ts";
import { drawCase, type FuzzCase } from "./fuzz-case.ts";
import { tableSets } from "./fuzz-tables.ts";
import type { Reader } from "./reader.ts";
import { referenceReader } from "./reference-as-reader.ts";
import { shrink } from "./shrink.ts";

function parsed(text: string): unknown {
  return JSON.parse(text);
}

function nested(depth: number, core: unknown): unknown {
  let value = core;
  for (let level = 0; level < depth; level++) value = { a: [value] };
  return value;
}

describe("the comparison", () => {
  test.each<[string, unknown, unknown]>([
    ["another number", 1, 2],
    ["-0 instead of 0", 0, -0],
    ["a number instead of a bigint", 1n, 1],
    ["text instead of a number", 1, "1"],
    ["null instead of undefined", undefined, null],
    ["an absent key instead of undefined", { a: undefined }, {}],
    ["another order of keys", { a: 1, b: 2 }, { b: 2, a: 1 }],
    ["a missing own __proto__", parsed('{"__proto__":{}}'), {}],
    ["another own __proto__", parsed('{"__proto__":{"a":1}}'), parsed('{"__proto__":{"a":2}}')],
    ["an object without a prototype", {}, Object.create(null)],
    ["an object instead of an array", [], {}],
    ["a shorter array", [1, 2], [1]],
    ["a hole in an array", [undefined], Array.from({ length: 1 }).fill(0)],
    ["other bytes", Buffer.from("ab"), Buffer.from("ac")],
    ["text instead of bytes", Buffer.from("ab"), "ab"],
    ["another entry of a map", new Map([["a", 1]]), new Map([["a", 2]])],
    ["a missing entry of a map", new Map([["a", 1]]), new Map()],
    ["a difference below 10,000 levels", nested(5000, 1), nested(5000, 2)],
  ])("finds %s", (_name, expected, actual) => {
    expect(findDifference(expected, actual)).toBeDefined();
    expect(findDifference(actual, expected)).toBeDefined();
    expect(findDifference([{ x: expected }], [{ x: expected }])).toBeUndefined();
  });

  test("finds no difference in the order of a map, in the class of bytes, or between NaN and NaN", () => {
    const bytes = Buffer.from("ab");
    expect(
      findDifference(
        new Map([
          ["a", 1],
          ["b", 2],
        ]),
        new Map([
          ["b", 2],
          ["a", 1],
        ]),
      ),
    ).toBeUndefined();
    expect(findDifference(bytes, Uint8Array.from(bytes))).toBeUndefined();
    expect(findDifference(Number.NaN, Number.NaN)).toBeUndefined();
  });
});

const [set] = tableSets;
if (set === undefined) throw new Error("there are no tables");

const sample: FuzzCase = {
  ...drawCase(1, 0),
  set,
  call: "parseMessage",
  bytesStyle: "bytes",
  options: { drift: true },
  disturbed: false,
  body: Buffer.from(
    '{"records":[{"category":"AdvancedHunting-T","properties":{"Text":"a","x":1}},{"category":"AdvancedHunting-T","properties":{"Long":"a"}},{"category":"AdvancedHunting-New"}]}',
  ),
};
const lines: FuzzCase = {
  ...sample,
  call: "parseLines",
  body: '{"category":"AdvancedHunting-T","properties":{}}\n5\n6\n',
  options: { batchSize: 2, drift: false },
};

async function summaryOf(fault: Partial<Reader>, fuzzCase: FuzzCase = sample): Promise<string> {
  const difference = await compareCase([{ ...referenceReader, ...fault }], fuzzCase);
  return difference?.summary ?? "no difference";
}

const { parseMessage, parseLines } = referenceReader;
let held = { events: [] as unknown[], rejected: [], unknown: [], skipped: 0 };

describe("a fuzz case", () => {
  test("shows no fault of the reference itself", async () => {
    expect(await summaryOf({})).toBe("no difference");
    expect(await summaryOf({}, lines)).toBe("no difference");
    for (const call of ["forwardMessage", "forwardLines"] as const) {
      expect(await summaryOf({}, { ...sample, call })).toBe("no difference");
    }
  });

  test.each<[string, Partial<Reader>]>([
    ["result.events", { parseMessage: (...all) => ({ ...parseMessage(...all), events: [] }) }],
    ["result.skipped", { parseMessage: (...all) => ({ ...parseMessage(...all), skipped: 1 }) }],
    [
      "result.rejected.0.index",
      {
        parseMessage(...all) {
          const batch = parseMessage(...all);
          return { ...batch, rejected: batch.rejected.map((each) => ({ ...each, index: 0 })) };
        },
      },
    ],
    [
      "result.rejected.0.issues",
      {
        parseMessage(...all) {
          const batch = parseMessage(...all);
          return { ...batch, rejected: batch.rejected.map((each) => ({ ...each, issues: [] })) };
        },
      },
    ],
    [
      "drift.",
      {
        parseMessage: (tables, body, options) =>
          parseMessage(tables, body, { ...options, drift: undefined }),
      },
    ],
    [
      ": keys",
      {
        parseMessage() {
          throw new MessageError("planted");
        },
      },
    ],
    [
      ": keys",
      {
        parseMessage() {
          throw new TypeError("planted");
        },
      },
    ],
    [
      ": keys",
      {
        parseMessage(tables, body, options) {
          const batch = parseMessage(tables, body, options);
          if (typeof body !== "string") body[0] = 0;
          return batch;
        },
      },
    ],
  ])("shows a planted fault at %s", async (summary, fault) => {
    expect(await summaryOf(fault)).toContain(summary);
  });

  test("shows a result that a later call changes", async () => {
    const fault: Partial<Reader> = {
      parseMessage(...all) {
        held.events.length = 0;
        const batch = parseMessage(...all);
        held = { ...held, events: batch.events };
        return batch;
      },
    };
    expect(await summaryOf(fault)).toBe("no difference");
    expect(await summaryOf(fault, { ...sample, disturbed: true })).toContain("result.events");
  });

  test("shows batches of another size", async () => {
    const fault: Partial<Reader> = {
      parseLines: (tables, source, options) =>
        parseLines(tables, source, { ...options, batchSize: 3 }),
    };
    expect(await summaryOf(fault, lines)).toContain("result: keys");
  });

  test("random texts reveal a planted fault, which is then shrunk", async () => {
    const fault: Reader = {
      ...referenceReader,
      name: "faulty",
      parseMessage(tables, body, options) {
        const batch = parseMessage(tables, body, options);
        const hasFragment = Buffer.from(body).includes('":[');
        return hasFragment ? { ...batch, events: batch.events.slice(1) } : batch;
      },
    };
    const { finding, ran } = await fuzz([referenceReader, fault], {
      seed: 1,
      first: 0,
      count: 5000,
    });
    if (finding === undefined) throw new Error("nothing was found");
    expect(finding.difference.reader).toBe("faulty");
    expect(finding.original.number).toBe(ran - 1);
    expect(finding.shrunk.body.length).toBeLessThan(90);
    expect(finding.shrunk.options).toEqual({ drift: false });
    expect(describeFinding(finding)).toContain(`--first ${ran - 1} --count 1`);
  });
});

describe("the shrinker", () => {
  test.each(["text", "bytes"])("removes everything of %s that does not matter", async (kind) => {
    const text = `{"records":[${'{"time":"x","b":[1,2]},'.repeat(20)}{"a":":[","b":1}]}`;
    const body = kind === "text" ? text : Buffer.from(text);
    const shrunk = await shrink(body, async (candidate) => Buffer.from(candidate).includes(":["));
    expect(typeof shrunk).toBe(typeof body);
    expect(Buffer.from(shrunk).toString()).toBe(":[");
  });

  test("keeps a text valid for a condition that only valid texts meet, and simplifies it", async () => {
    const body = '{"xyz":[12345,{"k":"some text","l":null}],"other":{"deep":[[["é"]]]}}';
    const shrunk = await shrink(body, async (candidate) => {
      try {
        return String(JSON.stringify(JSON.parse(String(candidate)))).includes("[[[");
      } catch {
        return false;
      }
    });
    expect(shrunk).toBe("[[[]]]");
  });

  test("stops after a number of attempts", async () => {
    let tries = 0;
    const count = async (): Promise<boolean> => {
      tries += 1;
      return false;
    };
    await shrink("x".repeat(1000), count, { tries: 50, milliseconds: 10_000 });
    expect(tries).toBe(50);
  });
});

test.each<[string | Uint8Array, string]>([
  ['a"\n\u00e9', '"a\\"\\n\\u00e9"'],
  [Buffer.from("a\u00e9"), 'Buffer.from("a\\u00e9")'],
  [Uint8Array.of(0x61, 0xff), 'Buffer.from("a\\u00ff", "latin1")'],
])("a body is printed as an expression: %#", (body, text) => {
  expect(describeBody(body)).toBe(text);
});
