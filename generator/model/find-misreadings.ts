// A schema that reads well -> what is wrong with it all the same: schemas that a union has merged,
// types that Log Analytics gives. Knows no disk; is told what huntgen's own tables look like.

import type { TableExport } from "../ingest/raw-column.ts";
import { findKustoType } from "../mapping/kusto-types.ts";
import { type Problem, quote } from "../problems.ts";
import type { Column, Schema, Table } from "./schema.ts";

/** Columns and types of a table that huntgen ships; undefined where it ships none of the name. */
type FindShipped = (table: string) => ReadonlyMap<string, string> | undefined;

/** Finds tables that are not what their exports seem to say. */
export function findMisreadings(
  { tables }: Schema,
  exports: readonly TableExport[],
  findShipped: FindShipped,
): Problem[] {
  return tables.flatMap((table) => {
    const source = exports.find(({ file }) => file === table.source);
    const place = (name: string): { file: string; line: number } => ({
      file: source?.path ?? table.source,
      line:
        source?.columns.find(
          (column) => column.name === name && (column.table ?? source.table) === table.name,
        )?.line ?? 0,
    });
    const problems: Problem[] = [];
    const [merged, other] = findMerged(table.columns);
    if (merged !== undefined && other !== undefined) {
      const message = `columns ${quote(merged)} and ${quote(other)} come of a union that merged several tables; run \`huntgen query\` for one that does not`;
      problems.push({ code: "merged-schemas", ...place(merged), message });
    }
    const foreign = findLogAnalyticsTypes(table, findShipped);
    if (foreign.length > 0) {
      const told = foreign.map(({ name, type }) => `${quote(name)} ${type}`).join(", ");
      const message = `${told}: a schema saved in Log Analytics, and wrong for the stream; export it in the Defender portal`;
      problems.push({
        code: "log-analytics-types",
        ...place(foreign[0]?.name ?? ""),
        message,
      });
    }
    return problems;
  });
}

/** Two columns that `union` made of one name: `ReportId_long` and `ReportId_string`. */
function findMerged(columns: readonly Column[]): readonly string[] {
  const byStem = new Map<string, string[]>();
  for (const { name, type } of columns) {
    const { stem = "", suffix = "" } = /^(?<stem>.+)_(?<suffix>[a-z]+)$/.exec(name)?.groups ?? {};
    if (findKustoType(suffix) !== type || stem === "") continue;
    byStem.set(stem, [...(byStem.get(stem) ?? []), name]);
  }
  return [...byStem.values()].find((names) => names.length > 1) ?? [];
}

/** Log Analytics has JSON as dynamic and ports as text, where the stream has text and integers. */
function findLogAnalyticsTypes(table: Table, findShipped: FindShipped): readonly Column[] {
  const suspects = table.columns.filter(
    ({ name, type }) =>
      (name === "AdditionalFields" && type === "dynamic") ||
      (name.endsWith("Port") && type === "string"),
  );
  if (suspects.length === 0) return [];
  // The same names have the same types in some tables of the stream.
  const shipped = findShipped(table.name);
  return suspects.filter(({ name, type }) => (shipped?.get(name) ?? type) !== type);
}
