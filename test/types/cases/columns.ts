// Checks that columns are typed as the table of DESIGN.md requires, for each scalar and each mode
// of long.

import type { AllScalars, JsonValue, LongModes } from "all-forms";
import type { Expect, Same } from "./exact.js";

export type Columns = [
  Expect<Same<AllScalars["BoolColumn"], boolean | null | undefined>>,
  Expect<Same<AllScalars["DatetimeColumn"], string | null | undefined>>,
  Expect<Same<AllScalars["DecimalColumn"], string | number | null | undefined>>,
  Expect<Same<AllScalars["DynamicColumn"], JsonValue | undefined>>,
  Expect<Same<AllScalars["GuidColumn"], string | null | undefined>>,
  Expect<Same<AllScalars["IntColumn"], number | null | undefined>>,
  Expect<Same<AllScalars["LongColumn"], number | bigint | null | undefined>>,
  Expect<
    Same<AllScalars["RealColumn"], number | "NaN" | "Infinity" | "-Infinity" | null | undefined>
  >,
  Expect<Same<AllScalars["StringColumn"], string | null | undefined>>,
  Expect<Same<AllScalars["TimespanColumn"], string | null | undefined>>,

  Expect<Same<LongModes["Exact"], number | bigint | null | undefined>>,
  Expect<Same<LongModes["Number"], number | null | undefined>>,
  Expect<Same<LongModes["Bigint"], bigint | null | undefined>>,
  Expect<Same<LongModes["Text"], string | null | undefined>>,
];

/** There is no index signature: the keys are the columns and nothing else. */
export type Keys = [
  Expect<Same<keyof LongModes, "Exact" | "Number" | "Bigint" | "Text">>,
  Expect<Same<string extends keyof AllScalars ? true : false, false>>,
  Expect<Same<{} extends AllScalars ? true : false, true>>,
];

// Every column is optional and accepts null, but not an explicit undefined.
export const empty: AllScalars = {};
export const nulls: Required<AllScalars> = {
  BoolColumn: null,
  DatetimeColumn: null,
  DecimalColumn: null,
  DynamicColumn: null,
  GuidColumn: null,
  IntColumn: null,
  LongColumn: null,
  RealColumn: null,
  StringColumn: null,
  TimespanColumn: null,
};
// @ts-expect-error exactOptionalPropertyTypes: absent or null, not undefined
export const absent: AllScalars = { StringColumn: undefined };

// @ts-expect-error no such column
export const misspelt: AllScalars = { StringColunm: "x" };

export function read(row: AllScalars): unknown[] {
  return [
    row.StringColumn,
    // @ts-expect-error no such column
    row.StringColunm,
    // @ts-expect-error no such column
    row["stringColumn"],
    // @ts-expect-error may be null or absent
    row.StringColumn.length,
    // @ts-expect-error may be a bigint
    Math.abs(row.LongColumn ?? 0),
    // @ts-expect-error text, not a Date
    row.DatetimeColumn?.getTime(),
  ];
}

// @ts-expect-error not one of the three texts
export const real: AllScalars = { RealColumn: "infinity" };
// @ts-expect-error only a bigint
export const bigint: LongModes = { Bigint: 1 };
// @ts-expect-error only digits
export const text: LongModes = { Text: 1n };
// @ts-expect-error only a number
export const number: LongModes = { Number: 1n };
