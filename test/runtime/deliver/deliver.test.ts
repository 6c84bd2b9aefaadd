// Checks that `deliver` calls the callbacks for every record in order, whatever the records are and whatever
// fails, with the scanner and without it.

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createDriftCollector,
  type DeadLetter,
  deliver,
  DeliveryError,
  parseMessage,
  stringify,
  type TableName,
} from "../../../generated/index.ts";
import { fatedRecords, spacing } from "../../support/records.ts";
import { readReference } from "../../support/reference-reader.ts";
import { withAndWithoutScanner } from "../../support/with-and-without-scanner.ts";

function row(table: string, properties: object = {}): string {
  return JSON.stringify({ category: `AdvancedHunting-${table}`, properties });
}

function message(...records: readonly string[]): string {
  return `{"records":[${records.join(",")}]}`;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const deadLetter = (): undefined => undefined;

function failAlways(): never {
  throw new Error("full");
}

/** Which callback received what, and for the callbacks of records, the record. */
type Call = readonly [callback: string, received: unknown];

/** Creates callbacks that record their calls, and throw at one of them if `failing` is its number. */
function recording(calls: Call[], failing = Infinity, isAsync = false) {
  const called = (...call: Call): unknown => {
    calls.push(call);
    const fails = calls.length - 1 === failing;
    if (fails && !isAsync) throw new Error("broken");
    if (!isAsync) return undefined;
    // Other callbacks must not be called before this one is done.
    return new Promise((resolve, reject) => {
      setImmediate(() => {
        calls.push(["done", undefined]);
        if (fails) reject(new Error("broken"));
        else resolve(undefined);
      });
    });
  };
  return {
    handlers: {
      DeviceInfo: (event: unknown) => called("DeviceInfo", event),
      _: (event: unknown) => called("_", event),
    },
    deadLetter: (letter: DeadLetter) =>
      called(letter.kind, letter.kind === "message" ? letter.body : letter.record),
    unknown: ({ record }: { readonly record: unknown }) => called("unknown record", record),
  };
}

/** What a body must cause, if each of its records is read by itself. */
function expectedCalls(body: unknown, tables: readonly TableName[]): Call[] {
  const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body ?? "");
  let records: unknown;
  try {
    records = Object(readReference(text)).records;
  } catch {
    // It is not JSON.
  }
  if (!Array.isArray(records)) return [["message", body]];
  return records.flatMap((record: unknown): Call[] => {
    const { events, rejected, unknown } = parseMessage(`{"records":[${stringify(record)}]}`, {
      tables,
    });
    return [
      ...events.map(({ category }): Call => [
        category === "AdvancedHunting-DeviceInfo" ? "DeviceInfo" : "_",
        record,
      ]),
      ...rejected.map((): Call => ["record", record]),
      ...unknown.map((): Call => ["unknown record", record]),
    ];
  });
}

const allTables: readonly TableName[] = ["DeviceInfo", "CloudAppEvents", "DeviceLogonEvents"];

const plans = fc.record({
  bodies: fc.array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc
          .tuple(fatedRecords, spacing)
          .map(([fated, space]) =>
            JSON.stringify({ records: fated.map(({ record }) => record) }, null, space),
          ),
      },
      fc.constantFrom("", "{", "[]", "null", '{"records":{}}', '{"records":[{}}', "\uFEFF", null),
    ),
    { maxLength: 4 },
  ),
  asBytes: fc.infiniteStream(fc.boolean()),
  tables: fc.subarray([...allTables], { minLength: 1 }),
  failing: fc.option(fc.nat({ max: 20 }), { nil: Infinity }),
  isAsync: fc.boolean(),
});

withAndWithoutScanner(() => {
  test("each record reaches its callback once, in order, until one throws", async () => {
    await fc.assert(
      fc.asyncProperty(plans, async ({ bodies, asBytes, tables, failing, isAsync }) => {
        const passed = bodies.map((body) =>
          body !== null && asBytes.next().value ? encode(body) : body,
        );
        const expected = passed.flatMap((body) => expectedCalls(body, tables));
        const calls: Call[] = [];
        const callbacks = recording(calls, isAsync ? failing * 2 : failing, isAsync);
        const thrown: unknown = await deliver(passed, { tables, ...callbacks }).catch(
          (error: unknown) => error,
        );
        const done: Call = ["done", undefined];
        expect(calls).toEqual(
          expected.slice(0, failing + 1).flatMap((call) => (isAsync ? [call, done] : [call])),
        );
        expect(thrown instanceof DeliveryError).toBe(failing < expected.length);
        expect(thrown === undefined).toBe(failing >= expected.length);
      }),
      { numRuns: 150 },
    );
  });

  test("an error names the body and the record, whose index counts skipped records", async () => {
    const cause = new Error("no database");
    const bodies = [
      message(row("AlertInfo")),
      encode(message(row("AlertInfo"), row("NewTable"), row("DeviceInfo"), row("DeviceInfo"))),
    ];
    const error: unknown = await deliver(bodies, {
      tables: ["DeviceInfo"],
      deadLetter,
      handlers: { DeviceInfo: () => Promise.reject(cause) },
    }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      name: "DeliveryError",
      message: "record 2 of body 1 was not delivered: no database",
      body: 1,
      record: 2,
      cause,
    });
  });

  test.each([
    ["a dead letter of a record", message(row("DeviceInfo"), "5"), 1],
    [
      "a dead letter of an unknown record",
      message(row("DeviceInfo"), row("DeviceInfo"), row("X")),
      2,
    ],
    ["a dead letter of a body", "poison", undefined],
  ])("an error of %s names it", async (_name, body, record) => {
    const thrown = { body: 0, record, cause: "text" };
    const options = {
      handlers: {},
      deadLetter: () => {
        throw "text";
      },
    };
    await expect(deliver(body, options)).rejects.toMatchObject(thrown);
  });

  test("all events of a body arrive in one call, before its other records", async () => {
    const calls: unknown[] = [];
    await deliver(
      [message(row("X"), row("DeviceInfo"), row("AlertInfo")), message(row("X")), message()],
      {
        events: (events) => calls.push(events.map(({ category }) => category)),
        deadLetter: ({ kind }) => calls.push(kind),
      },
    );
    expect(calls).toEqual([
      ["AdvancedHunting-DeviceInfo", "AdvancedHunting-AlertInfo"],
      "unknown",
      "unknown",
    ]);
  });

  test("an error of all events names the body only", async () => {
    const body = message(row("X"), row("AlertInfo"));
    await expect(deliver(body, { events: failAlways, deadLetter })).rejects.toMatchObject({
      message: "body 0 was not delivered: full",
      record: undefined,
    });
  });

  test("rows have the chosen columns, and drift counts all bodies", async () => {
    const drift = createDriftCollector();
    const rows: unknown[] = [];
    const info = row("DeviceInfo", { OSPlatform: "W", DeviceName: "d", New: 1 });
    await deliver([message(info), encode(message(info, row("AlertInfo")))], {
      columns: { DeviceInfo: ["OSPlatform"] },
      drift,
      handlers: { DeviceInfo: ({ properties }) => rows.push(properties) },
      deadLetter,
    });
    expect(rows).toEqual([{ OSPlatform: "W" }, { OSPlatform: "W" }]);
    expect(drift.report().tables["DeviceInfo"]).toMatchObject({
      rows: 2,
      unknownColumns: { New: { count: 2 } },
    });
  });

  test("rows with unknown columns are dead letters if they are to be rejected", async () => {
    const kinds: string[] = [];
    await deliver(message(row("DeviceInfo", { New: 1 })), {
      unknownColumns: "reject",
      handlers: {},
      deadLetter: ({ kind }) => kinds.push(kind),
    });
    expect(kinds).toEqual(["record"]);
  });
});

