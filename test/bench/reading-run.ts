// One scenario in a process of its own, so that none is measured with what V8 learned in another, as
// a stream is read by a process of its own: `node reading-run.js SCENARIO` prints the ratios.

import { readFileSync } from "node:fs";
import { contenders } from "./peers.ts";
import { isReadingScenario, type ReadingReport, type ReadingScenario } from "./reading.ts";
import { type HuntingTable, makeMessages } from "./rows.ts";

type Defender = typeof import("../../generated/index.ts");

interface Way {
  readonly name: string;
  /** The way that it is held against; none for those that others are held against. */
  readonly beside?: string;
  readonly aim?: number;
  readonly read: () => unknown;
}

const secondsToMeasure = 8;
const roundsToWarmUp = 8;
const bytesPerChunk = 2 ** 16;

const name: string = "@huntgen/defender";
// The package is built from the very module whose type this is.
const defender = (await import(name)) as Defender;
const { createDriftCollector, eventKey, parseLines, parseMessage } = defender;
const tables: readonly HuntingTable[] = Object.values(defender.tables);
const byCategory = new Map(tables.map((table) => [table.category as string, table]));
const messages = makeMessages("allTables", tables);

const scenarios: Readonly<Record<ReadingScenario, () => readonly Way[]>> = {
  text() {
    const drift = createDriftCollector();
    return [
      bare("`JSON.parse`", messages),
      {
        name: "`parseMessage` of text, with triage",
        beside: "`JSON.parse`",
        aim: 1.15,
        read: () => messages.map((text) => parseMessage(text)),
      },
      {
        name: "`parseMessage` with drift",
        beside: "`parseMessage` of text, with triage",
        aim: 1.1,
        read: () => messages.map((text) => parseMessage(text, { drift })),
      },
    ];
  },
  bytes() {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    const bytes = messages.map((text) => new TextEncoder().encode(text));
    return [
      {
        name: "decoding and `JSON.parse`",
        read: () => bytes.map((body) => JSON.parse(decoder.decode(body)) as unknown),
      },
      {
        name: "`parseMessage` of bytes, with triage",
        beside: "decoding and `JSON.parse`",
        aim: 1.15,
        read: () => bytes.map((body) => parseMessage(body)),
      },
    ];
  },
  longIntegers() {
    const exact = messages.map((text) =>
      text.replaceAll('"properties":{', '"properties":{"NewId":639199803770463703,'),
    );
    return [
      bare("`JSON.parse`", exact),
      {
        name: "`parseMessage`, a 64-bit integer in each record",
        beside: "`JSON.parse`",
        aim: 1.5,
        read: () => exact.map((text) => parseMessage(text)),
      },
    ];
  },
  samples() {
    const samples = makeSampleMessages();
    return [
      bare("`JSON.parse`", samples),
      {
        name: "`parseMessage` of the sample records, one in 70 with a 64-bit integer",
        beside: "`JSON.parse`",
        read: () => samples.map((text) => parseMessage(text)),
      },
    ];
  },
  oneTable() {
    const oneOfTwenty = messages.map(keepOneOfTwenty);
    return [
      bare("`JSON.parse`", oneOfTwenty),
      {
        name: "`parseMessage`, one table chosen, one record in twenty",
        beside: "`JSON.parse`",
        aim: 0.33,
        read: () => oneOfTwenty.map((text) => parseMessage(text, { tables: ["AlertInfo"] })),
      },
    ];
  },
  lines() {
    const lines = new TextEncoder().encode(
      messages
        .flatMap((text) => recordsOf(text).map((record) => `${JSON.stringify(record)}\r\n`))
        .join(""),
    );
    const chunks = Array.from({ length: Math.ceil(lines.length / bytesPerChunk) }, (_, index) =>
      lines.subarray(index * bytesPerChunk, (index + 1) * bytesPerChunk),
    );
    return [
      {
        name: "cutting into lines and `JSON.parse` of each",
        read: () => parseLinesByHand(chunks),
      },
      {
        name: "`parseLines` of chunks",
        beside: "cutting into lines and `JSON.parse` of each",
        aim: 1.2,
        read: () => readLines(chunks),
      },
    ];
  },
  keys() {
    const events = messages.flatMap((text) => parseMessage(text).events);
    return [
      bare("`JSON.parse`", messages),
      {
        name: "`eventKey` of every event",
        beside: "`JSON.parse`",
        read: () => events.map(eventKey),
      },
    ];
  },
  ajv: () => byHand("Ajv, fast formats"),
  zod: () => byHand("zod"),
  valibot: () => byHand("valibot"),
};

const scenario = process.argv[2];
if (!isReadingScenario(scenario)) throw new Error(`no scenario ${scenario}`);
process.stdout.write(JSON.stringify(await measure(scenarios[scenario]())));

/** The way that others are held against: nothing but parsing. */
function bare(title: string, texts: readonly string[]): Way {
  return { name: title, read: () => texts.map((text) => JSON.parse(text) as unknown) };
}

function byHand(peer: string): readonly Way[] {
  const contender = contenders.find((each) => each.name === peer);
  if (contender === undefined) throw new Error(`no contender ${peer}`);
  const checks = new Map(tables.map((table) => [table.category as string, contender.make(table)]));
  return [
    bare("`JSON.parse`", messages),
    {
      name: `by hand with ${peer}`,
      beside: "`JSON.parse`",
      read: () => messages.map((text) => triageByHand(text, checks)),
    },
  ];
}

async function measure(ways: readonly Way[]): Promise<ReadingReport[]> {
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
    beside === undefined ? [] : [{ name: way, beside, aim, ratio: median(way) / median(beside) }],
  );
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

function parseLinesByHand(chunks: readonly Uint8Array[]): number {
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

async function readLines(chunks: readonly Uint8Array[]): Promise<number> {
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
