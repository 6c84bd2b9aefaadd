// THE table: one row per Kusto scalar, with all that depends on the type. Every stage asks here.
// Facts: the Kusto scalar types, their aliases and .NET names, and how the stream writes each.

import type * as checks from "../runtime/table/checks.ts";
import type * as conversions from "../runtime/table/conversions.ts";
import type { JsonSchema } from "../runtime/table/scalar.ts";
import {
  datetimePattern,
  decimalPattern,
  guidPattern,
  int64Pattern,
  timespanPattern,
} from "./text-patterns.ts";

export type KustoType =
  | "bool"
  | "datetime"
  | "decimal"
  | "dynamic"
  | "guid"
  | "int"
  | "long"
  | "real"
  | "string"
  | "timespan";

/** What a `long` is in TypeScript. `exact`: a number where that is exact, a bigint past 2^53. */
export type LongMode = "exact" | "number" | "bigint" | "string";

/** How values of a type are written, typed and checked. */
export interface Form {
  /** Name of the `Scalar` constant in the generated code. */
  readonly scalar: string;
  /** What a value must be, in an issue's message. */
  readonly wording: string;
  /** The function of the runtime that accepts a value which is not null. */
  readonly check: keyof typeof checks;
  /** The `typeof` whose values are all accepted, where one is: generated code asks for it without a call. */
  readonly primitive?: "boolean" | "string";
  /** The function of the runtime that makes what the column holds of an exact integer in JSON text. */
  readonly conversion?: keyof typeof conversions;
  /** JSON Schema 2020-12 of a value as it stands in JSON, null included. */
  readonly schema: JsonSchema;
  /** The same of a value as the stream writes it, where `conversion` makes text of it. */
  readonly wireSchema?: JsonSchema;
  /** The type in TypeScript, where JSON Schema has no words for it. */
  readonly typescript?: string;
}

interface KustoTypeRow {
  /** Other names of the type in exports, in lower case. */
  readonly aliases: readonly string[];
  /** .NET names, in lower case, with and without namespace. */
  readonly dataTypes: readonly string[];
  readonly form: Form;
  /** The other forms that a configuration may ask for. */
  readonly otherForms?: Readonly<Record<Exclude<LongMode, "exact">, Form>>;
}

const int64Schema: JsonSchema = {
  type: ["integer", "null"],
  minimum: -(2 ** 63),
  maximum: 2 ** 63,
};

const kustoTypes: Readonly<Record<KustoType, KustoTypeRow>> = {
  bool: {
    aliases: ["boolean"],
    dataTypes: ["system.sbyte", "system.boolean", "sbyte"],
    form: {
      scalar: "bool",
      wording: "true or false",
      check: "isBool",
      primitive: "boolean",
      schema: { type: ["boolean", "null"] },
    },
  },
  datetime: {
    aliases: ["date"],
    dataTypes: ["system.datetime"],
    form: {
      scalar: "datetime",
      wording: "a UTC time such as 2026-03-01T00:10:21.9630741Z",
      check: "isDatetime",
      schema: { type: ["string", "null"], pattern: datetimePattern },
    },
  },
  decimal: {
    aliases: [],
    dataTypes: ["system.data.sqltypes.sqldecimal", "sqldecimal"],
    form: {
      scalar: "decimal",
      wording: "a number or decimal text",
      check: "isDecimal",
      conversion: "bigintToText",
      schema: {
        anyOf: [{ type: ["number", "null"] }, { type: "string", pattern: decimalPattern }],
      },
    },
  },
  dynamic: {
    aliases: ["object"],
    dataTypes: ["system.object"],
    form: {
      scalar: "dynamic",
      wording: "any JSON value",
      check: "isDynamic",
      schema: {},
      typescript: "JsonValue",
    },
  },
  guid: {
    aliases: ["uuid", "uniqueid"],
    dataTypes: ["system.guid"],
    form: {
      scalar: "guid",
      wording: "hex digits in groups of 8-4-4-4-12",
      check: "isGuid",
      schema: { type: ["string", "null"], pattern: guidPattern },
    },
  },
  int: {
    aliases: ["int32"],
    dataTypes: ["system.int32"],
    form: {
      scalar: "int",
      wording: "an integer of 32 bits",
      check: "isInt",
      schema: { type: ["integer", "null"], minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
    },
  },
  long: {
    aliases: ["int64"],
    dataTypes: ["system.int64"],
    form: {
      scalar: "long",
      wording: "an integer of 64 bits",
      check: "isLong",
      schema: int64Schema,
      typescript: "number | bigint | null",
    },
    otherForms: {
      number: {
        scalar: "longNumber",
        wording: "a number that is an integer of 64 bits",
        check: "isLongNumber",
        conversion: "toNumber",
        schema: int64Schema,
      },
      bigint: {
        scalar: "longBigint",
        wording: "a bigint of 64 bits",
        check: "isLongBigint",
        conversion: "toBigint",
        schema: int64Schema,
        typescript: "bigint | null",
      },
      string: {
        scalar: "longText",
        wording: "the digits of an integer of 64 bits, as text",
        check: "isLongText",
        conversion: "toText",
        schema: { type: ["string", "null"], pattern: int64Pattern },
        wireSchema: { anyOf: [int64Schema, { type: "string", pattern: int64Pattern }] },
      },
    },
  },
  real: {
    aliases: ["double", "float"],
    dataTypes: ["system.double"],
    form: {
      scalar: "real",
      wording: 'a number, "NaN", "Infinity" or "-Infinity"',
      check: "isReal",
      conversion: "toNumber",
      schema: { anyOf: [{ type: ["number", "null"] }, { enum: ["NaN", "Infinity", "-Infinity"] }] },
    },
  },
  string: {
    aliases: [],
    dataTypes: ["system.string"],
    form: {
      scalar: "string",
      wording: "text",
      check: "isString",
      primitive: "string",
      schema: { type: ["string", "null"] },
    },
  },
  timespan: {
    aliases: ["time"],
    dataTypes: ["system.timespan"],
    form: {
      scalar: "timespan",
      wording: "a duration such as -1.02:03:04.5678901",
      check: "isTimespan",
      schema: { type: ["string", "null"], pattern: timespanPattern },
    },
  },
};

const typeNames = new Map<string, KustoType>();
for (const [type, { aliases, dataTypes }] of Object.entries(kustoTypes)) {
  for (const name of [type, ...aliases, ...dataTypes]) typeNames.set(name, type as KustoType);
}

/** Kusto's and .NET's names of every type, in lower case. */
export const knownTypeNames: readonly string[] = [...typeNames.keys()];

/** The type that a name or alias stands for, in any letter case; undefined where there is none. */
export function findKustoType(name: string): KustoType | undefined {
  return typeNames.get(name.trim().toLowerCase());
}

/** How a column's values are written, typed and checked. */
export function formOf({ type, long }: { type: KustoType; long: LongMode }): Form {
  const { form, otherForms } = kustoTypes[type];
  return long === "exact" ? form : (otherForms?.[long] ?? form);
}

/** Every form of every scalar. */
export const forms: readonly (Form & { readonly type: string })[] = Object.entries(
  kustoTypes,
).flatMap(([type, { form, otherForms = {} }]) =>
  [form, ...Object.values(otherForms)].map((each) => ({ type, ...each })),
);
