// Creates the contenders of the benchmark from tables: our validators, and those of other libraries
// for the same columns, written as their guides recommend. All accept absent columns, nulls and
// unknown keys.

import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import * as v from "valibot";
import * as z from "zod";
import type { HuntingTable } from "./rows.ts";

export interface Contender {
  readonly name: string;
  /** Creates the check of one table. */
  readonly make: (table: HuntingTable) => (row: unknown) => boolean;
}

export const contenders: readonly Contender[] = [
  { name: "is", make: (table) => table.is },
  { name: "validate", make: (table) => (row) => table.validate(row).ok },
  { name: "Ajv, fast formats", make: ajvMaker("fast") },
  { name: "Ajv, full formats", make: ajvMaker("full") },
  { name: "TypeBox", make: makeTypeBox },
  { name: "zod", make: makeZod },
  { name: "valibot", make: makeValibot },
];

function ajvMaker(mode: "fast" | "full"): Contender["make"] {
  const ajv = new Ajv();
  addFormats.default(ajv, { mode });
  const types: Readonly<Record<string, object>> = {
    bool: { type: ["boolean", "null"] },
    datetime: { type: ["string", "null"], format: "date-time" },
    dynamic: {},
    guid: { type: ["string", "null"], format: "uuid" },
    int: { type: ["integer", "null"], minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
    long: { type: ["integer", "null"] },
    real: { type: ["number", "null"] },
    string: { type: ["string", "null"] },
  };
  return (table) => {
    const check = ajv.compile({ type: "object", properties: propertiesOf(table, types) });
    return (row) => check(row);
  };
}

function makeTypeBox(table: HuntingTable): (row: unknown) => boolean {
  const types: Readonly<Record<string, Type.TSchema>> = {
    bool: nullish(Type.Boolean()),
    datetime: nullish(Type.String({ format: "date-time" })),
    dynamic: Type.Optional(Type.Unknown()),
    guid: nullish(Type.String({ format: "uuid" })),
    int: nullish(Type.Integer({ minimum: -(2 ** 31), maximum: 2 ** 31 - 1 })),
    long: nullish(Type.Integer()),
    real: nullish(Type.Number()),
    string: nullish(Type.String()),
  };
  const validator = Compile(Type.Object(propertiesOf(table, types)));
  return (row) => validator.Check(row);
}

function nullish(schema: Type.TSchema): Type.TSchema {
  return Type.Optional(Type.Union([schema, Type.Null()]));
}

function makeZod(table: HuntingTable): (row: unknown) => boolean {
  const types: Readonly<Record<string, z.ZodType>> = {
    bool: z.boolean().nullish(),
    datetime: z.iso.datetime().nullish(),
    dynamic: z.unknown().optional(),
    guid: z.guid().nullish(),
    int: z.int32().nullish(),
    long: z.int().nullish(),
    real: z.number().nullish(),
    string: z.string().nullish(),
  };
  const schema = z.looseObject(propertiesOf(table, types));
  return (row) => schema.safeParse(row).success;
}

function makeValibot(table: HuntingTable): (row: unknown) => boolean {
  const types: Readonly<Record<string, v.GenericSchema>> = {
    bool: v.nullish(v.boolean()),
    datetime: v.nullish(v.pipe(v.string(), v.isoTimestamp())),
    dynamic: v.optional(v.unknown()),
    guid: v.nullish(v.pipe(v.string(), v.uuid())),
    int: v.nullish(v.pipe(v.number(), v.integer())),
    long: v.nullish(v.pipe(v.number(), v.integer())),
    real: v.nullish(v.number()),
    string: v.nullish(v.string()),
  };
  const schema = v.looseObject(propertiesOf(table, types));
  return (row) => v.is(schema, row);
}

function propertiesOf<Schema>(
  { columns }: HuntingTable,
  types: Readonly<Record<string, Schema>>,
): Record<string, Schema> {
  return Object.fromEntries(
    columns.map(({ name, type }) => {
      const schema = types[type];
      if (schema === undefined) throw new Error(`no schema of a contender for ${type}`);
      return [name, schema];
    }),
  );
}
