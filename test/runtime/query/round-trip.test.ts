// Writes rows in every encoding of every channel, and expects that decoding returns the same rows.

import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { answerEncodings } from "../../../generator/mapping/answer-encodings.ts";
import {
  type KustoType,
  knownTypeNames,
  type LongMode,
  scalarMappings,
} from "../../../generator/mapping/kusto-types.ts";
import { scalarOf } from "../../../generator/mapping/runtime-scalar.ts";
import { decodeRows } from "../../../generator/runtime/query/decode-answer.ts";
import { defineColumnTable } from "../../../generator/runtime/table/column-table.ts";
import { scalarsByName } from "../../../generated/scalars.ts";
import { encodingsOf, writeAnswer, type WrittenColumn } from "../../support/answer-writers.ts";

const types = [...new Set(scalarMappings.map(({ type }) => type))] as KustoType[];
const channels = ["graph", "defender", "logAnalytics", "adxV1", "adxV2"] as const;

/** Parts of the formats that are read, which a decoder could mistake for structure. */
const fragments = fc.constantFrom(
  '"',
  "\\",
  "{",
  "}",
  "[",
  "]",
  ":",
  ",",
  "!",
  "\\u0022",
  "@odata.type",
  "#SByte",
  "null",
  "{}",
  "true",
  "0",
  "1",
  "Z",
  "INF",
  "-",
  "9007199254740993",
  "1e400",
  "\u0000",
  "\uD800",
  "𝕏",
  "__proto__",
);
const hostileText = fc.array(fragments, { maxLength: 8 }).map((parts) => parts.join(""));
const int64 = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(2n ** 53n, 2n ** 53n - 1n, -(2n ** 53n) - 1n, -(2n ** 63n), 2n ** 63n - 1n, 0n),
);
const exact = (value: bigint): number | bigint =>
  Number.isSafeInteger(Number(value)) ? Number(value) : value;
/** An integer past 2^53 is not a number in a row: it has more digits than a number can hold. */
const plainNumber = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value));
/** Keys that no encoding uses for itself. */
const dynamicKey = fc.oneof(hostileText, fc.string()).filter((key) => !key.endsWith("@odata.type"));
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    fc.oneof(hostileText, fc.boolean(), fc.constant(null), int64.map(exact), plainNumber),
    fc.array(tie("tree"), { maxLength: 4 }),
    fc
      .array(fc.tuple(dynamicKey, tie("tree")), { maxLength: 4 })
      .map((entries) => Object.fromEntries(entries)),
  ),
}));

const values: Readonly<Record<KustoType, fc.Arbitrary<unknown>>> = {
  bool: fc.boolean(),
  datetime: fc
    .tuple(
      fc.date({
        min: new Date("0001-01-01T00:00:00Z"),
        max: new Date("9999-12-31T00:00:00Z"),
        noInvalidDate: true,
      }),
      fc.stringMatching(/^(?:\.[0-9]{1,7})?$/),
    )
    .map(([date, fraction]) => `${date.toISOString().slice(0, 19)}${fraction}Z`),
  decimal: fc.oneof(plainNumber, fc.stringMatching(/^-?(?:0|[1-9][0-9]{0,28})(?:\.[0-9]{1,28})?$/)),
  dynamic: tree,
  guid: fc.uuid(),
  int: fc.integer(),
  long: int64.map(exact),
  real: fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom("NaN", "Infinity", "-Infinity"),
  ),
  string: fc.oneof(hostileText, fc.string({ unit: "binary" })),
  timespan: fc.stringMatching(
    /^-?(?:[1-9][0-9]{0,5}\.)?[01][0-9]:[0-5][0-9]:[0-5][0-9](?:\.[0-9]{7})?$/,
  ),
};

/** A native string of a dynamic column that is JSON looks like JSON text. Both are read as JSON. */
function isAmbiguous(value: unknown): boolean {
  if (typeof value !== "string") return false;
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

const columnsOf = (all: readonly KustoType[]): WrittenColumn[] =>
  all.map((type) => ({ name: `${type} column`, type }));

describe.each(channels)("a response of %s", (channel) => {
  const columns = columnsOf(types);
  const row = fc
    .tuple(...types.map((type) => fc.option(values[type] ?? fc.constant(null), { freq: 5 })))
    .map((cells) => Object.fromEntries(columns.map(({ name }, at) => [name, cells[at]])));

  it.each([...types, "all"] as const)("has the same rows after a round trip of %s", (type) => {
    const own = type === "all" ? columns : columns.filter((column) => column.type === type);
    const keep = new Set(own.map(({ name }) => name));
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 4 }),
        fc.infiniteStream(fc.nat(10)),
        (all, choices) => {
          const rows = all.map((each) =>
            Object.fromEntries(Object.entries(each).filter(([name]) => keep.has(name))),
          );
          const hasAmbiguous = rows.some((each) => isAmbiguous(each["dynamic column"]));
          const text = writeAnswer(channel, own, rows, (encodings) => {
            const usable = hasAmbiguous
              ? encodings.filter((each) => each !== "native" || channel === "defender")
              : encodings;
            const list = usable.length > 0 ? usable : encodings;
            return list[(choices.next().value ?? 0) % list.length] ?? "native";
          });
          const answer = decodeRows(text, undefined, scalarsByName);
          expect(answer.rejected).toEqual([]);
          expect(answer.rows).toEqual(rows);
          expect(answer.columns).toEqual(own);
        },
      ),
      { numRuns: type === "all" ? 30 : 10 },
    );
  });

  it.each(["exact", "number", "bigint", "string"] satisfies LongMode[])(
    "has the integers of a table whose long is read as %s",
    (long) => {
      const table = defineColumnTable("T", [["long column", scalarOf({ type: "long", long })]]);
      const expected = {
        exact,
        number: Number,
        bigint: (value: bigint) => value,
        string: String,
      }[long];
      fc.assert(
        fc.property(fc.array(int64, { maxLength: 5 }), fc.nat(3), (integers, choice) => {
          const rows = integers.map((value) => ({ "long column": exact(value) }));
          const text = writeAnswer(
            channel,
            columnsOf(["long"]),
            rows,
            (list) => list[choice % list.length] ?? "native",
          );
          const answer = decodeRows(text, table, scalarsByName);
          expect(answer.rejected).toEqual([]);
          expect(answer.rows).toEqual(
            integers.map((value) => ({ "long column": expected(value) })),
          );
          expect(answer.drift).toEqual({ missing: [], added: [], retyped: [], undeclared: [] });
        }),
        { numRuns: 15 },
      );
    },
  );
});

test("the decoders and the table of encodings cover the same scalars", () => {
  for (const type of types) {
    const others = new Set(channels.flatMap((channel) => encodingsOf(channel, type)));
    others.delete("native");
    const mapping = scalarMappings.find((each) => each.type === type);
    expect([type, mapping?.decode !== undefined]).toEqual([type, others.size > 0]);
  }
  expect(Object.keys(answerEncodings)).toEqual(["stream", ...channels]);
});

test("every name of a type has the scalar of that type", () => {
  expect(Object.keys(scalarsByName).toSorted()).toEqual([...knownTypeNames].toSorted());
  expect(scalarsByName["system.int64"]?.type).toBe("long");
  expect(scalarsByName["sbyte"]?.type).toBe("bool");
});
