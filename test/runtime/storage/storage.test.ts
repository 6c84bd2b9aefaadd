// Checks that every record of a blob is read once, however blobs grow, connections break and runs
// end.

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Batch,
  createDriftCollector,
  parseLines,
  stringify,
} from "../../../generated/index.ts";
import { type BlobBatch, BlobError, readBlobs } from "../../../generated/storage.ts";
import {
  createMemoryStorage,
  type Fate,
  type MemoryStorage,
  requestError,
} from "./memory-storage.ts";
import { fatedRecords } from "../../support/records.ts";
import { event, eventOf, list, one, path, pathOf, type Positions, read } from "./stored-events.ts";

const encoder = new TextEncoder();
/** Returns the records of batches, each kind in the order of the source. */
function recordsOf(
  batches: readonly Batch<unknown>[],
): Record<"events" | "rejected" | "unknown", string[]> {
  return {
    events: batches.flatMap(({ events }) => events.map((record) => stringify(record))),
    rejected: batches.flatMap(({ rejected }) => rejected.map(({ record }) => stringify(record))),
    unknown: batches.flatMap(({ unknown }) => unknown.map(({ record }) => stringify(record))),
  };
}

/** Returns what `parseLines` reads from the same bytes. */
async function expectedOf(bytes: Uint8Array): Promise<ReturnType<typeof recordsOf>> {
  const batches: Batch<unknown>[] = [];
  for await (const batch of parseLines(bytes)) batches.push(batch);
  return recordsOf(batches);
}

