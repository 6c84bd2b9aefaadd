// A schema that reads well -> what is wrong with it all the same: schemas that a union has merged,
// types that Log Analytics gives. Knows no disk; is told what huntgen's own tables look like.

import type { TableExport } from "../ingest/raw-column.ts";
import { findKustoType } from "../mapping/kusto-types.ts";
import { type Problem, quote } from "../problems.ts";
import type { Column, Schema, Table } from "./schema.ts";

/** Columns and types of the tables that huntgen ships; asked for only where something is odd. */
type ReadShipped = () => ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Finds tables that are not what their exports seem to say. */
export function findMisreadings(
  { tables }: Schema,
  exports: readonly TableExport[],
  readShipped: ReadShipped,
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
    const merged = findMerged(table, readShipped);
    if (merged[0] !== undefined) {
      const told = merged.map(({ name }) => quote(name)).join(", ");
      const message = `${told}: a union has merged several tables, and named columns anew that clash; run \`huntgen query\` for one that does not`;
      problems.push({ code: "merged-schemas", ...place(merged[0].name), message });
    }
    const foreign = findLogAnalyticsTypes(table, readShipped);
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

/** Columns that `union` made of one that has another type elsewhere: `ReportId_long`. */
function findMerged(table: Table, readShipped: ReadShipped): readonly Column[] {
  return table.columns.filter(({ name, type }) => {
    const { stem = "", suffix = "" } = /^(?<stem>.+)_(?<suffix>[a-z]+)$/.exec(name)?.groups ?? {};
    if (findKustoType(suffix) !== type) return false;
    // A custom table may well name its columns so; no table of Defender's does.
    return [...readShipped().values()].some((columns) => columns.has(stem) && !columns.has(name));
  });
}

/** Log Analytics has JSON as dynamic and ports as text, where the stream has text and integers. */
function findLogAnalyticsTypes(table: Table, readShipped: ReadShipped): readonly Column[] {
  const suspects = table.columns.filter(
    ({ name, type }) =>
      (name === "AdditionalFields" && type === "dynamic") ||
      (name.endsWith("Port") && type === "string"),
  );
  if (suspects.length === 0) return [];
  // The same names have the same types in some tables of the stream.
  const shipped = readShipped().get(table.name);
  return suspects.filter(({ name, type }) => (shipped?.get(name) ?? type) !== type);
}
