// Reads a real account with the real SDK. Each scenario is a function, and its findings are printed
// as JSON. Run as `node dist/scenarios.js NAME CONNECTION`.

import { EventEmitter, once } from "node:events";
import { BlobServiceClient } from "@azure/storage-blob";
import { createDriftCollector, stringify } from "@huntgen/defender";
import { BlobError, listBlobs, type ListBlobsOptions, readBlobs } from "@huntgen/defender/storage";
import type { TableName } from "@huntgen/defender";
import {
  append,
  emptyAccount,
  openBlob,
  pathOf,
  type Positions,
  randomNumbers,
  readAll,
  recordOf,
  tenants,
} from "./account.js";
import { startProxy } from "./faulty-proxy.js";
import { services } from "./types.js";

const hour = "2026-03-01T00:00:00Z";
const path = pathOf("DeviceInfo", hour);
/** Delays of the SDK's own retries, in milliseconds, short enough for a test. */
const quickRetries = { retryOptions: { maxTries: 2, retryDelayInMs: 5, maxRetryDelayInMs: 10 } };

function clientOf(connection: string): BlobServiceClient {
  return BlobServiceClient.fromConnectionString(connection, quickRetries);
}

function lines(from: number, to: number, padding = ""): string[] {
  return Array.from({ length: to - from }, (_, index) => recordOf(from + index, padding));
}

function textOf(records: readonly string[]): string {
  return records.map((record) => `${record}\r\n`).join("");
}

function messageOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(String, (error: Error) => `${error.name}: ${error.message}`);
}

