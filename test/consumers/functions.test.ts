// Runs functions with the real `@azure/functions`, whose conversions get data as the host sends it. The host
// itself is a substitute.

import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { start } from "../support/packed-packages.ts";
import type { Project } from "../support/scratch-project.ts";
import { installConsumer } from "./install-consumer.ts";

let consumer: Project;
let example: Project;

beforeAll(async () => {
  [consumer, example] = await Promise.all([
    installConsumer("test/consumers/functions"),
    installConsumer("examples/azure-function"),
  ]);
  for (const project of [consumer, example]) {
    const core = fileURLToPath(new URL("functions/functions-core", import.meta.url));
    cpSync(core, path.join(project.dir, "node_modules/@azure/functions-core"), { recursive: true });
    const { status, output } = await start(project.dir, "npm", "run", "build");
    if (status !== 0) throw new Error(`it does not compile:\n${output}`);
  }
});

interface Outcome {
  readonly errors: readonly string[];
  readonly logs: readonly string[];
  readonly outputData?: readonly { readonly name: string; readonly data: Record<string, string> }[];
}

interface Report {
  readonly registered: readonly {
    readonly bindings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly retryOptions: unknown;
  }[];
  readonly outcomes: readonly Outcome[];
}

/** Calls a function with data as the host sends it. */
async function call(
  project: Project,
  name: string,
  data: object,
  { failures = 0, attempts = 5, triggerMetadata = {} } = {},
): Promise<{ readonly outcome: Outcome; readonly report: Report }> {
  const host = path.join(consumer.dir, "dist/host.js");
  const app = project === consumer ? "dist/app.js" : "dist/main.js";
  const calls = JSON.stringify([{ name, data, attempts, triggerMetadata }]);
  const { status, stdout, output } = await start(
    project.dir,
    "env",
    `FAILURES=${failures}`,
    process.execPath,
    host,
    app,
    calls,
  );
  if (status !== 0) throw new Error(output);
  const report: Report = JSON.parse(stdout);
  const [outcome] = report.outcomes;
  if (outcome === undefined) throw new Error(output);
  return { outcome, report };
}

function record(table: string, properties: string): string {
  return `{"time":"t","tenantId":"x","category":"AdvancedHunting-${table}","properties":${properties}}`;
}

function body(...records: readonly string[]): string {
  return `{"records":[${records.join(",")}]}`;
}

function collectionBytes(...bodies: readonly string[]): object {
  return { collectionBytes: { bytes: bodies.map((text) => Buffer.from(text).toString("base64")) } };
}

/** Returns the value that a function wrote to the output of a type. */
function outputOf({ outputData = [] }: Outcome, type: string): string | undefined {
  const data = outputData.find(({ name }) => name.startsWith(type))?.data;
  return data?.["json"] ?? data?.["string"];
}

function reasonOf(letter = ""): unknown {
  return JSON.parse(letter).reason;
}

const failed = '"ActionType":"LogonFailed","ReportId":639199803770463703';

test("the example registers a trigger for bytes that is retried without a limit", async () => {
  const { report } = await call(example, "failedLogons", collectionBytes());
  const [{ bindings, retryOptions } = { bindings: {}, retryOptions: undefined }] =
    report.registered;
  expect(Object.values(bindings)).toMatchObject([
    { type: "eventHubTrigger", direction: "in", cardinality: "many", dataType: "binary" },
    { type: "queue", direction: "out" },
    { type: "blob", direction: "out" },
  ]);
  expect(retryOptions).toMatchObject({ retryStrategy: "exponentialBackoff", maxRetryCount: -1 });
  const host: unknown = JSON.parse(readFileSync(path.join(example.dir, "host.json"), "utf8"));
  expect(host).toMatchObject({ version: "2.0" });
});

