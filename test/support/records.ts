// Provides records of the stream for tests: the captured records, and random ones with every
// outcome.

import { readFileSync } from "node:fs";
import * as fc from "fast-check";

/** The captured records, each as its text. */
export const sampleTexts: readonly string[] = readFileSync(
  new URL("./fixtures/stream-records.ndjson", import.meta.url),
  "utf8",
)
  .trimEnd()
  .split(/\r?\n/);

const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(
    '},{"time":"x","category":"AdvancedHunting-DeviceInfo","properties":{',
    '"category":"AdvancedHunting-DeviceInfo"',
    '\\"category\\":\\"',
    "]}",
    '{"a":[{"b":639199803770463703,',
    ":639199803770463703,",
    "\\",
    '"',
    "{[",
    "\u0083\uE000",
  ),
);

/** Values that a dynamic column may hold, including records of the stream. */
const dynamics: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    texts,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(texts, fc.constantFrom("category", "time", "properties")),
      tie("value"),
      {
        maxKeys: 3,
      },
    ),
    tie("record"),
  ),
  record: fc.record({
    time: texts,
    category: fc.constantFrom("AdvancedHunting-DeviceInfo", "AdvancedHunting-CloudAppEvents"),
    properties: fc.dictionary(texts, tie("value"), { maxKeys: 2 }),
  }),
})).value;

const rows: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  DeviceInfo: fc.record(
    {
      DeviceId: fc.option(texts),
      ReportId: fc.option(fc.integer()),
      OSPlatform: fc.option(texts),
      IsInternetFacing: fc.option(fc.boolean()),
      MergedDeviceIds: fc.option(texts),
      category: texts,
      ["new column"]: fc.oneof(fc.integer(), texts),
    },
    { requiredKeys: [] },
  ),
  CloudAppEvents: fc.record(
    { Application: fc.option(texts), RawEventData: dynamics, AdditionalFields: dynamics },
    { requiredKeys: [] },
  ),
  DeviceLogonEvents: fc.record({ LogonType: texts, LogonId: fc.integer() }, { requiredKeys: [] }),
};

/** A record and the outcome of reading it. */
export interface FatedRecord {
  readonly fate: "event" | "rejected" | "unknown";
  readonly record: unknown;
}

const eventRecords: fc.Arbitrary<FatedRecord> = fc
  .constantFrom(...Object.keys(rows))
  .chain((table) =>
    fc.record({
      time: fc.constant("2026-03-05T04:14:21.4185296Z"),
      category: fc.constant(`AdvancedHunting-${table}`),
      properties: rows[table] ?? fc.constant({}),
      Tenant: fc.option(texts),
    }),
  )
  .chain((record) => fc.shuffledSubarray(Object.entries(record), { minLength: 4 }))
  .map((entries) => ({ fate: "event", record: Object.fromEntries(entries) }));

const wrongRecords: fc.Arbitrary<FatedRecord> = fc
  .oneof(
    fc.constantFrom<unknown>(null, 5, "text", [], {}, { category: "DeviceInfo", properties: {} }),
    fc.record({
      category: fc.constant("AdvancedHunting-DeviceInfo"),
      properties: fc.constantFrom<unknown>(null, [], "text", { ReportId: "x" }, { IsExcluded: 1 }),
    }),
    fc.record({ time: texts, properties: rows["CloudAppEvents"] ?? fc.constant({}) }),
  )
  .map((record) => ({ fate: "rejected", record }));

const unknownRecords: fc.Arbitrary<FatedRecord> = fc
  .record({
    category: fc.constantFrom(
      "AdvancedHunting-NewTable",
      "AdvancedHunting-__proto__",
      "AdvancedHunting-constructor",
      "AdvancedHunting-",
    ),
    properties: dynamics,
  })
  .map((record) => ({ fate: "unknown", record }));

/** Records with every outcome, in any order. */
export const fatedRecords: fc.Arbitrary<readonly FatedRecord[]> = fc.array(
  fc.oneof({ weight: 4, arbitrary: eventRecords }, wrongRecords, unknownRecords),
  { maxLength: 8 },
);

/** Writes a value as JSON text, with white space now and then. */
export const spacing: fc.Arbitrary<string | number | undefined> = fc.constantFrom(
  undefined,
  undefined,
  undefined,
  1,
  "\t",
);
