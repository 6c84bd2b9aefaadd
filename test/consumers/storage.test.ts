// Checks the reader of Storage blobs with the real SDK against Azurite.

import { afterAll, beforeAll, expect, test } from "vitest";
import { start } from "../support/packed-packages.ts";
import type { Project } from "../support/scratch-project.ts";
import { installConsumer } from "./install-consumer.ts";
import { type Azurite, startAzurite } from "./start-azurite.ts";

let consumer: Project;
let azurite: Azurite;

beforeAll(async () => {
  consumer = await installConsumer("test/consumers/storage");
  azurite = await startAzurite(consumer.dir);
});

afterAll(() => azurite?.stop());

async function run(command: string, ...args: string[]): Promise<string> {
  const { status, stdout, output } = await start(consumer.dir, command, ...args);
  if (status !== 0) throw new Error(`${command} ${args[0]} failed:\n${output}`);
  return stdout;
}

async function find(scenario: string): Promise<unknown> {
  const text = await run("node", "dist/scenarios.js", scenario, azurite.connectionString);
  return JSON.parse(text);
}

test("the clients of the SDK can be passed without a cast, and wrong uses do not compile", async () => {
  expect(await run("node_modules/.bin/tsc")).toBe("");
});

test("blobs are listed by table, tenant and hour, and read with three versions of the SDK", async () => {
  const hours = ["02-28T23", "03-01T00", "03-01T23", "03-02T00"];
  const sizes = { AlertInfo: 237, DeviceInfo: 238, newtable: 236 };
  const expected = Object.entries(sizes).flatMap(([table, size]) =>
    ["1", "2"].flatMap((tenant) => hours.map((hour) => `${table} ${tenant} ${hour} ${size}`)),
  );
  const found = await find("layout");
  expect(found).toEqual({
    all: expected,
    day: expected.slice(13, 15),
    missing: [],
    counts: { events: 16, unknown: 8, rejected: 0 },
    unknownTables: { "AdvancedHunting-NewTable": 8 },
    versions: [8, 8, 8],
  });
});

test("each record of a blob that grows by any bytes is read once and in order", async () => {
  const figures = await find("growth");
  console.log("growth", figures);
  expect(figures).toMatchObject({ cases: 12, runs: 108, wrong: 0 });
});

test("a last line is read when it is complete", async () => {
  expect(await find("lastLines")).toEqual([
    ["a line and half a character", 1, expect.any(Number)],
    ["up to half of the end of the line", 1, 0],
    ["the other half", 0, 0],
    ["a whole object", 1, 0],
    ["its end, and half an object", 0, 50],
    ["the rest without an end", 1, 0],
  ]);
});

test("cut connections lose nothing and repeat nothing, also while the blob grows", async () => {
  const found = await find("cuts");
  console.log("cuts", found);
  const fine = {
    cuts: 25,
    records: 4000,
    twice: 0,
    lost: 0,
    inOrder: true,
    exact: true,
    later: true,
  };
  expect(found).toMatchObject([
    { grows: false, ...fine },
    { grows: true, ...fine },
  ]);
});

test("an outage is an error that names blob and position, at which the next run continues", async () => {
  expect(await find("outage")).toEqual({
    blobError: true,
    named: true,
    position: true,
    cause: true,
    some: true,
    whole: true,
  });
});

test("replaced blobs and malformed positions are reported as errors", async () => {
  const found = await find("replaced");
  expect(found).toMatchObject({
    malformed: expect.stringMatching(
      /^RangeError: positions: expected a number of bytes for ".*"$/,
    ),
  });
  const { replaced, expected } = Object(found);
  expect(replaced).toBe(expected);
});

test("a signal ends a download that hangs", async () => {
  expect(await find("abort")).toEqual({ reason: true, some: true, whole: true });
});

test("a blob of 200 MB is read in little memory", async () => {
  const { size, records } = Object(await find("fill"));
  // Not enough memory for the blob, or for what is parsed from it.
  const limits = ["--max-old-space-size=64", "--max-semi-space-size=8"];
  const { rss, rssAtStart, ...read } = JSON.parse(
    await run("node", ...limits, "dist/memory.js", azurite.connectionString),
  );
  console.log(
    `a blob of ${megabytes(size)}: RSS ${megabytes(rssAtStart)} at the start, ${megabytes(rss)} at most`,
  );
  expect(read).toEqual({ records, position: size });
  expect(rss).toBeLessThan(size + rssAtStart);
});

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MB`;
}
