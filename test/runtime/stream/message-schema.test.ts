// Checks the message schema as libraries for Standard Schema use it: it returns the reader's batch
// or one issue, and JSON Schemas that Ajv accepts in both drafts and that agree with what the
// reader rejects.

import { readdirSync, readFileSync } from "node:fs";
import { Ajv, type AnySchemaObject, type Options } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CloudAppEvents,
  createMessageSchema,
  createReader,
  DeviceInfo,
  DeviceLogonEvents,
  type MessageBody,
  MessageError,
  messageSchema,
  parseMessage,
  stringify,
  tableNames,
} from "../../../generated/index.ts";
import { fatedRecords, sampleTexts, spacing } from "../../support/records.ts";

const chosen = [DeviceInfo, DeviceLogonEvents] as const;
const reader = createReader(chosen);
const sample = `{"records":[${sampleTexts.join(",")}]}`;

/** Each schema with the reader whose batches it must return. */
const schemas = [
  ["of all tables", messageSchema["~standard"], (body: MessageBody) => parseMessage(body)],
  [
    "of chosen tables",
    createMessageSchema(chosen)["~standard"],
    (body: MessageBody) => reader.parseMessage(body),
  ],
] as const;

const drafts = [
  ["draft-2020-12", "https://json-schema.org/draft/2020-12/schema", Ajv2020],
  ["draft-07", "http://json-schema.org/draft-07/schema#", Ajv],
] as const;

const strict: Options = { strict: true, allErrors: false, ownProperties: true };

test("createMessageSchema rejects an empty list of tables", () => {
  expect(() => createMessageSchema([])).toThrow(TypeError);
});

describe.each(schemas)("the message schema %s", (_name, standard, parse) => {
  test("returns the reader's batch, whatever the records", () => {
    fc.assert(
      fc.property(fatedRecords, spacing, fc.boolean(), (fated, space, asBytes) => {
        const text = JSON.stringify({ records: fated.map(({ record }) => record) }, null, space);
        const body = asBytes ? new TextEncoder().encode(text) : text;
        expect(standard.validate(body)).toEqual({ value: parse(text) });
        expect(standard.validate(JSON.parse(text))).toEqual({ value: parse(text) });
      }),
      { numRuns: 300, seed: 1 },
    );
    const result = standard.validate(sample);
    const { events } = result.issues === undefined ? result.value : parse(sample);
    expect(events.map(stringify).every((event) => sampleTexts.includes(event))).toBe(true);
  });

  test.each([
    "",
    "{",
    "[]",
    '{"records":{}}',
    '{"records":[{"category":"AdvancedHunting-DeviceInfo","properties":{}},{]}',
    new Uint8Array([0xff, 0xfe]),
    {},
    [],
    null,
    undefined,
    5,
    1n,
    true,
    () => "{}",
    Symbol("message"),
  ])("returns the reader's message for a body that is not a message: %s", (body) => {
    const message = messageOf(() => parse(body as MessageBody));
    expect(standard.validate(body)).toEqual({ issues: [{ message, path: [] }] });
  });

  test("passes on errors that reveal nothing of the body", () => {
    const broken = new Proxy({}, { get: () => expect.fail("asked") });
    expect(() => standard.validate(broken)).toThrow("asked");
  });

  test("supports two drafts, and throws for others", () => {
    const { input, output } = standard.jsonSchema;
    for (const convert of [input, output]) {
      expect(() => convert({ target: "openapi-3.0" })).toThrow("openapi-3.0");
    }
  });
});

