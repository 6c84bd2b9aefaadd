// Checks every table and the message only by the specification: its official types, and all that it
// requires.

import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import {
  createMessageSchema,
  DeviceEvents,
  messageSchema,
  stringify,
  tables,
} from "@huntgen/defender";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { message, right, wrong } from "./rows.js";

type Standard<Input, Output> = StandardSchemaV1<Input, Output> &
  StandardJSONSchemaV1<Input, Output>;

export const typed: Standard<DeviceEvents, DeviceEvents> = DeviceEvents;
export type Row = StandardSchemaV1.InferOutput<typeof DeviceEvents>;
export type Events = StandardSchemaV1.InferOutput<typeof messageSchema>["events"];
// @ts-expect-error -- a misspelt column
export type Misspelt = Row["DeviceNmae"];

const schemas: Readonly<Record<string, Standard<object | string, unknown>>> = {
  ...tables,
  "all messages": messageSchema,
  "some messages": createMessageSchema([DeviceEvents]),
};

/** Returns how a schema violates the specification, or nothing. */
async function judge(name: string, { "~standard": standard }: (typeof schemas)[string]) {
  const found: string[] = [];
  const isMessage = name.endsWith("messages");
  if (standard.version !== 1 || standard.vendor === "") found.push("properties");
  const accepted: unknown = isMessage ? { records: [] } : {};
  const result = await standard.validate(accepted);
  if (result.issues) found.push("refuses an empty one");
  for (const value of [null, 5, [], undefined]) {
    const { issues } = await standard.validate(value);
    if (issues === undefined || issues.length !== 1) found.push(`takes ${String(value)}`);
  }
  for (const [target, Judge] of [
    ["draft-2020-12", Ajv2020],
    ["draft-07", Ajv],
  ] as const) {
    for (const convert of [standard.jsonSchema.input, standard.jsonSchema.output]) {
      new Judge({ strict: true }).compile(convert({ target }));
    }
    const fits = new Judge().compile(standard.jsonSchema.input({ target }));
    if (!fits(accepted) || fits([])) found.push(`disagrees in ${target}`);
  }
  return found.map((what) => `${name}: ${what}`);
}

/**
 * A list is not a valid value of any type but dynamic: each table must report the column that has
 * one.
 */
function findUntold(): string[] {
  return Object.values(tables).flatMap(({ name, columns, "~standard": standard }) =>
    columns.flatMap(({ name: column, type }) => {
      const { issues = [] } = standard.validate({ [column]: [] });
      const reported = issues.map(({ path }) => path.join("."));
      const expected = type === "dynamic" ? [] : [column];
      return reported.join() === expected.join() ? [] : [`${name}.${column}: ${reported.join()}`];
    }),
  );
}

const found = await Promise.all(
  Object.entries(schemas).map(([name, schema]) => judge(name, schema)),
);
const rows = await Promise.all(
  [right, wrong].map((row) => DeviceEvents["~standard"].validate(row)),
);
const read = await messageSchema["~standard"].validate(message);

console.log(
  JSON.stringify({
    schemas: found.length,
    found: [...found.flat(), ...findUntold()],
    paths: rows.map(({ issues }) => issues?.map(({ path }) => path)),
    rows:
      read.issues === undefined && read.value.events.map(({ properties }) => stringify(properties)),
  }),
);
