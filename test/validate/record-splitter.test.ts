// Compares the splitter of `huntgen validate` with a slow reference, on drawn texts that are cut
// into chunks. To run more: SPLITTER_RUNS=1000000 SPLITTER_SEED=1 npx vitest run test/validate

import { isDeepStrictEqual } from "node:util";
import { assert, property } from "fast-check";
import { expect, test } from "vitest";
import { drawnText } from "./drawn-texts.ts";
import { referenceRecords } from "./reference-records.ts";
import { cleanRecords, type Part, splitText } from "./split-text.ts";

const numRuns = Number(process.env["SPLITTER_RUNS"] ?? 2000);
const seed = process.env["SPLITTER_SEED"];

test("the splitter finds the same records in drawn texts as the reference, however the texts are cut", () => {
  assert(
    property(drawnText, (text) => {
      const bytes = Buffer.from(text);
      const parts = splitText([bytes]);
      const found = cleanRecords(parts);
      const expected = referenceRecords(text);
      expect(found.isClean).toBe(expected.isClean);
      const records = expected.records.map(latin1);
      // Before the first error, nothing is lost.
      const length = expected.isClean ? found.records.length : records.length;
      expect(found.records.slice(0, length)).toEqual(records);
      checkLines(text, found.records);
      checkPositions(bytes, parts);
      checkCuts(bytes, parts);
    }),
    { numRuns, ...(seed !== undefined && { seed: Number(seed) }) },
  );
});

test("the splitter reads records up to the longest, and what follows longer ones, however texts are cut", () => {
  const bytes = Buffer.from(
    '[{"a":123},{"a":1234},1]\n{"a":123}\n{"a":1234}\n{"records":[2],"a":1}',
  );
  const parts = splitText([bytes], 9);
  const texts = parts.filter(({ kind }) => kind === "record").map(({ text }) => text);
  expect(texts).toEqual(['{"a":123}', "1", '{"a":123}', "2"]);
  expect(parts.filter(({ kind }) => kind.startsWith("too-large"))).toHaveLength(3);
  for (let at = 1; at < bytes.length; at++) {
    expect(splitText([bytes.subarray(0, at), bytes.subarray(at)], 9)).toEqual(parts);
  }
});

/**
 * Checks that in a text of lines each line that is valid by itself is read, whatever the other
 * lines hold.
 */
function checkLines(text: string, found: readonly string[]): void {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.trim() !== "");
  const firstLine = referenceRecords(lines[first] ?? "");
  const isOneValue = firstLine.isClean && countValues(lines[first] ?? "") === 1;
  // A line that ends with an opening bracket may continue on the next line.
  const mayGoOn = lines.some((line) => /[[{][ \t\r]*$/.test(line));
  if (!isOneValue || mayGoOn || first === lines.length - 1) return;
  const expected = lines
    .map(referenceRecords)
    .flatMap(({ isClean, records }) => (isClean ? records.map(latin1) : []));
  let at = 0;
  for (const record of found) if (record === expected[at]) at += 1;
  expect(expected.slice(at)).toEqual([]);
}

function countValues(line: string): number {
  const text = line.replaceAll("\uFEFF", "");
  try {
    JSON.parse(text);
    return 1;
  } catch {
    return 2;
  }
}

/**
 * Checks that each reported part is in the text at its position. A message is reported without its
 * records.
 */
function checkPositions(bytes: Buffer, parts: readonly Part[]): void {
  let end = 0;
  for (const { kind, text, line, byte } of parts) {
    if (kind !== "record") continue;
    const start = end;
    end = byte + text.length;
    const lines = bytes.toString("latin1", 0, byte).split("\n");
    const isThere = byte >= start && bytes.toString("latin1", byte, end) === text;
    expect(isThere && lines.length === line, `${line}, ${byte}: ${text}`).toBe(true);
  }
}

/** Cuts a text into bytes, and in two at up to forty positions. */
function checkCuts(bytes: Buffer, expected: readonly Part[]): void {
  const cuts: Uint8Array[][] = [Array.from(bytes, (byte) => Uint8Array.of(byte))];
  const step = Math.ceil(bytes.length / 40);
  for (let at = 1; at < bytes.length; at += step)
    cuts.push([bytes.subarray(0, at), bytes.subarray(at)]);
  const differing = cuts
    .map((chunks) => splitText(chunks))
    .find((parts) => !isDeepStrictEqual(parts, expected));
  expect(differing ?? expected).toEqual(expected);
}

function latin1(text: string): string {
  return Buffer.from(text).toString("latin1");
}