describe.each(drafts)("the JSON Schema of a message in %s", (target, dialect, Draft) => {
  test.each(schemas)("is valid and strict, %s", (_name, { jsonSchema }) => {
    const ajv = new Draft(strict);
    for (const convert of [jsonSchema.input, jsonSchema.output]) {
      const schema = convert({ target });
      expect(schema["$schema"]).toBe(dialect);
      expect([ajv.validateSchema(schema), ajv.errors]).toEqual([true, null]);
      ajv.compile(schema);
    }
  });

  test.each(schemas)(
    "accepts the messages of which the reader rejects nothing, %s",
    (_n, standard, parse) => {
      const fits = new Draft(strict).compile(standard.jsonSchema.input({ target }));
      expect(fits(JSON.parse(sample))).toBe(true);
      let [right, wrong] = [0, 0];
      fc.assert(
        fc.property(fatedRecords, (fated) => {
          const text = JSON.stringify({ records: fated.map(({ record }) => inEnvelope(record)) });
          const { rejected } = parse(text);
          if (rejected.length === 0) right += 1;
          else wrong += 1;
          expect(fits(JSON.parse(text))).toBe(rejected.length === 0);
        }),
        { numRuns: 600, seed: 2 },
      );
      expect(Math.min(right, wrong)).toBeGreaterThan(100);
    },
  );

  test.each(schemas)("describes what a batch is in JSON, %s", (_name, standard, parse) => {
    const fits = new Draft(strict).compile(standard.jsonSchema.output({ target }));
    fc.assert(
      fc.property(fatedRecords, (fated) => {
        const batch = parse(JSON.stringify({ records: fated.map(({ record }) => record) }));
        const written: unknown = JSON.parse(stringify(batch));
        expect([fits(written), fits.errors]).toEqual([true, null]);
      }),
      { numRuns: 300, seed: 3 },
    );
    const written = JSON.parse(stringify(parse(sample))) as { events: { category: string }[] };
    expect(fits(written)).toBe(true);
    const [event] = written.events;
    if (event !== undefined) event.category = "AdvancedHunting-NewTable";
    expect(fits(written)).toBe(false);
  });
});

test("the JSON Schema of a message contains the schema files, and no reference to the outside", () => {
  const schema = messageSchema["~standard"].jsonSchema.input({ target: "draft-2020-12" });
  const text = JSON.stringify(schema);
  expect(text).not.toMatch(/"\$(?:id|ref)"/);
  const files = new URL("../../../generated/schemas/", import.meta.url);
  const read = (file: string): AnySchemaObject =>
    JSON.parse(readFileSync(new URL(file, files), "utf8"));
  const known = readdirSync(files).filter((file) => file.endsWith(".json"));
  expect(known.length).toBeGreaterThan(tableNames.length);
  const stream = JSON.stringify(bare(read("stream.schema.json"))).replace(
    /\{"\$ref":"[^"]*\/([^/"]+)"\}/g,
    (_reference, file: string) => JSON.stringify(bare(read(file))),
  );
  expect(schema["properties"]).toEqual({ records: { type: "array", items: JSON.parse(stream) } });
});

test("the JSON Schema for chosen tables contains the rows of no other table", () => {
  const { jsonSchema } = createMessageSchema([CloudAppEvents])["~standard"];
  const named = JSON.stringify(jsonSchema.input({ target: "draft-07" })).match(
    /AdvancedHunting-\w+/g,
  );
  expect(named).toEqual(["AdvancedHunting-CloudAppEvents"]);
});

/**
 * Returns a record with everything that an envelope needs: the schema requires it, the reader does
 * not.
 */
function inEnvelope(record: unknown): unknown {
  if (typeof record !== "object" || record === null || Array.isArray(record)) return record;
  const { category, properties }: { category?: unknown; properties?: unknown } = record;
  const isKnown = tableNames.some((name) => category === `AdvancedHunting-${name}`);
  const isNews =
    typeof category === "string" && category.startsWith("AdvancedHunting-") && !isKnown;
  const row = isNews && !isObject(properties) ? {} : properties;
  return { ...record, time: "2026-03-05T04:14:21Z", tenantId: "tenant", properties: row };
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function bare({ $schema: _dialect, $id: _place, ...schema }: AnySchemaObject): AnySchemaObject {
  return schema;
}

function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof MessageError) return error.message;
  }
  return expect.fail("no MessageError");
}
