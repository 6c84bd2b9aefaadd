// Checks the texts of the fuzzer: every kind occurs, most are messages, and strings end at every
// byte of a block.

import { expect, test } from "vitest";
import { allKinds, rareKinds } from "./body.ts";
import { findDifference } from "./difference.ts";
import { isOfLines } from "./drawn-options.ts";
import { drawCase, type FuzzCase } from "./fuzz-case.ts";
import { parseWithStack, referenceParse } from "./reference-parse.ts";
import { referenceLines, referenceMessage } from "./reference.ts";

const cases = Array.from({ length: 12_000 }, (_value, number) => drawCase(7, number)).filter(
  ({ kinds }) => !kinds.some((kind) => rareKinds.includes(kind)),
);
const messages = cases.filter(({ call }) => !isOfLines(call));

function textOf({ body }: FuzzCase): string {
  return typeof body === "string" ? body : Buffer.from(body).toString();
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function share(isWanted: (fuzzCase: FuzzCase) => boolean): number {
  return cases.filter(isWanted).length / cases.length;
}

test("a seed and a number determine a case", () => {
  for (const number of [0, 1, 17, 170]) {
    expect(findDifference(cases[number], drawCase(7, number))).toBeUndefined();
  }
  expect(new Set(cases.map(textOf)).size).toBeGreaterThan(cases.length * 0.95);
  expect(textOf(drawCase(8, 0))).not.toBe(textOf(drawCase(7, 0)));
});

test("every kind of oddity, broken JSON and damage occurs", () => {
  const counts = new Map<string, number>();
  for (const kind of cases.flatMap(({ kinds }) => kinds)) {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const usual = allKinds.filter((kind) => !rareKinds.includes(kind));
  const rare = usual.filter((kind) => (counts.get(kind) ?? 0) < 40);
  expect(rare).toEqual([]);
  expect([...counts.keys()].filter((kind) => !allKinds.includes(kind))).toEqual([]);
});

test("every call, body and option occurs, and so does every outcome of a record", () => {
  for (const call of ["parseMessage", "parseLines", "forwardMessage", "forwardLines"]) {
    expect(share((each) => each.call === call)).toBeGreaterThan(0.08);
  }
  expect(share(({ body }) => typeof body === "string")).toBeGreaterThan(0.2);
  expect(share(({ options }) => options.tables !== undefined)).toBeGreaterThan(0.3);
  expect(share(({ options }) => options.columns !== undefined)).toBeGreaterThan(0.3);
  expect(
    share(({ options }) => options.columns !== undefined && options.tables !== undefined),
  ).toBeGreaterThan(0.1);
  expect(share(({ options }) => options.unknownColumns === "reject")).toBeGreaterThan(0.1);
  expect(share(({ options }) => options.drift)).toBeGreaterThan(0.2);
  const fates = { events: 0, rejected: 0, unknown: 0, skipped: 0 };
  for (const { body, call, options, set } of cases.slice(0, 3000)) {
    if (call !== "parseLines") continue;
    const { drift: _drift, ...rest } = options;
    for (const batch of referenceLines(set.tables, body, rest)) {
      fates.events += batch.events.length;
      fates.rejected += batch.rejected.length;
      fates.unknown += batch.unknown.length;
      fates.skipped += batch.skipped;
    }
  }
  expect(Math.min(fates.events / 5, fates.rejected, fates.unknown, fates.skipped)).toBeGreaterThan(
    10,
  );
});

test("most texts are messages of several records with one oddity", () => {
  const some = messages.slice(0, 3000);
  const read = some.filter(({ body, set }) => {
    try {
      const { events, rejected, unknown } = referenceMessage(set.tables, body);
      return events.length + rejected.length + unknown.length > 1;
    } catch {
      return false;
    }
  });
  expect(read.length / some.length).toBeGreaterThan(0.6);
  const single = read.filter(({ kinds }) => kinds.length === 1);
  expect(single.length / some.length).toBeGreaterThan(0.5);
});

test("quotes are at every byte of a block of sixteen", () => {
  const counts = Array.from({ length: 16 }, () => 0);
  for (const { body } of messages) {
    for (const [at, byte] of Buffer.from(body).entries()) {
      if (byte === 0x22) counts[at % 16] = (counts[at % 16] ?? 0) + 1;
    }
  }
  expect(Math.min(...counts)).toBeGreaterThan(1000);
});

test("strings have every length up to 70", () => {
  const lengths = new Set<number>();
  for (const [text] of cases
    .map(textOf)
    .join("\n")
    .matchAll(/"(?:[^"\\]|\\.)*"/g)) {
    lengths.add(text.length - 2);
  }
  const all = Array.from({ length: 71 }, (_value, length) => length);
  expect(all.filter((length) => !lengths.has(length))).toEqual([]);
});

test("the reference rejects what JSON.parse rejects", () => {
  const broken = messages.map(textOf).filter((text) => !isJson(text));
  expect(broken.length).toBeGreaterThan(500);
  for (const text of broken) expect(() => referenceParse(text)).toThrow(SyntaxError);
});

test("the reference parses as JSON.parse does, except for long integers", () => {
  let withLongs = 0;
  for (const text of messages.slice(0, 2500).map(textOf).filter(isJson)) {
    const exact = referenceParse(text);
    expect(findDifference(exact, parseWithStack(text))).toBeUndefined();
    const difference = findDifference(JSON.parse(text), exact);
    if (difference === undefined) continue;
    withLongs += 1;
    expect(typeof difference.actual).toBe("bigint");
    expect(Number(difference.actual)).toBe(difference.expected);
  }
  expect(withLongs).toBeGreaterThan(100);
});
