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
  // A query can name a column like an annotation.
  const isLeftOut = (name: string, value: unknown): boolean =>
    isGraph && ordinals[name] === undefined && isAnnotation(name, value);
  return decodeMembers(row, isLeftOut, (value, annotation, name) => {
    // Graph writes null as an object without members. An empty object of a `dynamic` has an annotation.
    if (isGraph && isObject(value) && Object.keys(value).length === 0) return null;
    const decode = columns[ordinals[name] ?? -1]?.[1].decode;
    return decode === undefined ? value : decode(value, channel, annotation);
  });
}

/** Copies an object without the members that are left out. */
export function decodeMembers(
  members: UncheckedRow,
  isLeftOut: (name: string, value: unknown) => boolean,
  decode: (value: unknown, annotation: unknown, name: string) => unknown,
): { [name: string]: unknown } {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) =>
      isLeftOut(name, value) ? [] : [[name, decode(value, members[name + typeSuffix], name)]],
    ),
  );
}

/** Whether a member is the type of another one, or of the object, as OData writes it. */
export function isAnnotation(name: string, value: unknown): boolean {
  return name.endsWith(typeSuffix) && typeof value === "string";
}

const typeSuffix = "@odata.type";
