// Lists values that each Kusto scalar, in each mode of long, must accept and must reject, written
// by hand from what the service is known to send. If that does not decide a value, it is
// `undecided`: schema and validators need only agree.

import type { LongMode } from "../../generator/mapping/kusto-types.ts";

export interface ScalarValues {
  readonly type: string;
  readonly long: LongMode;
  readonly accepted: readonly unknown[];
  readonly refused: readonly unknown[];
  readonly undecided: readonly unknown[];
}

const longestText = "x".repeat(1_000_000);
const loneSurrogates = ["\uD800", "a\uDC00b", "\uDFFF\uD800"];

/** Values that no scalar but dynamic accepts. */
const structures: readonly unknown[] = [
  [],
  [1],
  ["a"],
  [null],
  {},
  { length: 1 },
  { toString: "x" },
  JSON.parse('{"__proto__": 1}'),
  Object.create(null),
  [[[[[]]]]],
];

const emptyTexts = ["", " ", "\n", "\0", "null", "undefined", "NULL", "{}", "[]"];
const notNumbers = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
const fractions = [0.5, -0.5, 1e-7, Number.MIN_VALUE, 2_147_483_646.5, 4_503_599_627_370_495.5];

const safeIntegers = [0, -0, 1, -1, 1e5, 2 ** 31 - 1, -(2 ** 31)];
const past32Bits = [2 ** 31, -(2 ** 31) - 1, 2 ** 32, 2 ** 53, -(2 ** 53)];
const roundedPast53Bits = [
  639_199_803_770_463_700,
  2 ** 53 + 2,
  2 ** 62,
  2 ** 63 - 1024,
  -(2 ** 63),
];
const past64Bits = [2 ** 63 + 2048, -(2 ** 63) - 2048, 2 ** 64, 1e20, -1e20, 1e300];

const bigints = [
  0n,
  -1n,
  1n,
  2n ** 53n + 1n,
  639_199_803_770_463_703n,
  2n ** 63n - 1n,
  -(2n ** 63n),
];
const bigintsPast64Bits = [2n ** 63n, -(2n ** 63n) - 1n, 2n ** 64n, 10n ** 40n];

const int64Texts = {
  accepted: [
    "0",
    "1",
    "-1",
    "9007199254740993",
    "639199803770463703",
    "999999999999999999",
    "1000000000000000000",
    "8999999999999999999",
    "9223372036854775799",
    "9223372036854775807",
    "-9223372036854775807",
    "-9223372036854775808",
  ],
  refused: [
    "-0",
    "00",
    "01",
    "-01",
    "+1",
    "1.0",
    "1e5",
    "0x10",
    " 1",
    "1 ",
    "1\n",
    "1_000",
    "1n",
    "٣",
    "-",
    "9223372036854775808",
    "9223372036854775810",
    "9300000000000000000",
    "-9223372036854775809",
    "9999999999999999999",
    "10000000000000000000",
    "123456789012345678901234567890",
  ],
} as const;

