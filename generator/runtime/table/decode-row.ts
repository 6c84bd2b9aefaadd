// Decodes a row of a query response to the row that the stream would carry.

import type { AnswerChannel, Column } from "./scalar.ts";
import { isObject, type Layout, type UncheckedRow } from "./walk.ts";

/** Returns a copy of a row with decoded values. Graph's annotations are removed. */
export function decodeRow(
  row: UncheckedRow,
  columns: readonly Column[],
  { ordinals }: Layout,
  channel: AnswerChannel,
): { [column: string]: unknown } {
  const isGraph = channel === "graph";
  return decodeMembers(
    row,
    isGraph,
    (value, annotation, name) => {
      // Graph writes null as an object without members. An empty object of a `dynamic` has an annotation.
      if (isGraph && isObject(value) && Object.keys(value).length === 0) return null;
      const decode = columns[ordinals[name] ?? -1]?.[1].decode;
      return decode === undefined ? value : decode(value, channel, annotation);
    },
    ordinals,
  );
}

/**
 * Copies an object. If it is annotated, its members and itself have types of OData, which are left out, except
 * for a column that is named like one.
 */
export function decodeMembers(
  members: UncheckedRow,
  isAnnotated: boolean,
  decode: (value: unknown, annotation: unknown, name: string) => unknown,
  ordinals: Layout["ordinals"] = {},
): { [name: string]: unknown } {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) =>
      isAnnotated && name.endsWith(typeSuffix) && typeof value === "string" && !(name in ordinals)
        ? []
        : [[name, decode(value, members[name + typeSuffix], name)]],
    ),
  );
}

const typeSuffix = "@odata.type";
