// Checks that integers past 2^53 keep all their digits wherever they are values, are never changed
// inside strings, and are written back. The test has its own reference reader.

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMessage, stringify } from "../../../generated/index.ts";
import type { SchemaColumn } from "../../../generator/model/schema.ts";
import { schemaTables } from "../../../generator/validate/schema-tables.ts";
import { readMessage } from "../../../generator/runtime/stream/read-message.ts";
import { parseExact } from "../../../generator/runtime/json/parse-exact.ts";
import { readReference } from "../../support/reference-reader.ts";

const integers = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }),
  fc.constantFrom(2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n), 10n ** 30n),
);
const texts = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom(
    ":639199803770463703,",
    '":639199803770463703,',
    '{"ReportId":639199803770463703}',
    "[639199803770463703,",
    ",639199803770463703]",
    " 639199803770463703 ",
    "\\",
    '\\"',
    '"',
    "\u0083",
    "\u0083639199803770463703",
    "\u0083\u0083\u0083\u0083639199803770463703",
    "\u0084\u0090\u0091\u0099",
  ),
);

/**
 * Draws JSON text rather than values, so that numbers keep their spelling and white space can be
 * anywhere.
 */
const jsonText: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => {
  const space = fc.constantFrom("", "", "", " ", "\n\t");
  const spaced = (part: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.tuple(space, part, space).map((parts) => parts.join(""));
  const key = fc.oneof(texts, fc.constantFrom("ReportId", "properties", "__proto__", "a\\"));
  return {
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.oneof(
        integers.map(String),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
        fc.constantFrom("1e3", "-0", "12345678901234567890.5", "12345678901234567890e2", "null"),
        texts.map((value) => JSON.stringify(value)),
      ),
      fc.array(spaced(tie("value")), { maxLength: 4 }).map((items) => `[${items.join(",")}]`),
      fc
        .array(fc.tuple(spaced(key.map((name) => JSON.stringify(name))), spaced(tie("value"))), {
          maxLength: 4,
        })
        .map((members) => `{${members.map((member) => member.join(":")).join(",")}}`),
    ),
  };
}).value;

test("any JSON is read as the reference reads it", () => {
  fc.assert(
    fc.property(jsonText, (text) => {
      expect(parseExact(text)).toEqual(readReference(text));
    }),
    { numRuns: 6000, seed: 3 },
  );
});

test("rows of messages are read as the reference reads them, and are written back", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(jsonText, integers), { maxLength: 4 }), (rows) => {
      const text = `{"records":[${rows
        .map(
          ([dynamic, id]) =>
            `{"time":"t","category":"AdvancedHunting-DeviceInfo","properties":{"ReportId":${id},"DeviceName":":639199803770463703,","NewColumn":${dynamic},"ReportId":${id}},"Tenant":"x"}`,
        )
        .join(",")}]}`;
      const reference = readReference(text) as { records: unknown[] };
      const batch = parseMessage(text);
      const { events, rejected } = batch;
      expect(parseMessage(new TextEncoder().encode(text))).toEqual(batch);
      expect([...events, ...rejected.map(({ record }) => record)]).toHaveLength(rows.length);
      expect(events).toEqual(
        reference.records.filter((_record, index) => {
          const [, id = 0n] = rows[index] ?? [];
          return id < 2n ** 63n && id >= -(2n ** 63n);
        }),
      );
      for (const event of events) {
        expect(stringify(readReference(stringify(event)))).toBe(stringify(event));
      }
    }),
    { numRuns: 2000, seed: 4 },
  );
});

function readRow(row: string): unknown {
  return parseMessage(
    `{"records":[{"category":"AdvancedHunting-DeviceInfo","properties":${row}}]}`,
  ).events.map(({ properties }) => properties)[0];
}

describe("parsing a row", () => {
  test.each<[string, unknown]>([
    ['{"ReportId":639199803770463703}', { ReportId: 639199803770463703n }],
    ['{"ReportId":-639199803770463703}', { ReportId: -639199803770463703n }],
    ['{"ReportId": 639199803770463703 }', { ReportId: 639199803770463703n }],
    ['{"ReportId":9007199254740991}', { ReportId: 9007199254740991 }],
    ['{"ReportId":9007199254740993}', { ReportId: 9007199254740993n }],
    ['{"ReportId":639199803770463703,"ReportId":1}', { ReportId: 1 }],
    ['{"ReportId":1,"ReportId":639199803770463704}', { ReportId: 639199803770463704n }],
    [
      '{"ReportId":639199803770463703,"ReportId":639199803770463704}',
      { ReportId: 639199803770463704n },
    ],
    [
      '{"x":{"ReportId":639199803770463703},"ReportId":639199803770463703.0}',
      { x: { ReportId: 639199803770463703n }, ReportId: 639199803770463700 },
    ],
    ['{"DeviceName":"639199803770463703"}', { DeviceName: "639199803770463703" }],
    ['{":":1e18,"x":":1000000000000000001,"}', { ":": 1e18, x: ":1000000000000000001," }],
  ])("returns the exact integers of %s", (text, row) => {
    expect(readRow(text)).toEqual(row);
  });
});

function column(
  name: string,
  type: SchemaColumn["type"],
  long: SchemaColumn["long"] = "exact",
): SchemaColumn {
  return { name, type, long };
}

test("the other modes of long, decimal and real return what their types promise", () => {
  const tables = schemaTables({
    tables: [
      {
        name: "T",
        identifier: "T",
        source: "T.csv",
        columns: [
          column("E", "long"),
          column("N", "long", "number"),
          column("B", "long", "bigint"),
          column("S", "long", "string"),
          column("D", "decimal"),
          column("R", "real"),
        ],
      },
    ],
  });
  const rows = ["639199803770463703", "5", "null"].map(
    (value) => `{"E":${value},"N":${value},"B":${value},"S":${value},"D":${value},"R":${value}}`,
  );
  const text = `{"records":[${rows
    .map((row) => `{"category":"AdvancedHunting-T","properties":${row}}`)
    .join(",")}]}`;
  const { events, rejected } = readMessage<{ properties: unknown }>(tables, text);
  expect(rejected).toEqual([]);
  const digits = 639199803770463703n;
  expect(events.map(({ properties }) => properties)).toEqual([
    {
      E: digits,
      N: Number(digits),
      B: digits,
      S: "639199803770463703",
      D: "639199803770463703",
      R: Number(digits),
    },
    { E: 5, N: 5, B: 5n, S: "5", D: 5, R: 5 },
    { E: null, N: null, B: null, S: null, D: null, R: null },
  ]);
});