test("the example writes failed logons with every digit, and dead letters to a blob", async () => {
  const poison = '{"records":[{}';
  const data = collectionBytes(
    body(
      record("DeviceLogonEvents", `{${failed},"AccountName":"a","DeviceName":"d"}`),
      record("DeviceLogonEvents", '{"ActionType":"LogonSuccess"}'),
      record("DeviceInfo", '{"DeviceName":"d"}'),
    ),
    poison,
    body(
      record("NewTable", '{"Id":639199803770463703}'),
      record("DeviceLogonEvents", '{"ReportId":"x"}'),
      record("IdentityLogonEvents", '{"ActionType":"LogonFailed","AccountName":"b"}'),
    ),
  );
  const triggerMetadata = {
    PartitionContext: { json: '{"PartitionId":"2"}' },
    SequenceNumberArray: { json: "[10,11,12]" },
  };
  const { outcome } = await call(example, "failedLogons", data, { triggerMetadata });
  expect(outcome.errors).toEqual([]);
  const messages: unknown = JSON.parse(outputOf(outcome, "queue") ?? "");
  expect(messages).toEqual([
    `{${failed},"AccountName":"a","DeviceName":"d"}`,
    '{"ActionType":"LogonFailed","AccountName":"b"}',
  ]);
  const letters = (outputOf(outcome, "blob") ?? "").trimEnd().split("\n");
  const place = '{"partitionId":"2","sequenceNumber":';
  expect(letters).toEqual([
    `${place}11,"kind":"message","reason":${JSON.stringify(reasonOf(letters[0]))},"base64":"${Buffer.from(poison).toString("base64")}"}`,
    `${place}12,"kind":"unknown","index":0,"reason":"a table that the schema does not have","record":${record("NewTable", '{"Id":639199803770463703}')}}`,
    `${place}12,"kind":"record","index":1,"reason":"ReportId: expected long (an integer of 64 bits), got string","record":${record("DeviceLogonEvents", '{"ReportId":"x"}')}}`,
  ]);
  expect(reasonOf(letters[0])).toMatch(/^invalid message: unexpected end/);
  expect(outcome.logs).toEqual([
    "message 11: no event (message)",
    "message 12: no event (unknown)",
    "message 12: no event (record)",
  ]);
});

const one = body(record("DeviceLogonEvents", `{${failed}}`));

test.each([
  ["string", { string: one }, "object"],
  ["json", { json: one }, "object"],
  ["collectionString", { collectionString: { string: [one] } }, "object"],
  ["collectionString that is not JSON", { collectionString: { string: ["poison"] } }, "string"],
])(
  "data that arrives as %s is refused, because the library parses it",
  async (_name, data, kind) => {
    const { outcome } = await call(example, "failedLogons", data, { attempts: 1 });
    expect(outcome.errors).toEqual([
      expect.stringMatching(`^message 0: expected bytes, got ${kind}; set \`dataType: "binary"\``),
    ]);
    expect(outcome.outputData).toBeUndefined();
  },
);

test("a message that is not in a batch is read too", async () => {
  const { outcome } = await call(example, "failedLogons", {
    bytes: Buffer.from(one).toString("base64"),
  });
  expect(JSON.parse(outputOf(outcome, "queue") ?? "")).toEqual([`{${failed}}`]);
});

function device(id: string): string {
  return record("DeviceInfo", `{"DeviceId":"${id}"}`);
}

test("messages are retried after a callback has thrown, in order, and outputs are written once", async () => {
  const data = collectionBytes(
    body(device("a"), device("b")),
    "poison",
    body(device("c"), device("d")),
    body(device("e")),
  );
  const triggerMetadata = {
    PartitionContext: { json: '{"PartitionId":"0"}' },
    SequenceNumberArray: { json: "[5,6,7,8]" },
  };
  const { outcome } = await call(consumer, "failing", data, { failures: 3, triggerMetadata });
  const error = "record 0 of body 2 was not delivered: no database";
  expect(outcome.errors).toEqual([error, error, error]);
  expect(JSON.parse(outputOf(outcome, "queue") ?? "")).toEqual([
    "a at 0/5",
    "b at 0/5",
    "message",
    "c at 0/7",
    "d at 0/7",
    "e at 0/8",
  ]);
});
