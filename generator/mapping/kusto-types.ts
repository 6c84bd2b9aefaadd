// Defines the mapping table: one row for each Kusto scalar, with everything that depends on the type: its
// aliases and .NET names, and how the stream writes its values. Every stage uses this table.

import type { JsonSchema } from "../runtime/table/scalar.ts";
import { decimalPattern, guidPattern, timespanPattern } from "../runtime/table/text-patterns.ts";
import type { ScalarMapping } from "./scalar-mapping.ts";
import { datetimePattern, int64Pattern } from "./text-patterns.ts";

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

/** The TypeScript mode of a `long`. `exact`: a number if that is exact, and a bigint beyond 2^53. */
export type LongMode = "exact" | "number" | "bigint" | "string";

/** The engines that huntgen writes scripts for. */
export type Target = "adx" | "clickhouse" | "duckdb";

/** How an engine stores the values of a type. Every column can be null. */
export interface TargetType {
  readonly type: string;
  /**
   * The expression that reads a value of the stream. `VALUE` is a `dynamic` in ADX, JSON text in ClickHouse
   * (empty if the row does not have the column), and in DuckDB the JSON value of a `dynamic` and the text of
   * others. ClickHouse returns NULL for a value that is not of the type.
   */
  readonly read: string;
}

interface KustoTypeRow {
  /** Other names of the type in exports, in lower case. */
  readonly aliases: readonly string[];
  /** .NET names, in lower case, with and without namespace. */
  readonly dataTypes: readonly string[];
  readonly targets: Readonly<Record<Target, TargetType>>;
  readonly scalar: ScalarMapping;
  /** The scalars of the other `long` modes. */
  readonly otherModes?: Readonly<Record<Exclude<LongMode, "exact">, ScalarMapping>>;
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
    targets: {
      adx: { type: "bool", read: "tobool(VALUE)" },
      clickhouse: {
        type: "Bool",
        read: "CAST(if(VALUE IN ('true', 'false'), VALUE = 'true', NULL), 'Nullable(Bool)')",
      },
      duckdb: { type: "BOOLEAN", read: "CAST(VALUE AS BOOLEAN)" },
    },
    scalar: {
      constant: "bool",
      typescript: "boolean | null",
      doc: "Kusto `bool`.",
      expected: "true or false",
      accepts: "isBool",
      decode: "decodeBool",
      primitive: "boolean",
      schema: { type: ["boolean", "null"] },
    },
  },
  datetime: {
    aliases: ["date"],
    dataTypes: ["system.datetime"],
    targets: {
      adx: { type: "datetime", read: "todatetime(VALUE)" },
      clickhouse: {
        type: "DateTime64(7, 'UTC')",
        read: "if(match(VALUE, '^\"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,7})?Z\"$'), parseDateTime64BestEffortOrNull(substring(VALUE, 2, length(VALUE) - 2), 7, 'UTC'), NULL)",
      },
      duckdb: {
        type: "TIMESTAMP_NS",
        read: "CASE WHEN left(VALUE, 4) BETWEEN '1678' AND '2261' THEN CAST(VALUE AS TIMESTAMP_NS) END",
      },
    },
    scalar: {
      constant: "datetime",
      typescript: "string | null",
      doc: "Kusto `datetime`: ISO 8601 in UTC, with up to seven digits of a second.",
      expected: "a UTC time such as 2026-03-01T00:10:21.9630741Z",
      accepts: "isDatetime",
      decode: "decodeDatetime",
      schema: { type: ["string", "null"], pattern: datetimePattern },
    },
  },
  decimal: {
    aliases: [],
    dataTypes: ["system.data.sqltypes.sqldecimal", "sqldecimal"],
    targets: {
      adx: { type: "decimal", read: "todecimal(VALUE)" },
      clickhouse: {
        type: "Decimal(38, 18)",
        read: "toDecimal128OrNull(if(startsWith(VALUE, '\"'), substring(VALUE, 2, length(VALUE) - 2), VALUE), 18)",
      },
      duckdb: { type: "DECIMAL(38,18)", read: "CAST(VALUE AS DECIMAL(38,18))" },
    },
    scalar: {
      constant: "decimal",
      typescript: "number | string | null",
      doc: "Kusto `decimal`: a number, or text if it has more digits than a number can hold.",
      expected: "a number or decimal text",
      accepts: "isDecimal",
      fromJson: "bigintToText",
      schema: {
        anyOf: [{ type: ["number", "null"] }, { type: "string", pattern: decimalPattern }],
      },
    },
  },
  dynamic: {
    aliases: ["object"],
    dataTypes: ["system.object"],
    targets: {
      adx: { type: "dynamic", read: "VALUE" },
      clickhouse: { type: "String", read: "nullIf(nullIf(VALUE, ''), 'null')" },
      duckdb: { type: "JSON", read: "VALUE" },
    },
    scalar: {
      constant: "dynamic",
      doc: "Kusto `dynamic`: any JSON value.",
      expected: "any JSON value",
      accepts: "isDynamic",
      decode: "decodeDynamic",
      schema: {},
      typescript: "JsonValue",
    },
  },
  guid: {
    aliases: ["uuid", "uniqueid"],
    dataTypes: ["system.guid"],
    targets: {
      adx: { type: "guid", read: "toguid(VALUE)" },
      clickhouse: { type: "UUID", read: "toUUIDOrNull(substring(VALUE, 2, length(VALUE) - 2))" },
      duckdb: { type: "UUID", read: "CAST(VALUE AS UUID)" },
    },
    scalar: {
      constant: "guid",
      typescript: "string | null",
      doc: "Kusto `guid`.",
      expected: "hex digits in groups of 8-4-4-4-12",
      accepts: "isGuid",
      schema: { type: ["string", "null"], pattern: guidPattern },
    },
  },
  int: {
    aliases: ["int32"],
    dataTypes: ["system.int32"],
    targets: {
      adx: { type: "int", read: "toint(VALUE)" },
      clickhouse: { type: "Int32", read: "toInt32OrNull(VALUE)" },
      duckdb: { type: "INTEGER", read: "CAST(VALUE AS INTEGER)" },
    },
    scalar: {
      constant: "int",
      typescript: "number | null",
      doc: "Kusto `int`: an integer of 32 bits.",
      expected: "an integer of 32 bits",
      accepts: "isInt",
      decode: "decodeInteger",
      schema: { type: ["integer", "null"], minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
    },
  },
  long: {
    aliases: ["int64"],
    dataTypes: ["system.int64"],
    targets: {
      adx: { type: "long", read: "tolong(VALUE)" },
      clickhouse: { type: "Int64", read: "toInt64OrNull(VALUE)" },
      duckdb: { type: "BIGINT", read: "CAST(VALUE AS BIGINT)" },
    },
    scalar: {
      constant: "long",
      doc: "Kusto `long`: a `bigint` if it is past 2^53, because a `number` would lose digits.",
      expected: "an integer of 64 bits",
      accepts: "isLong",
      decode: "decodeInteger",
      schema: int64Schema,
      typescript: "number | bigint | null",
    },
    otherModes: {
      number: {
        constant: "longNumber",
        typescript: "number | null",
        doc: "Kusto `long`, read as a `number`: past 2^53 it is rounded.",
        expected: "a number that is an integer of 64 bits",
        accepts: "isLongNumber",
        decode: "decodeInteger",
        fromJson: "toNumber",
        schema: int64Schema,
      },
      bigint: {
        constant: "longBigint",
        doc: "Kusto `long`, always read as a `bigint`.",
        expected: "a bigint of 64 bits",
        accepts: "isLongBigint",
        decode: "decodeInteger",
        fromJson: "toBigint",
        schema: int64Schema,
        typescript: "bigint | null",
      },
      string: {
        constant: "longText",
        typescript: "string | null",
        doc: "Kusto `long`, read as its decimal digits.",
        expected: "the digits of an integer of 64 bits, as text",
        accepts: "isLongText",
        decode: "decodeInteger",
        fromJson: "toText",
        schema: { type: ["string", "null"], pattern: int64Pattern },
        wireSchema: { anyOf: [int64Schema, { type: "string", pattern: int64Pattern }] },
      },
    },
  },
  real: {
    aliases: ["double", "float"],
    dataTypes: ["system.double"],
    targets: {
      adx: { type: "real", read: "toreal(VALUE)" },
      clickhouse: {
        type: "Float64",
        read: "multiIf(VALUE = '\"NaN\"', nan, VALUE = '\"Infinity\"', inf, VALUE = '\"-Infinity\"', -inf, toFloat64OrNull(VALUE))",
      },
      duckdb: { type: "DOUBLE", read: "CAST(VALUE AS DOUBLE)" },
    },
    scalar: {
      constant: "real",
      typescript: 'number | "NaN" | "Infinity" | "-Infinity" | null',
      doc: "Kusto `real`: NaN and infinities are text, because JSON has no numbers for them.",
      expected: 'a number, "NaN", "Infinity" or "-Infinity"',
      accepts: "isReal",
      decode: "decodeReal",
      fromJson: "toNumber",
      schema: { anyOf: [{ type: ["number", "null"] }, { enum: ["NaN", "Infinity", "-Infinity"] }] },
    },
  },
  string: {
    aliases: [],
    dataTypes: ["system.string"],
    targets: {
      adx: { type: "string", read: "tostring(VALUE)" },
      clickhouse: {
        type: "String",
        read: "if(startsWith(VALUE, '\"'), JSONExtractString(VALUE), NULL)",
      },
      duckdb: { type: "VARCHAR", read: "VALUE" },
    },
    scalar: {
      constant: "string",
      typescript: "string | null",
      doc: "Kusto `string`.",
      expected: "text",
      accepts: "isString",
      primitive: "string",
      schema: { type: ["string", "null"] },
    },
  },
  timespan: {
    aliases: ["time"],
    dataTypes: ["system.timespan"],
    targets: {
      adx: { type: "timespan", read: "totimespan(VALUE)" },
      clickhouse: {
        type: "String",
        read: "if(startsWith(VALUE, '\"'), JSONExtractString(VALUE), NULL)",
      },
      duckdb: { type: "VARCHAR", read: "VALUE" },
    },
    scalar: {
      constant: "timespan",
      typescript: "string | null",
      doc: "Kusto `timespan`: `[-][days.]hh:mm:ss[.fffffff]`.",
      expected: "a duration such as -1.02:03:04.5678901",
      accepts: "isTimespan",
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

/** Finds the type with a name or alias, in any letter case; returns undefined for an unknown name. */
export function findKustoType(name: string): KustoType | undefined {
  return typeNames.get(name.trim().toLowerCase());
}

/** How an engine stores the values of a type. */
export function targetTypeOf(target: Target, type: KustoType): TargetType {
  return kustoTypes[type].targets[target];
}

/** The expression that reads `value` as a type. */
export function readValue(target: Target, type: KustoType, value: string): string {
  return targetTypeOf(target, type).read.replaceAll("VALUE", () => value);
}

/** How a column's values are typed, checked and described. */
export function scalarMappingOf({
  type,
  long,
}: {
  type: KustoType;
  long: LongMode;
}): ScalarMapping {
  const { scalar, otherModes } = kustoTypes[type];
  return long === "exact" ? scalar : (otherModes?.[long] ?? scalar);
}

/** The mappings of every type and `long` mode, each with Kusto's name of its type. */
export const scalarMappings: readonly (ScalarMapping & { readonly type: string })[] =
  Object.entries(kustoTypes).flatMap(([type, { scalar, otherModes = {} }]) =>
    [scalar, ...Object.values(otherModes)].map((each) => ({ type, ...each })),
  );

/** Whether a type has values that its check refuses. */
export const isChecked = ({ accepts }: ScalarMapping): boolean => accepts !== "isDynamic";
