// The form of a column before and after -> what that means for who reads it: does the new type fit
// where the old one was read, and is every value still accepted. Asks the mapping table and the
// runtime's own checks; has no list of types of its own.

import { scalarMappingOf } from "../mapping/kusto-types.ts";
import { scalarOf } from "../mapping/runtime-scalar.ts";
import type { JsonSchema } from "../runtime/table/scalar.ts";
import type { ColumnForm } from "./schema-change.ts";

/** How a set of types or values becomes another. */
export type Relation = "same" | "narrower" | "wider" | "other";

/** Values as JSON text holds them, at the edges of every scalar's set: what tells two sets apart. */
const witnesses: readonly unknown[] = [
  true,
  false,
  0,
  -1,
  1.5,
  1e300,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  639199803770463703n,
  -(2n ** 63n),
  2n ** 63n,
  10n ** 30n,
  "",
  "text",
  "12",
  "-12.50",
  "1e5",
  "+.5",
  "007",
  "9223372036854775808",
  "NaN",
  "-Infinity",
  "2026-03-01T00:10:21.9630741Z",
  "2026-02-30T00:00:00Z",
  "682b96ab-25e6-58dd-72a4-a92066e851a1",
  "-1.02:03:04.5678901",
  [],
  {},
];

/** How the TypeScript type of a column changes. */
export function compareTypes(from: ColumnForm, to: ColumnForm): Relation {
  return relate(typeMembers(from), typeMembers(to));
}

/** How the set of accepted JSON values of a column changes. */
export function compareAccepted(from: ColumnForm, to: ColumnForm): Relation {
  return relate(accepted(from), accepted(to));
}

function relate<Member>(from: ReadonlySet<Member>, to: ReadonlySet<Member>): Relation {
  const lost = [...from].some((member) => !to.has(member));
  const gained = [...to].some((member) => !from.has(member));
  if (lost) return gained ? "other" : "narrower";
  return gained ? "wider" : "same";
}

function accepted(column: ColumnForm): ReadonlySet<unknown> {
  const { accepts, fromJson = (value) => value } = scalarOf(column);
  return new Set(witnesses.filter((value) => accepts(fromJson(value))));
}

/** The members of the union that a column's type is, with all that is a part of one of them. */
function typeMembers(column: ColumnForm): ReadonlySet<string> {
  const { schema, typescript } = scalarMappingOf(column);
  const members = typescript === undefined ? schemaMembers(schema) : typescript.split(" | ");
  return new Set(members.flatMap((member) => [member, ...(parts[member] ?? [])]));
}

/** What a type holds besides itself, among the types of columns. */
const parts: Readonly<Record<string, readonly string[]>> = {
  string: ['"NaN"', '"Infinity"', '"-Infinity"'],
  JsonValue: [
    "string",
    "number",
    "bigint",
    "boolean",
    "null",
    '"NaN"',
    '"Infinity"',
    '"-Infinity"',
  ],
};

function schemaMembers({ type, anyOf, enum: texts }: JsonSchema): string[] {
  if (Array.isArray(anyOf)) return anyOf.flatMap((each: JsonSchema) => schemaMembers(each));
  if (Array.isArray(texts)) return texts.map((text) => JSON.stringify(text));
  const types: unknown[] = Array.isArray(type) ? type : [type];
  return types.map((each) => (each === "integer" ? "number" : String(each)));
}
