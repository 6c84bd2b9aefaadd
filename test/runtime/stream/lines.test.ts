// Checks that batches depend only on the lines, however the bytes are cut and whatever kind of
// source yields them.

import { Readable } from "node:stream";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MessageError, parseLines, stringify } from "../../../generated/index.ts";
import type { LineSource } from "../../../generator/runtime/stream/line-source.ts";
import type { LineOptions } from "../../../generator/runtime/stream/read-lines.ts";
import type { Batch } from "../../../generator/runtime/records/triage.ts";
import { fatedRecords, sampleTexts } from "../../support/records.ts";

const encoder = new TextEncoder();

async function readAll(
  source: LineSource,
  options: Omit<LineOptions, "tables"> = {},
): Promise<unknown[]> {
  const batches: unknown[] = [];
  for await (const batch of parseLines(source, options)) batches.push(batch);
  return batches;
}

/** Yields the pieces in one buffer that is reused, as a source may do. */
async function* cut(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(bytes.length);
  let start = 0;
  for (const end of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
    buffer.set(bytes.subarray(start, end));
    yield buffer.subarray(0, end - start);
    start = end;
  }
}

const small = [
  '{"time":"t","category":"AdvancedHunting-DeviceInfo","properties":{"ReportId":639199803770463703,"DeviceName":"ä€😀"}}',
  "{not json €",
  "",
  '{"time":"t","category":"AdvancedHunting-New","properties":{}}',
  '{"time":"t","category":"AdvancedHunting-DeviceInfo","properties":{"ReportId":"x"}}',
].join("\r\n");

test("the captured records are all events, in batches", async () => {
  const source = `${sampleTexts.join("\r\n")}\r\n`;
  const sizes: number[] = [];
  const texts: string[] = [];
  for await (const { events, rejected, unknown, skipped } of parseLines(source, {
    batchSize: 32,
  })) {
    sizes.push(events.length);
    texts.push(...events.map(stringify));
    expect([rejected, unknown, skipped]).toEqual([[], [], 0]);
  }
  expect(sizes).toEqual([32, 32, 6]);
  expect(texts).toEqual(sampleTexts);
});

test("the batches are the same wherever the bytes are cut", async () => {
  const bytes = encoder.encode(small);
  const whole = await readAll(bytes, { batchSize: 2 });
  expect(whole).toMatchObject([
    { events: [{}], rejected: [{ index: 1, record: "{not json €" }] },
    { unknown: [{ index: 2 }], rejected: [{ index: 3 }] },
  ]);
  for (let at = 0; at <= bytes.length; at++) {
    expect(await readAll(cut(bytes, [at]), { batchSize: 2 })).toEqual(whole);
  }
  const each = Array.from({ length: bytes.length }, (_, at) => at);
  expect(await readAll(cut(bytes, each), { batchSize: 2 })).toEqual(whole);
});

test("the batches are the same for any cuts of any records", async () => {
  await fc.assert(
    fc.asyncProperty(
      fatedRecords,
      fc.constantFrom("\n", "\r\n"),
      fc.array(fc.nat(), { maxLength: 6 }),
      async (fated, end, places) => {
        const bytes = encoder.encode(
          fated.map(({ record }) => JSON.stringify(record) + end).join(""),
        );
        const cuts = places.map((place) => place % (bytes.length + 1));
        expect(await readAll(cut(bytes, cuts), { batchSize: 3 })).toEqual(
          await readAll(bytes, { batchSize: 3 }),
        );
      },
    ),
    { numRuns: 300, seed: 5 },
  );
});

describe("parseLines reads", () => {
  const bytes = encoder.encode(small);
  const parts = [bytes.slice(0, 70), bytes.slice(70, 90), bytes.slice(90)];
  const web = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
  test.each<[string, LineSource]>([
    ["text", small],
    ["texts", [small.slice(0, 70), small.slice(70)]],
    ["chunks of bytes", parts],
    ["Node buffers", [Buffer.from(bytes)]],
    ["a Node stream", Readable.from(parts)],
    ["a web stream", web],
    ["a reader of a web stream", { getReader: () => new Blob(parts).stream().getReader() }],
  ])("%s", async (_name, source) => {
    expect(await readAll(source)).toEqual(await readAll(bytes));
  });

  test("parseLines reads from a buffer that is reused", async () => {
    const buffer = new Uint8Array(7);
    async function* reusing(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < bytes.length; at += 7) {
        const part = bytes.subarray(at, at + 7);
        buffer.set(part);
        yield buffer.subarray(0, part.length);
      }
    }
    expect(await readAll(reusing())).toEqual(await readAll(bytes));
  });

  test("parseLines closes its source when the caller stops early", async () => {
    let closed = false;
    async function* source(): AsyncGenerator<string> {
      try {
        for (;;) yield `${sampleTexts[0]}\n`;
      } finally {
        closed = true;
      }
    }
    for await (const batch of parseLines(source(), { batchSize: 2 })) {
      expect(batch.events).toHaveLength(2);
      break;
    }
    expect(closed).toBe(true);
  });
});

