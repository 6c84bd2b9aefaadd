// Checks that the example that writes a data lake has every event once, after 20 kills at any write
// while blobs grow.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { beforeAll, afterAll, expect, test } from "vitest";
import { start } from "../support/packed-packages.ts";
import type { Project } from "../support/scratch-project.ts";
import { installConsumer } from "./install-consumer.ts";
import { type Azurite, startAzurite } from "./start-azurite.ts";

let example: Project;
let azurite: Azurite;

/** Appends bytes to blobs: reads a JSON line `[path, base64]` for each from stdin. */
const filler = `
import { createInterface } from "node:readline";
import { BlobServiceClient } from "@azure/storage-blob";
const service = BlobServiceClient.fromConnectionString(process.env.STORAGE_CONNECTION_STRING);
for await (const line of createInterface(process.stdin)) {
  const [path, base64] = JSON.parse(line);
  const container = service.getContainerClient(path.slice(0, path.indexOf("/")));
  await container.createIfNotExists();
  const blob = container.getAppendBlobClient(path.slice(path.indexOf("/") + 1));
  await blob.createIfNotExists();
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length > 0) await blob.appendBlock(bytes, bytes.length);
}`;

/**
 * Kills the process that loads it at one of its writes or renames, after half of the bytes were
 * written.
 */
const killer = `
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
const { writeSync, renameSync } = fs;
let left = Number(process.env.KILL_AT);
const die = () => process.kill(process.pid, "SIGKILL");
fs.writeSync = (handle, data, ...rest) => {
  left -= 1;
  if (left !== 0) return writeSync(handle, data, ...rest);
  const bytes = Buffer.from(data);
  writeSync(handle, bytes.subarray(0, Math.floor(bytes.length / 2)));
  die();
};
fs.renameSync = (...names) => {
  left -= 1;
  if (left === 0) die();
  renameSync(...names);
};
syncBuiltinESMExports();`;

beforeAll(async () => {
  example = await installConsumer("examples/lake-writer");
  const azuriteInstalled = await start(example.dir, "npm", "i", "--no-save", "azurite@3.35.0");
  if (azuriteInstalled.status !== 0) throw new Error(azuriteInstalled.output);
  azurite = await startAzurite(example.dir);
  example.write("filler.mjs", filler);
  example.write("killer.mjs", killer);
  const { status, output } = await start(example.dir, "node_modules/.bin/tsc");
  if (status !== 0) throw new Error(output);
});

afterAll(() => azurite?.stop());

const tenants = ["11111111-aaaa-4000-8000-000000000001", "22222222-bbbb-4000-8000-000000000002"];
const hours = ["01T22", "01T23", "02T00", "02T01"].map((hour) => `2026-03-${hour}`);

/** Returns numbers from 0 up to 1, the same in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Source {
  /** The final bytes of every blob, by path. */
  readonly blobs: ReadonlyMap<string, Buffer>;
  /** The day of every event, by its id. */
  readonly days: ReadonlyMap<string, string>;
  readonly delivered: { events: number; copies: number; rejected: number; unknown: number };
}

/**
 * Creates blobs with copies in later hours, events of an earlier day, wrong rows and a new table.
 */
function makeSource(random: () => number): Source {
  const blobs = new Map<string, Buffer>();
  const days = new Map<string, string>();
  const delivered = { events: 0, copies: 0, rejected: 0, unknown: 0 };
  let id = 639199803770463703n;
  for (const table of ["DeviceInfo", "DeviceLogonEvents", "NewTable"]) {
    for (const tenant of tenants) {
      const earlier: string[] = [];
      for (const hour of hours) {
        const lines: string[] = [];
        for (let index = 0; index < 80; index++) {
          const envelope = `"time":"${hour}:30:00.${String(id).slice(-7)}Z","tenantId":"${tenant}"`;
          const record = (row: string): string =>
            `{${envelope},"category":"AdvancedHunting-${table}","properties":${row}}`;
          const copied = earlier[Math.floor(random() * earlier.length * 4)];
          if (copied !== undefined) {
            lines.push(record(copied));
            delivered.copies += 1;
            continue;
          }
          id += 1n;
          if (table === "NewTable") {
            lines.push(record(`{"ReportId":${id}}`));
            delivered.unknown += 1;
          } else if (random() < 0.05) {
            lines.push(record(`{"ReportId":"${id}"}`));
            delivered.rejected += 1;
          } else {
            const at = random() < 0.2 ? "2026-03-01T23:59:59.1234567Z" : `${hour}:05:00Z`;
            const row = `{"Timestamp":"${at}","ReportId":${id},"DeviceName":"ä€ ${index}"}`;
            earlier.push(row);
            lines.push(record(row));
            days.set(String(id), at.slice(0, 10));
            delivered.events += 1;
          }
        }
        const [y, m, d, h] = hour.split(/[-T]/);
        const container = `insights-logs-advancedhunting-${table.toLowerCase()}`;
        const name = `tenantId=${tenant}/y=${y}/m=${m}/d=${d}/h=${h}/m=00/PT1H.json`;
        const text = lines.map((line) => `${line}\r\n`).join("");
        blobs.set(`${container}/${name}`, Buffer.from(text));
      }
    }
  }
  return { blobs, days, delivered };
}

async function append(parts: Iterable<readonly [string, Buffer]>): Promise<void> {
  const child = spawn(process.execPath, ["filler.mjs"], {
    cwd: example.dir,
    env: { ...process.env, STORAGE_CONNECTION_STRING: azurite.connectionString },
    stdio: ["pipe", "inherit", "inherit"],
  });
  const exit = once(child, "exit");
  for (const [path, bytes] of parts) {
    child.stdin.write(`${JSON.stringify([path, bytes.toString("base64")])}\n`);
  }
  child.stdin.end();
  expect(await exit).toEqual([0, null]);
}

