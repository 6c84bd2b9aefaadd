// Ways of reading, measured in turns: `node reading-run.js` prints the ratios.

import { readFileSync } from "node:fs";
import type { ReadingReport } from "./reading.ts";
import { contenders } from "./peers.ts";
import { type HuntingTable, makeMessages } from "./rows.ts";

type Defender = typeof import("../../generated/index.ts");

interface Way {
  readonly name: string;
  /** The way that it is held against; none for those that others are held against. */
  readonly beside?: string;
  readonly aim?: number;
  readonly read: () => unknown;
}

const secondsToMeasure = 20;
const roundsToWarmUp = 8;
const bytesPerChunk = 2 ** 16;

const name: string = "@huntgen/defender";
// The package is built from the very module whose type this is.
const defender = (await import(name)) as Defender;
const { createDriftCollector, eventKey, parseLines, parseMessage } = defender;
const tables: readonly HuntingTable[] = Object.values(defender.tables);
const byCategory = new Map(tables.map((table) => [table.category as string, table]));

const messages = makeMessages("allTables", tables);
const samples = makeSampleMessages();
const bytes = messages.map((text) => new TextEncoder().encode(text));
const exact = messages.map((text) =>
  text.replaceAll('"properties":{', '"properties":{"NewId":639199803770463703,'),
);
const oneOfTwenty = messages.map(keepOneOfTwenty);
const lines = new TextEncoder().encode(
  messages
    .flatMap((text) => recordsOf(text).map((record) => `${JSON.stringify(record)}\r\n`))
    .join(""),
);
const chunks = Array.from({ length: Math.ceil(lines.length / bytesPerChunk) }, (_, index) =>
  lines.subarray(index * bytesPerChunk, (index + 1) * bytesPerChunk),
);
const drift = createDriftCollector();
const decoder = new TextDecoder("utf-8", { fatal: true });
const events = messages.flatMap((text) => parseMessage(text).events);

const ways: readonly Way[] = [
  { name: "parse", read: () => messages.map((text) => JSON.parse(text) as unknown) },
  {
    name: "`parseMessage` of text, with triage",
    beside: "parse",
    aim: 1.15,
    read: () => messages.map((text) => parseMessage(text)),
  },
  { name: "parse samples", read: () => samples.map((text) => JSON.parse(text) as unknown) },
  {
    name: "`parseMessage` of the sample records, one in 70 with a 64-bit integer",
    beside: "parse samples",
    read: () => samples.map((text) => parseMessage(text)),
  },
  { name: "parse bytes", read: () => bytes.map((b) => JSON.parse(decoder.decode(b)) as unknown) },
  {
    name: "`parseMessage` of bytes, with triage",
    beside: "parse bytes",
    aim: 1.15,
    read: () => bytes.map((body) => parseMessage(body)),
  },
  { name: "parse exact", read: () => exact.map((text) => JSON.parse(text) as unknown) },
  {
    name: "`parseMessage`, a 64-bit integer in each record",
    beside: "parse exact",
    aim: 1.5,
    read: () => exact.map((text) => parseMessage(text)),
  },
  { name: "parse twenty", read: () => oneOfTwenty.map((text) => JSON.parse(text) as unknown) },
  {
    name: "`parseMessage`, one table chosen, one record in twenty",
    beside: "parse twenty",
    aim: 0.33,
    read: () => oneOfTwenty.map((text) => parseMessage(text, { tables: ["AlertInfo"] })),
  },
  {
    name: "`parseMessage` with drift",
    beside: "`parseMessage` of text, with triage",
    aim: 1.1,
    read: () => messages.map((text) => parseMessage(text, { drift })),
  },
  { name: "parse lines", read: parseLinesByHand },
  { name: "`parseLines` of chunks", beside: "parse lines", aim: 1.2, read: readLines },
  { name: "`eventKey` of every event", beside: "parse", read: () => events.map(eventKey) },
  ...contenders
    .filter((contender) => ["Ajv, fast formats", "zod", "valibot"].includes(contender.name))
    .map((contender): Way => {
      const checks = new Map(
        tables.map((table) => [table.category as string, contender.make(table)]),
      );
      return {
        name: `by hand with ${contender.name}`,
        beside: "parse",
        read: () => messages.map((text) => triageByHand(text, checks)),
      };
    }),
];

