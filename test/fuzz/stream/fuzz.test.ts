// Compares the readers with the reference: random texts of a fixed seed, and deeply nested values.

import { expect, test } from "vitest";
import { choose } from "../../../generator/runtime/records/choice.ts";
import { refuseScanner } from "../../../generator/runtime/scan/instance.ts";
import { scan } from "../../../generator/runtime/scan/scan.ts";
import { compareCase } from "./compare.ts";
import { describeFinding } from "./describe-finding.ts";
import { fuzz } from "./fuzz.ts";
import { drawCase } from "./fuzz-case.ts";
import { tableSets } from "./fuzz-tables.ts";
import type { Body } from "./line-source.ts";
import { listReaders } from "./readers.ts";
import { referenceMessage } from "./reference.ts";

const readers = listReaders();

test("the readers read 10,000 random texts as the reference does, with and without the scanner", async () => {
  const { ran, finding } = await fuzz(readers, { seed: 1, first: 0, count: 10_000 });
  expect(finding === undefined ? "no difference" : describeFinding(finding)).toBe("no difference");
  expect(ran).toBe(10_000);
});

test("the scanner decides most messages, so that not only the fallback is compared", () => {
  refuseScanner(false);
  let decided = 0;
  let read = 0;
  for (let number = 0; number < 2000; number++) {
    const { body, set, kinds } = drawCase(2, number);
    const choice = choose(set.tables, {}, false);
    const request = { tables: set.tables, choice, mode: "write", strict: false } as const;
    if (!isMessage(body) || kinds.includes("deep nesting")) continue;
    read += 1;
    if (scan(Buffer.from(body), { ...request, form: "message" }) !== undefined) decided += 1;
  }
  expect(read).toBeGreaterThan(900);
  expect(decided / read).toBeGreaterThan(0.8);
});

function isMessage(body: Body): boolean {
  try {
    referenceMessage({}, body);
    return true;
  } catch {
    return false;
  }
}

test.each<[string, string]>([
  ["20,000 objects", '{"a":'.repeat(20_000) + "1" + "}".repeat(20_000)],
  ["10,000 arrays that are not closed", "[".repeat(10_000)],
  ["100,000 arrays", "[".repeat(100_000) + "639199803770463703" + "]".repeat(100_000)],
])("reads %s in each other as the reference does", async (_name, value) => {
  const [set] = tableSets;
  if (set === undefined) throw new Error("there are no tables");
  const record = `{"category":"AdvancedHunting-AllScalars","properties":{"The_dynamic":${value}}}`;
  const body = Buffer.from(`{"records":[{},${record}]}`);
  const plain = { ...drawCase(1, 0), set, disturbed: false, options: { drift: false } };
  const found = [
    await compareCase(readers, { ...plain, body, call: "parseMessage" }),
    await compareCase(readers, { ...plain, body, call: "forwardMessage" }),
    await compareCase(readers, { ...plain, body: Buffer.from(record), call: "parseLines" }),
  ];
  expect(found.map((difference) => difference?.summary)).toEqual([undefined, undefined, undefined]);
});