describe("readBlobs", () => {
  test("yields the batches of parseLines, with blob and position", async () => {
    const storage = createMemoryStorage();
    const lines = [event, "{no json", '{"category":"AdvancedHunting-New"}', event];
    storage.append(path, lines.map((line) => `${line}\r\n`).join(""));
    const batches = await read(storage, {}, { batchSize: 3 });
    const sizes = lines.map((line) => encoder.encode(line).length + 2);
    const blob = { path, table: "DeviceInfo", tenantId: one, hour: "2026-03-01T00:00:00Z" };
    expect(batches).toMatchObject([
      {
        blob,
        position: sizes.slice(0, 3).reduce((a, b) => a + b),
        events: [{ properties: { ReportId: 639199803770463703n } }],
        rejected: [{ index: 1, record: "{no json" }],
        unknown: [{ index: 2 }],
      },
      { blob, position: sizes.reduce((a, b) => a + b), events: [{}] },
    ]);
  });

  test("skips the records of tables that are not chosen", async () => {
    const storage = createMemoryStorage();
    storage.append(path, `${event}\n${event.replace("-DeviceInfo", "-AlertInfo")}\n`);
    const batches = await read(storage, {}, { tables: ["DeviceInfo"] });
    expect(batches).toMatchObject([{ events: [{}], skipped: 1, unknown: [], rejected: [] }]);
  });

  test.each<[string, string, number, number]>([
    ["a whole line", `${event}\r\n`, 1, 0],
    ["a whole object without a line break", event, 1, 0],
    ["a whole object and half a line break", `${event}\r`, 1, 0],
    ["half an object", event.slice(0, -1), 0, event.length - 1],
    ["half a character", event.slice(0, event.indexOf("€") + 1), 0, event.indexOf("€") + 1],
    ["a number, which may continue", "12", 0, 2],
    ["blanks", " \r", 0, 0],
  ])("handles an incomplete last line: %s", async (_name, last, records, left) => {
    const storage = createMemoryStorage();
    storage.append(path, `${event}\r\n`);
    const whole = encoder.encode(last);
    // Half a character is half of its bytes.
    const bytes = last.endsWith("€") ? whole.subarray(0, -1) : whole;
    storage.append(path, bytes);
    const positions: Positions = {};
    expect(recordsOf(await read(storage, positions)).events).toHaveLength(1 + records);
    const rest = storage.bytes(path).length - (positions[path] ?? 0);
    expect(rest).toBe(left === 0 ? 0 : bytes.length);
    // There is nothing more to read, or only the same rest, which is still incomplete.
    expect(await read(storage, positions)).toEqual([]);
    storage.append(path, `\r\n${event}\r\n`);
    expect(recordsOf(await read(storage, positions)).events).toContain(event);
  });

  test("moves past blank lines with a batch without records", async () => {
    const storage = createMemoryStorage();
    storage.append(path, event);
    const positions: Positions = {};
    await read(storage, positions);
    storage.append(path, "\r\n\r\n");
    expect(await read(storage, positions)).toMatchObject([
      { events: [], rejected: [], unknown: [], skipped: 0, position: storage.bytes(path).length },
    ]);
    expect(await read(storage, positions)).toEqual([]);
  });

  test("does not download a blob that has not grown", async () => {
    const storage = createMemoryStorage();
    const other = pathOf("AlertInfo", "2026-03-01T00:00:00Z");
    storage.append(path, `${event}\r\n`);
    storage.append(other, `${event}\r\n`);
    const positions: Positions = {};
    await read(storage, positions);
    storage.append(other, `${event}\r\n`);
    storage.requests.length = 0;
    await read(storage, positions);
    const size = encoder.encode(event).length + 2;
    expect(storage.requests.filter((each) => each.startsWith("download"))).toEqual([
      `download ${other} ${size} ${size}`,
    ]);
  });

  test("rejects a blob that is shorter than its position", async () => {
    const storage = createMemoryStorage();
    storage.append(path, `${event}\r\n${event}\r\n`);
    const positions: Positions = {};
    await read(storage, positions);
    const position = positions[path] ?? 0;
    storage.replace(path, `${event}\r\n`);
    const error = await read(storage, positions).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BlobError);
    expect(error).toMatchObject({
      path,
      position,
      message: `${path}, read up to byte ${position}: the blob was replaced and has ${position / 2} bytes; to read it again, remove its position`,
    });
  });

  test("continues with other blobs after one fails, if `onBlobError` is set", async () => {
    const storage = createMemoryStorage();
    const hours = ["00", "01", "02"].map((hour) => `2026-03-01T${hour}:00:00Z`);
    const [shrunk = "", ...others] = hours.map((hour) => pathOf("DeviceInfo", hour));
    const reported: string[] = [];
    for (const each of [shrunk, ...others]) storage.append(each, `${event}\r\n`);
    const report = async (error: BlobError): Promise<unknown> => reported.push(error.path);
    const batches = await read(storage, { [shrunk]: 10_000 }, { onBlobError: report });
    expect(reported).toEqual([shrunk]);
    expect(batches.map(({ blob }) => blob.path)).toEqual(others);
    const stop = new Error("stop");
    const onBlobError = (): never => {
      throw stop;
    };
    await expect(read(storage, { [shrunk]: 10_000 }, { onBlobError })).rejects.toBe(stop);
  });
});

const fates: fc.Arbitrary<Fate> = fc.record(
  {
    chunks: fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 }),
    // At least one byte always arrives: a separate test covers downloads that never progress.
    breaksAfter: fc.integer({ min: 1, max: 400 }),
    endsAfter: fc.integer({ min: 1, max: 400 }),
  },
  { requiredKeys: ["chunks"] },
);

const noise = fc.constantFrom("\r\n", "\n", "\r\n\r\n", "\r\n \t\r\n", "\r\nnot json €\r\n");

/**
 * The bytes of a finished blob, the cuts between which it grew, and what happened to its readers.
 */
const histories = fc.record({
  records: fc.array(fc.tuple(fatedRecords, noise), { minLength: 1, maxLength: 4 }),
  cuts: fc.array(fc.nat(), { maxLength: 8 }),
  /** How much of the next piece arrives while the current piece is downloaded, in hundredths. */
  early: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 4 }),
  fates: fc.array(fates, { maxLength: 12 }),
  /** Numbers of batches after which a run ends as if it were killed. */
  kills: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 6 }),
  batchSize: fc.integer({ min: 1, max: 5 }),
});

