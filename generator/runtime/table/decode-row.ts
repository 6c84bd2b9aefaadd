// Decodes a row of a query response to the row that the stream would carry.

import type { AnswerChannel, Column } from "./scalar.ts";
import { isObject, type Layout, type UncheckedRow } from "./walk.ts";

/** Returns a copy of a row with decoded values. Graph's annotations are removed. */
export function decodeRow(
  row: UncheckedRow,
  columns: readonly Column[],
  ordinals: Layout["ordinals"],
  channel: AnswerChannel,
): { [column: string]: unknown } {
  const isGraph = channel === "graph";
  return decodeMembers(
    row,
    (name) => isGraph && ordinals[name] === undefined,
    (value, annotation, name) => {
      // Graph writes null as an object without members. An empty object of a `dynamic` has an annotation.
      if (isGraph && isObject(value) && Object.keys(value).length === 0) return null;
      const decode = columns[ordinals[name] ?? -1]?.[1].decode;
      return decode === undefined ? value : decode(value, channel, annotation);
    },
  );
}

/** Copies an object without the types that OData writes as text for members and for the object itself. */
export function decodeMembers(
  members: UncheckedRow,
  canBeType: (name: string) => boolean,
  decode: (value: unknown, annotation: unknown, name: string) => unknown,
): { [name: string]: unknown } {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) =>
      name.endsWith(typeSuffix) && typeof value === "string" && canBeType(name)
        ? []
        : [[name, decode(value, members[name + typeSuffix], name)]],
    ),
  );
}

const typeSuffix = "@odata.type";
