// Compares a column before and after a change: which members its TypeScript type gains and loses, and
// whether every JSON value is still accepted. Uses the mapping table and the checks of the runtime, so
// that there is no second list of types.

import { scalarMappingOf } from "../mapping/kusto-types.ts";
import { scalarOf } from "../mapping/runtime-scalar.ts";
import type { ColumnType } from "./schema-change.ts";

/** How one set of types or values differs from another. */
export type Relation = "same" | "narrower" | "wider" | "other";

/** Parsed JSON values at the edges of every scalar's set, which distinguish any two of these sets. */
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

/** Compares the TypeScript types of a column. */
export function compareTypes(from: ColumnType, to: ColumnType): Relation {
  return relate(typeMembers(from), typeMembers(to));
}

/** Compares the sets of JSON values that a column accepts. */
export function compareAccepted(from: ColumnType, to: ColumnType): Relation {
  return relate(accepted(from), accepted(to));
}

function relate<Member>(from: ReadonlySet<Member>, to: ReadonlySet<Member>): Relation {
  const lost = [...from].some((member) => !to.has(member));
  const gained = [...to].some((member) => !from.has(member));
  if (lost) return gained ? "other" : "narrower";
  return gained ? "wider" : "same";
}

function accepted(column: ColumnType): ReadonlySet<unknown> {
  const { accepts, fromJson = (value) => value } = scalarOf(column);
  return new Set(witnesses.filter((value) => accepts(fromJson(value))));
}

/** The members of a column's union type, and the types that they contain. */
function typeMembers(column: ColumnType): ReadonlySet<string> {
  const members = scalarMappingOf(column).typescript.split(" | ");
  return new Set(members.flatMap((member) => [member, ...(parts[member] ?? [])]));
}

/** The types that a type contains besides itself, among the types of columns. */
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
