// Classifies one parsed record: an event, rejected, of an unknown table, or skipped.

import { notARow, wrongMember } from "../../../generator/runtime/table/issue.ts";
import { isObject } from "../../../generator/runtime/table/walk.ts";
import type { RejectedRecord, UnknownRecord } from "../../../generator/runtime/records/triage.ts";
import type { Tables } from "./fuzz-tables.ts";
import type { ReadOptions } from "./reader.ts";

/** The outcome for a record. */
export type Verdict =
  | {
      readonly fate: "event";
      readonly table: string;
      readonly event: unknown;
      /** Whether columns of its table were chosen. */
      readonly hasColumns: boolean;
      readonly text: string;
    }
  | { readonly fate: "rejected"; readonly entry: RejectedRecord }
  | { readonly fate: "unknown"; readonly entry: UnknownRecord }
  | { readonly fate: "skipped" };

export function judge(
  tables: Tables,
  record: unknown,
  text: string,
  index: number,
  options: ReadOptions,
): Verdict {
  if (!isObject(record)) return reject(index, undefined, record, notARow(record));
  const category = record["category"];
  if (typeof category !== "string" || !category.startsWith("AdvancedHunting-")) {
    const issue = wrongMember("category", "text that starts with AdvancedHunting-", category);
    return reject(index, typeof category === "string" ? category : undefined, record, issue);
  }
  const name = category.slice("AdvancedHunting-".length);
  const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
  if (table === undefined) {
    options.drift?.addUnknownTable(category);
    return { fate: "unknown", entry: { index, category, record } };
  }
  const columns = columnsOf(name, options);
  if (columns === undefined && !isRead(name, options)) return { fate: "skipped" };
  const row = record["properties"];
  if (!isObject(row)) {
    return reject(index, category, record, wrongMember("properties", "object", row));
  }
  table.fromJson(row);
  const result = table.validate(row, options);
  options.drift?.addRow(table, row, result.ok ? [] : result.issues);
  if (!result.ok) {
    return { fate: "rejected", entry: { index, category, record, issues: result.issues } };
  }
  const event = columns === undefined ? record : withColumns(record, row, columns);
  return { fate: "event", table: name, event, hasColumns: columns !== undefined, text };
}

export function reject(
  index: number,
  category: string | undefined,
  record: unknown,
  issue: RejectedRecord["issues"][number],
): Verdict {
  return { fate: "rejected", entry: { index, category, record, issues: [issue] } };
}

/** Whether a table that `columns` does not name is read, with all of its columns. */
function isRead(name: string, { columns, tables }: ReadOptions): boolean {
  return tables === undefined ? columns === undefined : tables.includes(name);
}

function columnsOf(name: string, { columns = {} }: ReadOptions): readonly string[] | undefined {
  return Object.hasOwn(columns, name) ? columns[name] : undefined;
}

function withColumns(record: object, row: object, columns: readonly string[]): object {
  const chosen = Object.entries(row).filter(([name]) => columns.includes(name));
  // `fromEntries` and the spread keep an own `__proto__` and the order of the keys.
  return { ...record, properties: Object.fromEntries(chosen) };
}