describe("the arguments", () => {
  test("every callback receives the context itself", async () => {
    const context = { partition: 3 };
    const received: unknown[] = [];
    const keep = (_record: unknown, given: unknown): unknown => received.push(given);
    const body = message(row("DeviceInfo"), row("X"), "1");
    await deliver([body, ""], { handlers: { _: keep }, unknown: keep, deadLetter: keep }, context);
    await deliver(body, { events: keep, unknown: keep, deadLetter: keep }, context);
    expect(received).toHaveLength(7);
    expect(received.every((given) => given === context)).toBe(true);
  });

  test("no bodies cause no calls, but wrong options are still reported", async () => {
    await deliver([], { handlers: {}, deadLetter });
    await expect(deliver([], {} as never)).rejects.toThrow(TypeError);
  });

  test.each([
    ["a message", { records: [] }, "object"],
    ["a number", 5, "number"],
    ["a list", [{}], "array"],
    ["a buffer", new ArrayBuffer(2), "object"],
  ])("%s that is parsed is refused before any body is delivered", async (_name, body, kind) => {
    const calls: unknown[] = [];
    const options = { handlers: { _: () => calls.push(1) }, deadLetter: () => calls.push(2) };
    const bodies = [message(row("DeviceInfo")), body] as unknown as string[];
    const error: unknown = await deliver(bodies, options).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({
      message: `body 1: expected text or bytes, got ${kind}; pass the body unparsed, because a JSON parser rounds 64-bit integers`,
    });
    expect(calls).toEqual([]);
  });

  test.each([null, undefined, "", new Uint8Array()])(
    "a message without a body is a dead letter: %s",
    async (body) => {
      const letters: DeadLetter[] = [];
      await deliver(body, { handlers: {}, deadLetter: (letter) => letters.push(letter) });
      expect(letters).toMatchObject([{ kind: "message", error: { name: "MessageError" } }]);
      expect(letters[0]).toHaveProperty("body", body);
    },
  );

  test("what reading throws is a dead letter too, since each delivery would throw it", async () => {
    const cause = new RangeError("too long");
    const drift = {
      ...createDriftCollector(),
      addRow() {
        throw cause;
      },
    };
    const letters: DeadLetter[] = [];
    const body = message(row("DeviceInfo"));
    await deliver(body, { handlers: {}, drift, deadLetter: (letter) => letters.push(letter) });
    expect(letters).toMatchObject([
      { kind: "message", body, error: { message: "unreadable message: too long", cause } },
    ]);
  });

  test.each([
    [{ deadLetter }, TypeError, /`handlers` or `events`/],
    [{ handlers: {} }, TypeError, /`deadLetter`/],
    [{ handlers: {}, deadLetter, tables: [] }, RangeError, /`tables` is empty/],
    [{ handlers: {}, deadLetter, tables: ["DeviceInf"] }, RangeError, /"DeviceInf" is not a table/],
    [{ handlers: {}, deadLetter, columns: { DeviceInfo: ["OS"] } }, RangeError, /a column "OS"/],
  ])("the options %j are rejected", async (options, kind, text) => {
    const calling = deliver(message(row("DeviceInfo")), options as never);
    await expect(calling).rejects.toThrow(kind);
    await expect(deliver("", options as never)).rejects.toThrow(text);
  });

  test.each([undefined, null, "text", Object.create(null), Symbol("thrown")])(
    "an error has as its cause what was thrown: %s",
    async (thrown) => {
      const events = (): never => {
        throw thrown;
      };
      const error: unknown = await deliver(message(row("DeviceInfo")), {
        events,
        deadLetter,
      }).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(DeliveryError);
      expect(error).toHaveProperty("cause", thrown);
    },
  );
});
