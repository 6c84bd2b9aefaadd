// Collects the kinds of an unknown column's values, but not the values, and proposes its Kusto type.

import { isDatetime, isGuid, isLongText } from "./checks.ts";
import { kindOf } from "./issue.ts";

export interface UnknownColumn {
  count: number;
  /** The number of values of each JSON kind; whole numbers have the kind `integer`. */
  readonly kinds: Map<string, number>;
  readonly texts: Set<string>;
}

export function createUnknownColumn(): UnknownColumn {
  return { count: 0, kinds: new Map(), texts: new Set() };
}

export function addValue(column: UnknownColumn, value: unknown): void {
  const kind = kindOfNumber(value) ?? kindOf(value);
  column.count += 1;
  column.kinds.set(kind, (column.kinds.get(kind) ?? 0) + 1);
  if (typeof value === "string") column.texts.add(kindOfText(value));
}

function kindOfNumber(value: unknown): string | undefined {
  if (typeof value === "bigint" || Number.isInteger(value)) return "integer";
  return undefined;
}

function kindOfText(text: string): string {
  if (text === "") return "empty";
  if (isDatetime(text)) return "datetime";
  if (isGuid(text)) return "guid";
  if (/^(?:\{[^]*\}|\[[^]*\])$/.test(text)) return "JSON";
  return isLongText(text) ? "integer" : "text";
}

/** Returns the Kusto type that fits all values of a column. */
export function proposeType({ kinds, texts }: UnknownColumn): string {
  const seen = new Set(kinds.keys());
  seen.delete("null");
  const [kind] = seen;
  if (seen.size === 2 && seen.has("integer") && seen.has("number")) return "real";
  if (seen.size > 1 || kind === "object" || kind === "array") return "dynamic";
  if (kind === "boolean") return "bool";
  if (kind === "integer") return "long";
  if (kind === "number") return "real";
  return texts.size === 1 && texts.has("datetime") ? "datetime" : "string";
}