test("each record is yielded once and in order, however a blob grows, downloads break and runs are killed", async () => {
  const seen = { runs: 0, downloads: 0, records: 0, kills: 0 };
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const text = history.records
        .flatMap(([records, end]) => records.map(({ record }) => JSON.stringify(record) + end))
        .join("");
      const bytes = encoder.encode(text);
      const storage = createMemoryStorage();
      const positions: Positions = {};
      const got: BlobBatch<unknown>[] = [];
      const kills = [...history.kills];
      let there = 0;
      storage.append(path, new Uint8Array());
      const ends = history.cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b);
      for (const [turn, end] of [...ends, bytes.length].entries()) {
        storage.append(path, bytes.subarray(there, end));
        const share = (history.early[turn % history.early.length] ?? 0) / 100;
        const next = ends[turn + 1] ?? bytes.length;
        const grows = bytes.subarray(end, end + Math.floor((next - end) * share));
        there = end;
        storage.fates.push({ chunks: [7], grows });
        storage.fates.push(...history.fates.slice(turn * 2, turn * 2 + 2));
        for (;;) {
          const most = kills.shift() ?? Infinity;
          const batches = await read(storage, positions, { batchSize: history.batchSize }, most);
          got.push(...batches);
          seen.runs += 1;
          // A position is set so that everything before it was yielded, and nothing after it.
          const position = positions[path] ?? 0;
          expect(recordsOf(got)).toEqual(
            await expectedOf(storage.bytes(path).subarray(0, position)),
          );
          there = storage.bytes(path).length;
          if (most === Infinity) break;
          seen.kills += 1;
        }
        storage.fates.length = 0;
      }
      got.push(...(await read(storage, positions)));
      expect(recordsOf(got)).toEqual(await expectedOf(bytes));
      expect(positions[path] ?? 0).toBe(bytes.length);
      seen.downloads += storage.requests.filter((each) => each.startsWith("download")).length;
      seen.records += Object.values(recordsOf(got)).flat().length;
    }),
    { numRuns: 300, seed: 8 },
  );
  expect(seen.records).toBeGreaterThan(1000);
  expect(seen.kills).toBeGreaterThan(300);
});

