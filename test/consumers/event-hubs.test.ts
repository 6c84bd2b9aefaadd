// Reads Event Hubs with the real SDK and a real checkpoint store on Azurite, from a hub on
// loopback. Checks which events arrive, which reader gets them, and that nothing is lost in any
// failure.

import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { install, start } from "../support/packed-packages.ts";
import { createSharedProject, type Project } from "../support/scratch-project.ts";
import {
  type Body,
  type Line,
  type LocalHub,
  type Program,
  startHub,
  startProgram,
} from "./hub-servers.ts";
import { installConsumer } from "./install-consumer.ts";
import { type Azurite, startAzurite } from "./start-azurite.ts";

const samples = readFileSync(
  new URL("../support/fixtures/stream-records.ndjson", import.meta.url),
  "utf8",
)
  .trimEnd()
  .split(/\r?\n/);

const figures: Record<string, Record<string, number | string>> = {};
const programs: Program[] = [];
const hubs: LocalHub[] = [];
let consumer: Project;
let azurite: Azurite;

beforeAll(async () => {
  consumer = await installConsumer("test/consumers/event-hubs");
  const { status, output } = await start(consumer.dir, "npm", "run", "build");
  if (status !== 0) throw new Error(`the consumer does not compile:\n${output}`);
  azurite = await startAzurite(consumer.dir);
});

afterEach(async () => {
  await Promise.all(programs.splice(0).map((program) => program.end("SIGKILL")));
  await Promise.all(hubs.splice(0).map((hub) => hub.stop()));
});

afterAll(async () => {
  await azurite?.stop();
  console.table(figures);
});

async function newHub(partitions = 1): Promise<LocalHub> {
  const hub = await startHub(consumer.dir, azurite.connectionString, partitions);
  hubs.push(hub);
  return hub;
}

function read({ settings }: LocalHub, how: object = {}): Program {
  const program = startProgram(consumer.dir, "dist/read.js", { ...settings, ...how });
  programs.push(program);
  return program;
}

function record(device: string, more = ""): string {
  const time = '"time":"2026-03-05T04:14:21.4185296Z","tenantId":"t"';
  const row = `{"DeviceId":"${device}","ReportId":639199803770463703${more}}`;
  return `{${time},"category":"AdvancedHunting-DeviceInfo","properties":${row}}`;
}

function message(...records: readonly string[]): Body {
  return { text: `{"records":[${records.join(",")}]}` };
}

/** Returns messages of two events each: `a0`, `a1`, ... */
function messages(prefix: string, count: number, more = ""): Body[] {
  return Array.from({ length: count }, (_, index) =>
    message(record(`${prefix}${2 * index}`, more), record(`${prefix}${2 * index + 1}`, more)),
  );
}

function devices(prefix: string, messageCount: number): string[] {
  return Array.from({ length: 2 * messageCount }, (_, index) => `${prefix}${index}`);
}

function handled(...readers: readonly Program[]): string[] {
  return readers.flatMap(({ lines }) => lines.flatMap(({ event }) => event ?? []));
}

const unique = (names: readonly string[]): string[] => [...new Set(names)].toSorted();
function outline({ event, letter, unknown, checkpoint }: Line): string | undefined {
  if (letter !== undefined) return `${letter.kind} ${String(letter["index"] ?? "")}`.trim();
  if (unknown !== undefined) return `unknown to its callback ${unknown.index}`;
  return event ?? (checkpoint === undefined ? undefined : `saved ${checkpoint}`);
}

const filler = (bytes: number): string => `,"LoggedOnUsers":"${"x".repeat(bytes)}"`;
const mebibytes = (bytes: number): number => Math.round(bytes / 2 ** 20);
const isEvent = ({ event }: Line): boolean => event !== undefined;
const isSaved = (sequence: number) => (line: Line) => line.checkpoint === sequence;

