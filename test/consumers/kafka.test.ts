// Runs the example that reads Kafka, against the mock cluster of librdkafka: its disk fails and its process is
// killed, and no record is lost.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { start } from "../support/packed-packages.ts";
import type { Project } from "../support/scratch-project.ts";
import { installConsumer } from "./install-consumer.ts";
import { type KafkaCluster, startKafka } from "./start-kafka.ts";

let example: Project;
let cluster: KafkaCluster;
const running = new Set<ChildProcess>();

/** Sends messages: the arguments are a topic and a JSON list of `[partition, text or null]`. */
const producer = `
import { connect } from "./dist/connect.js";
const [topic, messages] = process.argv.slice(2);
const producer = connect().producer({ allowAutoTopicCreation: true });
await producer.connect();
for (const [partition, value] of JSON.parse(messages)) {
  await producer.send({ topic, messages: [{ partition, value }] });
}
await producer.disconnect();`;

/** Fills the disk for one write, or kills the process at a write after half of the bytes. */
const faults = `
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
const { writeSync } = fs;
let writes = 0;
fs.writeSync = (handle, data, ...rest) => {
  writes += 1;
  if (writes === Number(process.env.FULL_AT)) throw new Error("the disk is full");
  if (writes !== Number(process.env.KILL_AT)) return writeSync(handle, data, ...rest);
  writeSync(handle, data.subarray(0, data.length >> 1));
  process.kill(process.pid, "SIGKILL");
};
syncBuiltinESMExports();`;

beforeAll(async () => {
  cluster = await startKafka();
  example = await installConsumer("examples/kafka");
  example.write("producer.mjs", producer);
  example.write("faults.mjs", faults);
  const { status, output } = await start(example.dir, "npm", "run", "build");
  if (status !== 0) throw new Error(`it does not compile:\n${output}`);
});

afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
});

afterAll(() => cluster?.stop());

type Message = readonly [partition: number, value: string | null];

async function publish(topic: string, messages: readonly Message[]): Promise<void> {
  const { broker } = cluster;
  const args = [`BROKERS=${broker}`, process.execPath, "producer.mjs", topic];
  const { status, output } = await start(example.dir, "env", ...args, JSON.stringify(messages));
  if (status !== 0) throw new Error(output);
}

interface Run {
  /** Ends the program and returns how it ended. */
  end(): Promise<number | string | null>;
  readonly ended: Promise<number | string | null>;
  readonly errors: () => string;
}

function run(topic: string, variables: Readonly<Record<string, string>> = {}): Run {
  const child = spawn(process.execPath, ["--import", "./faults.mjs", "dist/main.js"], {
    cwd: example.dir,
    env: {
      ...process.env,
      BROKERS: cluster.broker,
      TOPIC: topic,
      GROUP: topic,
      OUT: topic,
      ...variables,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let errors = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (errors += text));
  }
  const ended = once(child, "close").then(([status, signal]) => {
    running.delete(child);
    return signal ?? status;
  });
  return {
    ended,
    errors: () => errors,
    end() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

/** Messages of two records each, in turns on two partitions. */
function messagesOf(prefix: string, count: number): Message[] {
  return Array.from({ length: count }, (_, index): Message => {
    const records = ["a", "b"].map((part) => ({
      time: "t",
      tenantId: "x",
      category: "AdvancedHunting-DeviceInfo",
      properties: { DeviceId: `${index % 2}/${prefix}${index}${part}` },
    }));
    return [index % 2, JSON.stringify({ records })];
  });
}

function idsOf(text: string): string[] {
  return [...text.matchAll(/"DeviceId":"(?<id>[^"]+)"/g)].map(
    (match) => match.groups?.["id"] ?? "",
  );
}

/** The ids of messages, or of the example's output, of one partition. */
function onPartition(ids: readonly string[], partition: number): string[] {
  return ids.filter((id) => id.startsWith(`${partition}/`));
}

function written(topic: string): string[] {
  return idsOf(example.contents(topic)["events.ndjson"] ?? "");
}

async function waitFor(topic: string, sent: readonly Message[]): Promise<void> {
  const ids = idsOf(sent.map(([, value]) => value).join("\n"));
  await expect
    .poll(() => new Set(written(topic)).size, { timeout: 120_000, interval: 200 })
    .toBe(ids.length);
}

test("nothing is lost and the order is kept if a write fails, and if the process is killed", async () => {
  const topic = "failing";
  const sent = messagesOf("m", 10);
  await publish(topic, sent);
  const failing = run(topic, { FULL_AT: "6" });
  await waitFor(topic, sent);
  expect(await failing.end()).toBe(0);
  expect(failing.errors()).toMatch(/record [01] of body 0 was not delivered: the disk is full/);

  const more = messagesOf("n", 10);
  sent.push(...more);
  await publish(topic, more);
  const killed = run(topic, { KILL_AT: "8" });
  expect(await killed.ended).toBe("SIGKILL");
  const before = written(topic).length;
  const last = run(topic);
  await waitFor(topic, sent);
  expect(await last.end()).toBe(0);

  const ids = idsOf(sent.map(([, value]) => value).join("\n"));
  const found = written(topic);
  for (const partition of [0, 1]) {
    expect([...new Set(onPartition(found, partition))]).toEqual(onPartition(ids, partition));
  }
  const twice = found.length - new Set(found).size;
  console.log("kafka", { sent: ids.length, written: found.length, twice, beforeTheKill: before });
  // Only a message that was not done is delivered again.
  expect(twice).toBeLessThanOrEqual(4);
});

test("a body that is not a message, and a message without a body, become dead letters", async () => {
  const topic = "poison";
  const sent: Message[] = [...messagesOf("m", 1), [0, "poison"], [0, null], ...messagesOf("n", 1)];
  await publish(topic, sent);
  const reading = run(topic);
  await waitFor(topic, sent);
  expect(await reading.end()).toBe(0);
  const letters = (example.contents(topic)["dead-letters.ndjson"] ?? "").trimEnd().split("\n");
  expect(letters.map((letter): unknown => JSON.parse(letter))).toMatchObject([
    {
      partition: 0,
      offset: "1",
      kind: "message",
      base64: Buffer.from("poison").toString("base64"),
    },
    { partition: 0, offset: "2", kind: "message", base64: null },
  ]);
  expect(written(topic)).toEqual(["0/m0a", "0/m0b", "0/n0a", "0/n0b"]);
});