describe("readBlobs on downloads that fail or stop", () => {
  const lines = Array.from({ length: 20 }, (_, index) => eventOf(`device ${index}`, BigInt(index)));
  const text = lines.map((line) => `${line}\r\n`).join("");

  function filled(...fate: Fate[]): MemoryStorage {
    const storage = createMemoryStorage();
    storage.append(path, text);
    storage.fates.push(...fate);
    return storage;
  }

  const broken: Fate = { chunks: [50], breaksAfter: 0 };

  test("resumes at the offset at which the connection broke", async () => {
    const storage = filled({ chunks: [50], breaksAfter: 1000 }, broken, broken, broken, broken);
    expect(recordsOf(await read(storage)).events).toEqual(lines);
    expect(storage.requests.slice(-2)).toEqual(
      Array.from({ length: 2 }, () => `download ${path} 1000 ${text.length - 1000}`),
    );
  });

  test("continues if the stream ends early", async () => {
    const storage = filled({ chunks: [50], endsAfter: 1000 }, { chunks: [50], endsAfter: 0 });
    expect(recordsOf(await read(storage)).events).toEqual(lines);
  });

  test("reads up to the old length if the blob grows meanwhile, which fails the SDK's own retry", async () => {
    const storage = filled(
      { chunks: [50], breaksAfter: 700, grows: encoder.encode(`${event}\r\n`) },
      { chunks: [1], refuses: requestError(412, "ConditionNotMet") },
    );
    const positions: Positions = {};
    expect(recordsOf(await read(storage, positions)).events).toEqual(lines);
    expect(positions[path]).toBe(text.length);
    expect(recordsOf(await read(storage, positions)).events).toEqual([event]);
  });

  test.each<[string, Fate[], number]>([
    ["five attempts return no bytes", [broken, broken, broken, broken, broken], 5],
    ["access is denied", [{ chunks: [1], refuses: requestError(403, "Forbidden") }], 1],
    ["the blob was deleted", [{ chunks: [1], refuses: requestError(404, "BlobNotFound") }], 1],
  ])("reports blob and position when %s", async (_name, then, downloads) => {
    const storage = filled({ chunks: [50], breaksAfter: 1000 }, ...then);
    const got: BlobBatch<unknown>[] = [];
    const positions: Positions = {};
    const reading = (async () => {
      for await (const batch of readBlobs(storage.service, { batchSize: 2 })) {
        got.push(batch);
        positions[batch.blob.path] = batch.position;
      }
    })();
    const error = await reading.catch((reason: unknown) => reason);
    const position = positions[path] ?? 0;
    expect(position).toBeGreaterThan(700);
    expect(error).toBeInstanceOf(BlobError);
    const message = expect.stringContaining(`${path}, read up to byte ${position}: `);
    expect(error).toMatchObject({ path, position, message, cause: expect.any(Error) });
    expect(storage.requests.filter((each) => each.startsWith("download"))).toHaveLength(
      1 + downloads,
    );
    got.push(...(await read(storage, positions)));
    expect(recordsOf(got).events).toEqual(lines);
  });

  test("reports a line that is too long as a rejected record with its position in the blob", async () => {
    const storage = filled({ chunks: [100] });
    const [first] = await read(storage, {}, { batchSize: 5 });
    const start = first?.position ?? 0;
    storage.append(path, `${"x".repeat(1000)}\n${lines[0]}\n`);
    const batches = await read(storage, { [path]: start }, { longestLine: 900 });
    expect(recordsOf(batches).events).toEqual([...lines.slice(5), lines[0]]);
    expect(batches.at(-1)).toMatchObject({
      position: storage.bytes(path).length,
      rejected: [
        {
          index: lines.length - 5,
          issues: [
            {
              message: `line at position ${text.length} exceeds \`longestLine\`: length 1000`,
            },
          ],
        },
      ],
    });
  });

  test.each([
    ["during a download", 200],
    ["between batches that were already downloaded", 64 * 1024],
  ])("stops with the signal's reason %s, and loses nothing", async (_name, size) => {
    const storage = filled({ chunks: [size] });
    const controller = new AbortController();
    const positions: Positions = {};
    const got: BlobBatch<unknown>[] = [];
    const options = { batchSize: 3, signal: controller.signal };
    const reading = (async () => {
      for await (const batch of readBlobs(storage.service, options)) {
        got.push(batch);
        positions[batch.blob.path] = batch.position;
        if (got.length === 2) controller.abort(new Error("enough"));
      }
    })();
    await expect(reading).rejects.toThrow("enough");
    expect(got).toHaveLength(2);
    await expect(list(storage, { signal: controller.signal })).rejects.toThrow("enough");
    const { aborted, addEventListener, removeEventListener } = controller.signal;
    const signal = { aborted, addEventListener, removeEventListener };
    await expect(list(storage, { signal })).rejects.toMatchObject({ name: "AbortError" });
    got.push(...(await read(storage, positions)));
    expect(recordsOf(got).events).toEqual(lines);
  });

  test("does not change its options, and reports drift", async () => {
    const storage = filled();
    const drift = createDriftCollector();
    const positions = Object.freeze({});
    for await (const batch of readBlobs(storage.service, { positions, drift })) {
      expect(batch.events).toHaveLength(20);
    }
    expect(drift.report().tables["DeviceInfo"]?.rows).toBe(20);
  });
});