describe("an Event Hubs reader", () => {
  test.each([true, false])("reads every record with all digits (whole: %s)", async (whole) => {
    const hub = await newHub();
    await hub.publish(samples.map((sample) => message(sample)));
    const reader = read(hub, { whole });
    await reader.until(isSaved(samples.length - 1));
    const texts = reader.lines.flatMap(({ text }) => text ?? []);
    const letters = reader.lines.flatMap(({ letter }) => letter?.kind ?? []);
    expect(texts).toEqual(samples.filter((sample) => texts.includes(sample)));
    expect(letters.filter((kind) => kind === "message")).toEqual([]);
    expect(texts.length + letters.length).toBe(samples.length);
    expect(texts.length).toBeGreaterThan(60);
  });

  const wrong = record("wrong").replace('"DeviceId":"wrong"', '"DeviceId":1');
  const news = record("news").replace("DeviceInfo", "NewTable");
  const mixed: readonly Body[] = [
    message(record("a"), wrong, record("b"), news, record("c")),
    { text: "poison" },
    { base64: "//79" },
    { text: '{"record":[]}' },
    { value: { records: [] } },
    message(record("last")),
  ];

  test("passes on dead letters in the order of the records, and continues", async () => {
    const hub = await newHub();
    await hub.publish(mixed);
    const reader = read(hub);
    await reader.until(isSaved(5));
    const story = ["a", "record 1", "b", "unknown 3", "c", "saved 0"];
    for (const sequence of [1, 2, 3, 4]) story.push("message", `saved ${sequence}`);
    expect(reader.lines.flatMap((line) => outline(line) ?? [])).toEqual([
      ...story,
      "last",
      "saved 5",
    ]);
    expect(reader.lines.flatMap(({ text }) => text ?? [])[0]).toBe(record("a"));
    const letters = reader.lines.flatMap(({ letter }) => letter ?? []);
    expect(letters[0]).toMatchObject({ category: "AdvancedHunting-DeviceInfo" });
    expect(letters[0]?.["issues"]).toMatchObject([{ path: ["DeviceId"], expected: "string" }]);
    expect(letters[2]).toMatchObject({ body: { data: [...Buffer.from("poison")] } });
  });

  test("passes on a whole message at once, and unknown records to a callback of their own", async () => {
    const hub = await newHub();
    await hub.publish(mixed.slice(0, 1));
    const reader = read(hub, { whole: true, unknown: true });
    await reader.until(isSaved(0));
    expect(reader.lines.flatMap((line) => outline(line) ?? [])).toEqual([
      "a",
      "b",
      "c",
      "record 1",
      "unknown to its callback 3",
      "saved 0",
    ]);
  });

  test("reads a message at the size limit", async () => {
    const hub = await newHub();
    await expect(hub.publish([message(record("over", filler(2 ** 20)))])).rejects.toThrow(/larger/);
    const body = message(record("big", filler(2 ** 20 - 1000)));
    await hub.publish([body]);
    const reader = read(hub);
    await reader.until(isSaved(0));
    expect(handled(reader)).toEqual(["big"]);
    const bytes = "text" in body ? body.text.length : 0;
    expect(bytes).toBeGreaterThan(2 ** 20 - 1000);
    figures["a message at the limit"] = { sent: 1, received: 1, duplicates: 0, note: `${bytes} B` };
  });

  test("refuses a body that the SDK has parsed, and does not skip it", async () => {
    const hub = await newHub();
    await hub.publish([message(record("rounded"))]);
    const reader = read(hub, { unguarded: true });
    const [line] = await reader.until(({ error }) => error);
    expect(line?.error).toContain("skipParsingBodyAsJson: true");
    const reported = reader.lines.flatMap((each) => Object.keys(each));
    expect(reported.filter((key) => ["begun", "letter", "checkpoint"].includes(key))).toEqual([]);
    await reader.end("SIGKILL");
    const guarded = read(hub);
    await guarded.until(isSaved(0));
    expect(handled(guarded)).toEqual(["rounded"]);
  });
});