process.stdout.write(JSON.stringify(await measure()));

async function measure(): Promise<ReadingReport[]> {
  const times = new Map(ways.map((way) => [way.name, [] as number[]]));
  const end = performance.now() + secondsToMeasure * 1000;
  for (let round = 0; round < roundsToWarmUp + 5 || performance.now() < end; round++) {
    // What one way leaves to the garbage collector must not always be paid by the same next one.
    for (const way of ways.toSorted(() => Math.random() - 0.5)) {
      const started = performance.now();
      await way.read();
      if (round >= roundsToWarmUp) times.get(way.name)?.push(performance.now() - started);
    }
  }
  const median = (way: string): number => {
    const sorted = times.get(way)?.toSorted((a, b) => a - b) ?? [];
    return sorted[sorted.length >> 1] ?? Number.NaN;
  };
  return ways.flatMap(({ name: way, beside, aim }) =>
    beside === undefined
      ? []
      : [{ name: way, beside: titleOf(beside), aim, ratio: median(way) / median(beside) }],
  );
}

function titleOf(way: string): string {
  const titles: Readonly<Record<string, string>> = {
    "parse bytes": "decoding and `JSON.parse`",
    "parse lines": "cutting into lines and `JSON.parse` of each",
  };
  return titles[way] ?? (way.startsWith("parse") ? "`JSON.parse`" : way);
}

function recordsOf(text: string): { category: string }[] {
  return (JSON.parse(text) as { records: { category: string }[] }).records;
}

/** Messages of 100 records of those that the tests read, which repeat. */
function makeSampleMessages(): string[] {
  const file = new URL("../../../../fixtures/stream-records.ndjson", import.meta.url);
  const records = readFileSync(file, "utf8").trim().split("\n");
  return messages.map((_, message) => {
    const taken = Array.from(
      { length: 100 },
      (__, i) => records[(message * 100 + i) % records.length],
    );
    return `{"records":[${taken.join(",")}]}`;
  });
}

/** Every twentieth record is of the table that is chosen, and no other. */
function keepOneOfTwenty(text: string): string {
  const others = recordsOf(text).filter(({ category }) => category !== "AdvancedHunting-AlertInfo");
  const wanted = messages
    .flatMap(recordsOf)
    .find(({ category }) => category === "AdvancedHunting-AlertInfo");
  return JSON.stringify({
    records: others.map((record, index) => (index % 20 === 0 ? (wanted ?? record) : record)),
  });
}

function parseLinesByHand(): number {
  const stream = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  let count = 0;
  for (const chunk of chunks) {
    const parts = (rest + stream.decode(chunk, { stream: true })).split("\n");
    rest = parts.pop() ?? "";
    for (const line of parts) {
      JSON.parse(line);
      count += 1;
    }
  }
  return count;
}

async function readLines(): Promise<number> {
  let count = 0;
  for await (const batch of parseLines(chunks)) count += batch.events.length;
  return count;
}

function triageByHand(
  text: string,
  checks: ReadonlyMap<string, (row: unknown) => boolean>,
): unknown {
  const [good, bad, unknown]: [unknown[], unknown[], unknown[]] = [[], [], []];
  for (const record of recordsOf(text) as { category: string; properties?: unknown }[]) {
    const check = checks.get(record.category);
    if (check === undefined || !byCategory.has(record.category)) unknown.push(record);
    else if (check(record.properties)) good.push(record);
    else bad.push(record);
  }
  return [good, bad, unknown];
}