test("lines that are not text or not JSON are rejected, and their neighbors are read", async () => {
  const good = `${sampleTexts[0]}\n`;
  const source = Buffer.concat([
    Buffer.from(`\uFEFF${good}`),
    Buffer.from([0x7b, 0xff, 0x0a]),
    Buffer.from("{\n   \n"),
    Buffer.from(good.trimEnd()),
  ]);
  expect(await readAll(source)).toMatchObject([
    {
      events: [{}, {}],
      rejected: [
        { index: 1, issues: [{ message: "not UTF-8" }] },
        { index: 2, record: "{", issues: [{ message: /unexpected end of input at position 1$/ }] },
      ],
    },
  ]);
});

test("one byte order mark is removed from every line, wherever the bytes are cut", async () => {
  const text = `\uFEFF${sampleTexts[0]}\n\uFEFF${sampleTexts[1]}\r\n\uFEFF\n\uFEFF\uFEFF{}\n\uFEFF${sampleTexts[2]}`;
  const marked = encoder.encode(text);
  const whole = await readAll(marked);
  expect(whole).toMatchObject([{ events: [{}, {}, {}], rejected: [{ index: 2 }] }]);
  expect(await readAll(text)).toEqual(whole);
  for (let at = 0; at < marked.length; at += 7) {
    expect(await readAll([marked.subarray(0, at), marked.subarray(at)])).toEqual(whole);
  }
});

test("a rejected line has its own memory, even if Node's buffer is reused", async () => {
  const buffer = Buffer.from([0xff, 0xfe, 0x41, 0x0a]);
  async function* reusing(): AsyncGenerator<Uint8Array> {
    yield buffer;
    buffer.fill(0x7a);
  }
  expect(await readAll(reusing())).toMatchObject([
    { rejected: [{ record: Uint8Array.of(0xff, 0xfe, 0x41) }] },
  ]);
});

test("a line that is too long is a rejected record, and reading continues", async () => {
  const bytes = encoder.encode(`${small}\r\n${"x".repeat(300)}\n${small}\n${"y".repeat(500)}`);
  const options = { batchSize: 3, longestLine: 150 };
  const whole = await readAll(bytes, options);
  expect(whole.flatMap((batch) => (batch as Batch<unknown>).rejected)).toMatchObject([
    { index: 1, record: "{not json €" },
    { index: 3 },
    {
      index: 4,
      record: undefined,
      issues: [{ message: "line at position 288 exceeds `longestLine`: length 300", path: [] }],
    },
    { index: 6 },
    { index: 8 },
    { index: 9, record: undefined },
  ]);
  for (let position = 0; position <= bytes.length; position++) {
    expect(await readAll(cut(bytes, [position]), options)).toEqual(whole);
  }
  for (const size of [1, 7, 100]) {
    const cuts = Array.from({ length: bytes.length / size }, (_, index) => index * size);
    expect(await readAll(cut(bytes, cuts), options)).toEqual(whole);
  }
});

test("a source that mixes text and bytes is rejected", async () => {
  await expect(readAll(["{", encoder.encode("}")])).rejects.toThrow(MessageError);
});

test("lines of tables that are not chosen are skipped", async () => {
  const counts = { events: 0, skipped: 0, rejected: 0 };
  for await (const batch of parseLines(sampleTexts.join("\r\n"), { tables: ["CloudAppEvents"] })) {
    counts.events += batch.events.length;
    counts.skipped += batch.skipped;
    counts.rejected += batch.rejected.length;
  }
  expect(counts).toEqual({ events: 4, skipped: 66, rejected: 0 });
});