describe("the processes that read a hub", () => {
  test("share the partitions, and together get every event", async () => {
    const hub = await newHub(4);
    const readers = [read(hub), read(hub)];
    const sent: string[] = [];
    // Messages are published as fast as they are read, until each process has its own partitions.
    for (let round = 0; readers.some((reader) => handled(reader).length < 40); round += 1) {
      for (const partition of ["0", "1", "2", "3"]) {
        const prefix = `r${round}p${partition}-`;
        await hub.publish(messages(prefix, 3), partition);
        sent.push(...devices(prefix, 3));
      }
      await expect
        .poll(() => unique(handled(...readers)).length, { timeout: 60_000 })
        .toBe(sent.length);
    }
    const all = handled(...readers);
    figures["two processes"] = tally(sent, all, readers.map((r) => handled(r).length).join(" + "));
  });

  test("finish the current message when they are stopped, and begin no other", async () => {
    const hub = await newHub();
    await hub.publish(messages("m", 5));
    const reader = read(hub, { held: "m1", subscribeOptions: { maxBatchSize: 5 } });
    await reader.until(({ begun }) => begun === "m1");
    reader.send({ ask: "close" });
    reader.send({ ask: "go" });
    await reader.until(({ closed }) => closed);
    expect(handled(reader)).toEqual(["m0", "m1"]);
    expect(reader.lines.flatMap(({ checkpoint }) => checkpoint ?? [])).toEqual([0]);
    const next = read(hub);
    await next.until(isSaved(4));
    expect(handled(next)).toEqual(devices("m", 5).slice(2));
  });
});

function tally(
  sent: readonly string[],
  received: readonly string[],
  note: string,
): Record<string, number | string> {
  expect(unique(received)).toEqual(sent.toSorted());
  return {
    sent: sent.length,
    received: sent.length,
    duplicates: received.length - sent.length,
    note,
  };
}

/**
 * Counts how many messages the hub sends while a handler is busy, and measures the memory that they
 * take. A trickle comes before the flood, because the SDK may request more messages with each one
 * that arrives.
 */
async function readSlowly(subscribeOptions: object): Promise<{ ahead: number; note: string }> {
  const hub = await newHub();
  const [trickle, count] = [20, 200];
  const reader = read(hub, { held: "s0-0", subscribeOptions });
  for (let one = 0; one < trickle; one += 1) {
    await hub.publish(messages(`t${one}-`, 1));
    await reader.until(isSaved(one));
  }
  for (let part = 0; part < 10; part += 1) {
    await hub.publish(messages(`s${part}-`, count / 10, filler(250_000)));
  }
  await reader.until(({ begun }) => begun === "s0-0");
  const ahead = (await hub.counts()).delivered - trickle;
  reader.send({ ask: "go" });
  await reader.until(isEvent, 2 * (trickle + count));
  const sizes = reader.lines.flatMap(({ rss }) => rss ?? []);
  const [waiting, least, most] = [count * 500_000, Math.min(...sizes), Math.max(...sizes)];
  const memory = `RSS ${mebibytes(least)} to ${mebibytes(most)} MiB`;
  return { ahead, note: `${mebibytes(waiting)} MiB waiting, ${ahead} messages taken, ${memory}` };
}