const datetimes = {
  accepted: [
    "2026-03-01T00:10:21Z",
    "2026-03-01T00:10:21.9Z",
    "2026-03-01T00:10:21.96Z",
    "2026-03-01T00:10:21.963Z",
    "2026-03-01T00:10:21.9630Z",
    "2026-03-01T00:10:21.96307Z",
    "2026-03-01T00:10:21.963074Z",
    "2026-03-01T00:10:21.9630741Z",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.9999999Z",
    "2024-02-29T00:00:00Z",
    "2000-02-29T12:00:00Z",
    "0004-02-29T00:00:00Z",
    "0400-02-29T00:00:00Z",
    "2025-02-28T00:00:00Z",
    ...["01", "03", "05", "07", "08", "10", "12"].map((month) => `2026-${month}-31T00:00:00Z`),
    ...["04", "06", "09", "11"].map((month) => `2026-${month}-30T00:00:00Z`),
  ],
  refused: [
    "2026-02-29T00:00:00Z",
    "2026-02-30T00:00:00Z",
    "2024-02-30T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2100-02-29T00:00:00Z",
    "0100-02-29T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "0000-02-29T00:00:00Z",
    ...["02", "04", "06", "09", "11"].map((month) => `2026-${month}-31T00:00:00Z`),
    "2026-00-10T00:00:00Z",
    "2026-13-10T00:00:00Z",
    "2026-01-00T00:00:00Z",
    "2026-01-32T00:00:00Z",
    "2026-03-01T24:00:00Z",
    "2026-03-01T00:60:00Z",
    "2026-03-01T23:59:60Z",
    "2026-03-01T00:10:21.Z",
    "2026-03-01T00:10:21.96307412Z",
    "2026-03-01T00:10:21,963Z",
    "2026-03-01T00:10:21",
    "2026-03-01T00:10:21.9630741",
    "2026-03-01T00:10:21+00:00",
    "2026-03-01T00:10:21.963+02:00",
    "2026-03-01T00:10:21z",
    "2026-03-01t00:10:21Z",
    "2026-03-01 00:10:21Z",
    "2026-03-01T00:10Z",
    "2026-03-01",
    "2026-3-1T00:10:21Z",
    "26-03-01T00:10:21Z",
    "+002026-03-01T00:10:21Z",
    "12026-03-01T00:10:21Z",
    "2026-03-01T00:10:21ZZ",
    "2026-03-01T00:10:21Z\n",
    "\n2026-03-01T00:10:21Z",
    " 2026-03-01T00:10:21Z",
    "２０２６-03-01T00:10:21Z",
    "20260301T001021Z",
    "1772323821",
  ],
};

const guids = {
  accepted: [
    "682b96ab-25e6-58dd-72a4-a92066e851a1",
    "682B96AB-25E6-58DD-72A4-A92066E851A1",
    "682b96AB-25e6-58DD-72a4-a92066E851a1",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
  ],
  refused: [
    "682b96ab25e658dd72a4a92066e851a1",
    "{682b96ab-25e6-58dd-72a4-a92066e851a1}",
    "682b96ab-25e6-58dd-72a4-a92066e851a",
    "682b96ab-25e6-58dd-72a4-a92066e851a12",
    "682b96a-b25e6-58dd-72a4-a92066e851a1",
    "682b96ag-25e6-58dd-72a4-a92066e851a1",
    "682b96ab-25e6-58dd-72a4-a92066e851a1\n",
    " 682b96ab-25e6-58dd-72a4-a92066e851a1",
    "682b96ab_25e6_58dd_72a4_a92066e851a1",
    "urn:uuid:682b96ab-25e6-58dd-72a4-a92066e851a1",
  ],
};

const timespans = {
  accepted: [
    "00:00:00",
    "23:59:59",
    "1.02:03:04",
    "-1.02:03:04.5678901",
    "-00:00:01",
    "00:00:00.1",
    "00:00:00.0000001",
    "10675199.02:48:05.4775807",
    "-10675199.02:48:05.4775808",
  ],
  refused: [
    "24:00:00",
    "00:60:00",
    "00:00:60",
    "0:00:00",
    "00:00",
    "1:02:03:04",
    "1.2:03:04",
    ".02:03:04",
    "00:00:00.",
    "00:00:00.12345678",
    "+00:00:01",
    "--00:00:01",
    "00:00:00Z",
    "00:00:00\n",
    " 00:00:00",
    "PT1S",
    "1d",
    "00:00:00,5",
  ],
};

const decimals = {
  accepted: [
    "0",
    "1",
    "-1",
    "1.5",
    "-0.5",
    "79228162514264337593543950335",
    "1e5",
    "1E5",
    "1.5e-7",
  ],
  refused: [
    "",
    "1,5",
    "1.5.5",
    "e5",
    "1e",
    "1e5.5",
    ".",
    "-",
    "--1",
    "0x10",
    "1 ",
    " 1",
    "1\n",
    "NaN",
  ],
  undecided: ["+1", "1.", ".5", "-.5", "00", "007", "1e+5", "1.e5", "Infinity", "-Infinity", "+"],
};