interface Run {
  readonly signal: string | null;
  readonly stdout: string;
}

async function runWriter(killAt?: number, mostKeys = 2_000_000, ...flags: string[]): Promise<Run> {
  const preload = killAt === undefined ? [] : ["--import", "./killer.mjs"];
  const child = spawn(process.execPath, [...preload, "dist/main.js", ...flags], {
    cwd: example.dir,
    env: {
      ...process.env,
      STORAGE_CONNECTION_STRING: azurite.connectionString,
      KILL_AT: String(killAt),
      MOST_KEYS: String(mostKeys),
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  const [status, signal] = await once(child, "close");
  expect([0, null]).toContain(status);
  return { signal, stdout };
}

/** Returns the values of `ReportId` in a text, with all digits. */
function idsIn(text: string): string[] {
  return [...text.matchAll(/"ReportId":"?(?<id>[0-9]+)/g)].map(
    (match) => match.groups?.["id"] ?? "",
  );
}

test("the example writes every event once, over 20 kills while blobs grow", async () => {
  const random = randomNumbers(7);
  const { blobs, days, delivered } = makeSource(random);
  const there = new Map<string, number>();
  /** Lets every blob grow by some bytes, cut anywhere, and at last to its end. */
  const grow = async (share: number): Promise<void> => {
    const parts = [...blobs].map(([path, bytes]): readonly [string, Buffer] => {
      const from = there.get(path) ?? 0;
      const to =
        share === 1 ? bytes.length : from + Math.floor((bytes.length - from) * share * random());
      there.set(path, to);
      return [path, bytes.subarray(from, to)];
    });
    await append(parts);
  };

  const figures = { kills: 0, finished: 0, wereThere: 0 };
  await grow(0.3);
  while (figures.kills < 20) {
    const { signal, stdout } = await runWriter(
      1 + Math.floor(random() * 25),
      // Every other run forgets nearly all hours that it has read.
      figures.kills % 2 === 0 ? 100 : undefined,
    );
    if (signal === "SIGKILL") figures.kills += 1;
    else figures.finished += 1;
    for (const match of stdout.matchAll(/, (?<known>\d+) were there/g)) {
      figures.wereThere += Number(match.groups?.["known"]);
    }
    if (figures.kills % 4 === 0) await grow(0.5);
  }
  await grow(1);
  expect((await runWriter()).signal).toBeNull();
  expect((await runWriter()).stdout).toBe("");

  const out = example.contents("out");
  const events = Object.keys(out).filter((file) => /^Device\w+\/[-\d]+\.ndjson$/.test(file));
  expect(events).toEqual(
    ["DeviceInfo", "DeviceLogonEvents"].flatMap((table) =>
      ["2026-03-01", "2026-03-02"].map((day) => `${table}/${day}.ndjson`),
    ),
  );
  const written = events.flatMap((file) =>
    idsIn(out[file] ?? "").map((id) => [id, file.slice(-17, -7)] as const),
  );
  const others = (kind: string): string[] =>
    Object.entries(out).flatMap(([file, text]) => (file.startsWith(kind) ? idsIn(text) : []));
  console.log("killed", {
    ...figures,
    delivered,
    written: written.length,
    lost: [...days.keys()].filter((id) => !new Map(written).has(id)).length,
    twice: written.length - new Set(written.map(([id]) => id)).size,
  });
  expect(written.toSorted()).toEqual([...days].toSorted());
  expect(delivered.copies).toBeGreaterThan(100);
  for (const kind of ["rejected", "unknown"] as const) {
    const ids = others(`${kind}/`);
    expect([kind, ids.length, new Set(ids).size]).toEqual([kind, delivered[kind], delivered[kind]]);
  }
  // Only whole lines.
  for (const file of Object.keys(out).filter((name) => name.endsWith(".ndjson"))) {
    for (const line of (out[file] ?? "").trimEnd().split("\n")) JSON.parse(line);
  }
});

async function convert(): Promise<string> {
  return (await runWriter(undefined, undefined, "--parquet")).stdout;
}

test("--parquet writes every file of a table as Parquet with the same records, and again after a change", async () => {
  expect(await convert()).toBe("4 files written as Parquet\n");
  expect(await convert()).toBe("0 files written as Parquet\n");
  const file = "out/DeviceInfo/2026-03-01.ndjson";
  const row = String.raw`{"ReportId":9223372036854775807,"DeviceName":"half \ud83d"}`;
  const added = `{"time":"","tenantId":"","category":"AdvancedHunting-DeviceInfo","properties":${row}}`;
  example.write(file, `${example.read(file)}${added}\n`);
  expect(await convert()).toBe("1 files written as Parquet\n");

  const query = "SELECT properties::VARCHAR FROM read_parquet('out/*/*.parquet')";
  const script = `import { DuckDBInstance } from "@duckdb/node-api";
const connection = await (await DuckDBInstance.create()).connect();
console.log(JSON.stringify((await connection.runAndReadAll(${JSON.stringify(query)})).getRowsJson()));`;
  const { stdout } = await start(example.dir, "node", "--input-type=module", "-e", script);
  const written: [string | null][] = JSON.parse(stdout);
  const lines = Object.entries(example.contents("out")).flatMap(([name, text]) =>
    name.startsWith("Device") && name.endsWith(".ndjson") ? text.trimEnd().split("\n") : [],
  );
  // DuckDB cannot parse half of a surrogate pair, so that row is null.
  const rows = lines.map((line) =>
    line === added ? null : line.slice(line.indexOf('"properties":') + 13, -1),
  );
  expect(written.map(([properties]) => properties).toSorted()).toEqual(rows.toSorted());
});
