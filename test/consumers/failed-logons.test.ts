// Starts the example that prints failed logons as its README describes, against the local servers.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { start } from "../support/packed-packages.ts";
import type { Project } from "../support/scratch-project.ts";
import { type LocalHub, startHub } from "./hub-servers.ts";
import { installConsumer } from "./install-consumer.ts";
import { type Azurite, startAzurite } from "./start-azurite.ts";

const samples = readFileSync(
  new URL("../support/fixtures/stream-records.ndjson", import.meta.url),
  "utf8",
)
  .trimEnd()
  .split(/\r?\n/);

let example: Project;
let azurite: Azurite;
let hub: LocalHub;

beforeAll(async () => {
  const consumer = await installConsumer("test/consumers/event-hubs");
  const { status, output } = await start(consumer.dir, "npm", "run", "build");
  if (status !== 0) throw new Error(`the consumer does not compile:\n${output}`);
  example = await installConsumer("examples/failed-logons");
  azurite = await startAzurite(consumer.dir);
  hub = await startHub(consumer.dir, azurite.connectionString, 2);
});

afterAll(async () => {
  await hub?.stop();
  await azurite?.stop();
});

function logon(table: string, name: string, action: string): string {
  const row = { Timestamp: "2026-03-05T04:14:21Z", ActionType: action, AccountName: name };
  const properties = { ...row, AccountDomain: "contoso", DeviceName: "pc1", LogonType: "Network" };
  const category = `AdvancedHunting-${table}`;
  return JSON.stringify({ time: row.Timestamp, tenantId: "t", category, properties });
}

function publish(...records: readonly string[]): Promise<void> {
  return hub.publish([{ text: `{"records":[${records.join(",")}]}` }]);
}

interface Run {
  /** Returns the lines about logons as soon as one of them contains a text. */
  until(text: string): Promise<string[]>;
  /** Ends the program with a signal, as a terminal does, and returns its stderr. */
  end(signal: "SIGTERM" | "SIGINT"): Promise<string>;
}

/** Starts the example with `npm start`, as in a terminal, or as the built program, as a service. */
function startExample(command = "npm", argument = "start"): Run {
  const key = "SharedAccessKeyName=Root;SharedAccessKey=c2VjcmV0;UseDevelopmentEmulator=true";
  const child = spawn(command, [argument], {
    cwd: example.dir,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      EVENT_HUB_CONNECTION_STRING: `Endpoint=sb://127.0.0.1:${hub.settings.port};${key}`,
      EVENT_HUB: hub.settings.hub,
      STORAGE_CONNECTION_STRING: azurite.connectionString,
    },
  });
  let [printed, errors] = ["", ""];
  const closed = new Promise<void>((resolve) => child.on("close", () => resolve()));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
  return {
    until: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!printed.includes(text)) return;
          resolve(printed.split("\n").filter((line) => line.startsWith("2026-")));
        };
        child.stdout.on("data", look);
        child.on("close", () => reject(new Error(`it ended: ${printed}${errors}`)));
      }),
    async end(signal) {
      // A terminal signals npm and the processes that it started; a service manager only the
      // program.
      if (command === "npm" && child.pid !== undefined) process.kill(-child.pid, signal);
      else child.kill(signal);
      await closed;
      return errors;
    },
  };
}

test("the example prints failed logons once each, over restarts too, and nothing else", async () => {
  await publish(
    ...samples.filter((sample) => !sample.includes('"LogonFailed"')),
    logon("DeviceLogonEvents", "ann", "LogonSuccess"),
    logon("DeviceLogonEvents", "bob", "LogonFailed"),
    logon("IdentityLogonEvents", "cyd", "LogonFailed"),
    logon("DeviceEvents", "dan", "LogonFailed"),
  );
  const first = startExample();
  const at = "2026-03-05T04:14:21Z";
  expect(await first.until("cyd")).toEqual([
    `${at} contoso\\bob pc1 Network -`,
    `${at} contoso\\cyd pc1 Network -`,
  ]);
  expect(await first.end("SIGINT")).not.toContain("Error");
  await publish(logon("DeviceLogonEvents", "\u001B[2Jeve", "LogonFailed"));
  const second = startExample("node", "dist/main.js");
  expect(await second.until("eve")).toEqual([`${at} contoso\\\uFFFD[2Jeve pc1 Network -`]);
  expect(await second.end("SIGTERM")).not.toContain("Error");
});