const scenarios: Readonly<Record<string, (connection: string) => Promise<unknown>>> = {
  async layout(connection) {
    const service = await emptyAccount(connection);
    for (const table of ["DeviceInfo", "AlertInfo", "NewTable"]) {
      for (const tenant of tenants) {
        for (const day of ["2026-02-28T23", "2026-03-01T00", "2026-03-01T23", "2026-03-02T00"]) {
          const blob = await openBlob(service, pathOf(table, `${day}:00:00Z`, tenant));
          await append(blob, textOf([recordOf(1).replace("-DeviceInfo", `-${table}`)]));
        }
      }
    }
    await service.createContainer("insights-logs-other");
    const list = async (options: ListBlobsOptions<TableName>): Promise<string[]> => {
      const found: string[] = [];
      for await (const blob of listBlobs(service, options)) {
        found.push(`${blob.table} ${blob.tenantId[0]} ${blob.hour.slice(5, 13)} ${blob.size}`);
      }
      return found;
    };
    const counts = { events: 0, unknown: 0, rejected: 0 };
    const drift = createDriftCollector();
    for await (const batch of readBlobs(service, { drift })) {
      counts.events += batch.events.length;
      counts.unknown += batch.unknown.length;
      counts.rejected += batch.rejected.length;
    }
    const day = { from: "2026-03-01T00:00:00Z", to: new Date("2026-03-02T00:00:00Z") };
    const versions: number[] = [];
    for (const each of services(connection)) {
      let count = 0;
      for await (const { events } of readBlobs(each, { tables: ["AlertInfo"] }))
        count += events.length;
      versions.push(count);
    }
    return {
      all: await list({}),
      day: await list({ tables: ["DeviceInfo"], tenantId: tenants[1].toUpperCase(), ...day }),
      missing: await list({ tables: ["UrlClickEvents"] }),
      counts,
      unknownTables: drift.report().unknownTables,
      versions,
    };
  },

  /**
   * Appends at any byte, reads, and appends again: every record once, in order, with its digits.
   */
  async growth(connection) {
    const service = await emptyAccount(connection);
    const random = randomNumbers(11);
    const figures = { cases: 12, runs: 0, records: 0, wrong: 0 };
    for (let turn = 0; turn < figures.cases; turn++) {
      const blob = await openBlob(service, pathOf("DeviceInfo", `2026-03-01T${10 + turn}:00:00Z`));
      const records = lines(0, 10 + Math.floor(random() * 50));
      const ending = turn % 2 === 0 ? "\r\n" : "\r\n\r\n";
      const bytes = Buffer.from(records.map((record) => record + ending).join(""));
      const cuts = Array.from({ length: 8 }, () => Math.floor(random() * bytes.length));
      const positions: Positions = {};
      const got: string[] = [];
      let from = 0;
      for (const to of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
        if (to > from) await append(blob, bytes.subarray(from, to));
        from = to;
        const batchSize = 1 + Math.floor(random() * 9);
        const options = { batchSize, from: hour, tables: ["DeviceInfo"] as const };
        got.push(...(await readAll(service, positions, options)));
        figures.runs += 1;
      }
      figures.records += got.length;
      if (stringify(got) !== stringify(records)) figures.wrong += 1;
      await blob.delete();
    }
    return figures;
  },

  async lastLines(connection) {
    const service = await emptyAccount(connection);
    const blob = await openBlob(service, path);
    const record = Buffer.from(recordOf(1));
    const half = record.indexOf("€") + 1;
    const positions: Positions = {};
    const found: unknown[] = [];
    const step = async (what: string, bytes: string | Buffer): Promise<void> => {
      await append(blob, bytes);
      const { length } = await readAll(service, positions);
      const { contentLength = 0 } = await blob.getProperties();
      found.push([what, length, contentLength - (positions[path] ?? 0)]);
    };
    await step(
      "a line and half a character",
      Buffer.concat([record, Buffer.from("\r\n"), record.subarray(0, half)]),
    );
    await step(
      "up to half of the end of the line",
      Buffer.concat([record.subarray(half), Buffer.from("\r")]),
    );
    await step("the other half", "\n");
    await step("a whole object", record);
    await step(
      "its end, and half an object",
      Buffer.concat([Buffer.from("\r\n"), record.subarray(0, 50)]),
    );
    await step("the rest without an end", record.subarray(50));
    return found;
  },

  /** Cuts connections after some bytes, again and again, while the blob grows. */
  async cuts(connection) {
    const service = await emptyAccount(connection);
    const blob = await openBlob(service, path);
    const records = lines(0, 4000, "x".repeat(500));
    const bytes = Buffer.from(textOf(records));
    await append(blob, bytes);
    const proxy = await startProxy(connection);
    const random = randomNumbers(3);
    const results: unknown[] = [];
    for (const grows of [false, true]) {
      // After the listing, which takes some kilobytes, each cut can be anywhere in the download.
      proxy.cutAfter(...Array.from({ length: 25 }, () => 20_000 + Math.floor(random() * 150_000)));
      let grown = 0;
      proxy.onCut = async () => {
        if (!grows) return;
        await append(blob, textOf([recordOf(100_000 + grown)]));
        grown += 1;
      };
      const before = proxy.cuts;
      const positions: Positions = {};
      const got = await readAll(clientOf(proxy.connection), positions);
      const twice = got.length - new Set(got).size;
      const lost = records.filter((record) => !new Set(got).has(record)).length;
      const inOrder = stringify(got) === stringify(records);
      results.push({
        grows,
        bytes: bytes.length,
        cuts: proxy.cuts - before,
        records: got.length,
        twice,
        lost,
        inOrder,
        exact: positions[path] === bytes.length,
        later: (await readAll(service, positions)).length === grown,
      });
    }
    proxy.close();
    return results;
  },

  /**
   * Stops the service during a download: the error contains the position, and nothing is repeated
   * afterwards.
   */
  async outage(connection) {
    const service = await emptyAccount(connection);
    const records = lines(0, 3000, "x".repeat(500));
    await append(await openBlob(service, path), textOf(records));
    const proxy = await startProxy(connection);
    proxy.cutAfter(600_000);
    proxy.onCut = async () => proxy.close();
    const got: string[] = [];
    const positions: Positions = {};
    let error: unknown;
    try {
      for await (const batch of readBlobs(clientOf(proxy.connection), { batchSize: 100 })) {
        got.push(...batch.events.map((event) => stringify(event)));
        positions[batch.blob.path] = batch.position;
      }
    } catch (reason) {
      error = reason;
    }
    const before = got.length;
    const position = positions[path];
    got.push(...(await readAll(service, positions)));
    return {
      blobError: error instanceof BlobError,
      named: error instanceof BlobError && error.path === path && error.message.includes(path),
      position: error instanceof BlobError && error.position === position,
      cause: error instanceof Error && error.cause instanceof Error,
      some: before > 0 && before < records.length,
      whole: stringify(got) === stringify(records),
    };
  },

  async replaced(connection) {
    const service = await emptyAccount(connection);
    const blob = await openBlob(service, path);
    await append(blob, textOf(lines(0, 5)));
    const positions: Positions = {};
    await readAll(service, positions);
    await blob.delete();
    await blob.create();
    await append(blob, textOf(lines(0, 2)));
    const { contentLength } = await blob.getProperties();
    return {
      replaced: await messageOf(readAll(service, positions)),
      expected: `BlobError: ${path}, read up to byte ${positions[path]}: the blob was replaced and has ${contentLength} bytes; to read it again, remove its position`,
      malformed: await messageOf(readAll(service, { [path]: -5 })),
    };
  },

  /** Ends a download that hangs with the signal. */
  async abort(connection) {
    const service = await emptyAccount(connection);
    const records = lines(0, 3000, "x".repeat(500));
    await append(await openBlob(service, path), textOf(records));
    const proxy = await startProxy(connection);
    const stalled = proxy.stallAfter(700_000);
    const controller = new AbortController();
    const positions: Positions = {};
    const got: string[] = [];
    const reason = new Error("shut down");
    const progress = new EventEmitter();
    void Promise.all([stalled, once(progress, "batch")]).then(() => controller.abort(reason));
    let error: unknown;
    try {
      const options = { batchSize: 50, signal: controller.signal };
      for await (const batch of readBlobs(clientOf(proxy.connection), options)) {
        got.push(...batch.events.map((event) => stringify(event)));
        positions[batch.blob.path] = batch.position;
        progress.emit("batch");
      }
    } catch (caught) {
      error = caught;
    }
    proxy.close();
    const before = got.length;
    got.push(...(await readAll(service, positions)));
    return {
      reason: error === reason,
      some: before > 0 && before < records.length,
      whole: stringify(got) === stringify(records),
    };
  },

  /** Writes a blob of 200 MB for `memory.ts` to read. */
  async fill(connection) {
    const service = await emptyAccount(connection);
    const blob = await openBlob(service, path);
    const megabytes = 200;
    const part = Buffer.from(textOf(lines(0, 2000, "x".repeat(1800))));
    let size = 0;
    while (size < megabytes * 1024 * 1024) {
      await append(blob, part);
      size += part.length;
    }
    return { size, records: (size / part.length) * 2000 };
  },
};

const [name = "", connection = ""] = process.argv.slice(2);
const run = scenarios[name];
if (run === undefined) throw new Error(`no scenario ${name}`);
console.log(JSON.stringify(await run(connection)));