const texts = [...emptyTexts, "text", "1", "true", "__proto__", "🦊", "\u2028", ...loneSurrogates];

export const scalarValues: Readonly<Record<string, ScalarValues>> = {
  bool: {
    type: "bool",
    long: "exact",
    accepted: [true, false],
    refused: [...structures, ...emptyTexts, 0, 1, -1, "0", "1", "true", "True", "false", 1n],
    undecided: [],
  },
  datetime: {
    type: "datetime",
    long: "exact",
    accepted: datetimes.accepted,
    refused: [...structures, ...emptyTexts, ...datetimes.refused, 0, 1_772_323_821, new Date(0)],
    undecided: [],
  },
  decimal: {
    type: "decimal",
    long: "exact",
    accepted: [...decimals.accepted, ...safeIntegers, ...fractions, ...past64Bits],
    refused: [...structures, ...decimals.refused, ...notNumbers, true, ...loneSurrogates],
    undecided: decimals.undecided,
  },
  dynamic: {
    type: "dynamic",
    long: "exact",
    accepted: [...structures, ...texts, ...safeIntegers, ...fractions, ...past64Bits, true, 1n],
    refused: [],
    undecided: [...notNumbers],
  },
  guid: {
    type: "guid",
    long: "exact",
    accepted: guids.accepted,
    refused: [...structures, ...emptyTexts, ...guids.refused, 0, true, longestText],
    undecided: [],
  },
  int: {
    type: "int",
    long: "exact",
    accepted: safeIntegers,
    refused: [
      ...structures,
      ...emptyTexts,
      ...past32Bits,
      ...past64Bits,
      ...fractions,
      ...notNumbers,
      "1",
      "1e5",
      true,
      1n,
    ],
    undecided: [],
  },
  long: {
    type: "long",
    long: "exact",
    accepted: [...safeIntegers, ...past32Bits, ...roundedPast53Bits, ...bigints],
    refused: [
      ...structures,
      ...emptyTexts,
      ...past64Bits,
      ...bigintsPast64Bits,
      0.5,
      -0.5,
      1e-7,
      Number.MIN_VALUE,
      ...notNumbers,
      ...int64Texts.accepted,
      "1e5",
      true,
    ],
    // 2^63 - 1, the largest long, as a parser rounds it.
    undecided: [2 ** 63],
  },
  longNumber: {
    type: "long",
    long: "number",
    accepted: [...safeIntegers, ...past32Bits, ...roundedPast53Bits],
    refused: [...structures, ...past64Bits, 0.5, ...notNumbers, "1", true],
    undecided: [2 ** 63],
  },
  longBigint: {
    type: "long",
    long: "bigint",
    accepted: bigints,
    refused: [...structures, ...bigintsPast64Bits, ...notNumbers, "1", "1n", true],
    undecided: [],
  },
  longText: {
    type: "long",
    long: "string",
    accepted: int64Texts.accepted,
    refused: [...structures, ...emptyTexts, ...int64Texts.refused, 1, 1n, true, longestText],
    undecided: [],
  },
  real: {
    type: "real",
    long: "exact",
    accepted: [...safeIntegers, ...fractions, ...past64Bits, "NaN", "Infinity", "-Infinity"],
    refused: [...structures, ...notNumbers, "", "nan", "inf", "+Infinity", "1.5", " NaN", true, 1n],
    undecided: [],
  },
  string: {
    type: "string",
    long: "exact",
    accepted: [...texts, longestText],
    refused: [...structures, ...safeIntegers, ...notNumbers, true, 1n],
    undecided: [],
  },
  timespan: {
    type: "timespan",
    long: "exact",
    accepted: timespans.accepted,
    refused: [...structures, ...emptyTexts, ...timespans.refused, 0, true, longestText],
    undecided: [],
  },
};
