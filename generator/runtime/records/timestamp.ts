// Reads the time of an event.

import { isDatetime } from "../table/checks.ts";

/** A time of Kusto, which counts in units of 100 ns. */
export interface Timestamp {
  /** The time, cut to milliseconds. */
  readonly date: Date;
  /** The units of 100 ns after `date`, from 0 to 9999. */
  readonly remainder: number;
}

/**
 * Returns the `Timestamp` of an event's row. Returns `undefined` if it is null, absent or not a time, as for
 * the tables without such a column.
 */
export function timestampOf(event: { readonly properties: object }): Timestamp | undefined {
  const text: unknown = Reflect.get(event.properties, "Timestamp");
  if (!isDatetime(text)) return undefined;
  const fraction = text.slice(20, -1).padEnd(7, "0");
  const date = new Date(`${text.slice(0, 19)}.${fraction.slice(0, 3)}Z`);
  return { date, remainder: Number(fraction.slice(3)) };
}