describe("a reader in a failing environment", () => {
  test("gets an event again if the handler throws, and later events after it", async () => {
    const hub = await newHub();
    await hub.publish(messages("m", 6));
    const failing = { device: "m5", times: 2 };
    const reader = read(hub, { failing, subscribeOptions: { maxBatchSize: 4 } });
    await reader.until(isSaved(5));
    const errors = reader.lines.filter(({ name }) => name === "HandlerError");
    expect(errors.map(({ error }) => error)).toEqual(
      Array.from(
        { length: 2 },
        () => "message 2 of partition 0 was not handled: the handler failed",
      ),
    );
    // The messages that succeeded are not repeated. Of the message that failed, the first event is.
    const all = devices("m", 6);
    expect(handled(reader)).toEqual([...all.slice(0, 5), "m4", "m4", ...all.slice(5)]);
    figures["a handler that throws twice"] = tally(devices("m", 6), handled(reader), "");
  });

  test("gets the first message again if it fails, with the SDK's own subscribe too", async () => {
    const hub = await newHub();
    await hub.publish(messages("m", 3));
    const reader = read(hub, { direct: true, failing: { device: "m0", times: 1 } });
    await reader.until(isSaved(2));
    expect(new Set(handled(reader))).toEqual(new Set(devices("m", 3)));
  });

  test("is not blocked by a failing checkpoint store", async () => {
    const hub = await newHub();
    await hub.publish(messages("m", 10));
    const reader = read(hub, { store: { saved: 2, failed: 5 } });
    await reader.until(isSaved(9));
    expect(reader.lines.filter(({ error }) => error === "the store failed")).toHaveLength(5);
    expect(reader.lines.flatMap(({ checkpoint }) => checkpoint ?? [])).toEqual([0, 1, 7, 8, 9]);
    expect(handled(reader)).toEqual(devices("m", 10));
    figures["a store that fails five times"] = tally(devices("m", 10), handled(reader), "");
  });

  test("saves a failed checkpoint at the end", async () => {
    const hub = await newHub();
    await hub.publish(messages("m", 1));
    const reader = read(hub, { store: { saved: 0, failed: 1 } });
    await reader.until(({ error }) => error);
    reader.send({ ask: "close" });
    await reader.until(({ closed }) => closed);
    expect(reader.lines.flatMap(({ checkpoint }) => checkpoint ?? [])).toEqual([0]);
  });

  test("continues after a connection is cut in the middle of a message", async () => {
    const hub = await newHub();
    // After a cut the SDK waits as long as it would for messages, which is a minute by default.
    const subscribeOptions = { maxBatchSize: 2, maxWaitTimeInSeconds: 1 };
    const reader = read(hub, { subscribeOptions });
    const sent: string[] = [];
    const cuts = 10;
    for (let cut = 0; cut < cuts; cut += 1) {
      const prefix = `c${cut}-`;
      hub.cutAfter(100_000 + 33_333 * cut);
      await hub.publish(messages(prefix, 3, filler(200_000)));
      sent.push(...devices(prefix, 3));
      await expect
        .poll(() => unique(handled(reader)), { timeout: 60_000, interval: 100 })
        .toEqual(sent.toSorted());
    }
    const { connections } = await hub.counts();
    expect(connections).toBeGreaterThanOrEqual(cuts);
    figures["ten cuts in mid-message"] = tally(sent, handled(reader), `${connections} connections`);
  });

  test("loses nothing in twenty forced restarts", async () => {
    const hub = await newHub(2);
    const sent: string[] = [];
    const readers: Program[] = [];
    for (let life = 0; life < 20; life += 1) {
      for (const partition of ["0", "1"]) {
        const prefix = `l${life}p${partition}-`;
        await hub.publish(messages(prefix, 30), partition);
        sent.push(...devices(prefix, 30));
      }
      const reader = read(hub, { subscribeOptions: { maxBatchSize: 7 } });
      readers.push(reader);
      await reader.until(isEvent, 20 + 7 * life);
      await reader.end("SIGKILL");
    }
    const last = read(hub);
    readers.push(last);
    await expect
      .poll(() => unique(handled(...readers)).length, { timeout: 120_000, interval: 200 })
      .toBe(sent.length);
    figures["twenty forced restarts"] = tally(sent, handled(...readers), "SIGKILL");
  });

  test("slows the SDK down while its handler is busy, if it requests one message at a time", async () => {
    const few = await readSlowly({ maxBatchSize: 1, prefetchCount: 1 });
    figures["a busy handler, prefetchCount 1"] = { note: few.note };
    expect(few.ahead).toBeLessThanOrEqual(2);
    const many = await readSlowly({});
    figures["a busy handler, SDK's default"] = { note: many.note };
  });
});

test("a project without the SDK compiles", async () => {
  const project = createSharedProject({
    "package.json": `{ "type": "module", "devDependencies": { "typescript": "7.0.2" } }`,
    "main.ts": `import { eventHubHandlers } from "@huntgen/defender/event-hubs";
export const { processEvents } = eventHubHandlers({
  handlers: {}, deadLetter: () => undefined, error: () => undefined });
`,
  });
  await install(project.dir, inject("defender"));
  expect(project.list("node_modules").filter((file) => file.includes("@azure"))).toEqual([]);
  const flags = "--module nodenext --target es2022 --lib es2022 --types --strict --noEmit";
  const { status, output } = await start(
    project.dir,
    "node_modules/.bin/tsc",
    ...flags.split(" "),
    "main.ts",
  );
  expect(output).toBe("");
  expect(status).toBe(0);
});
