// Finds valid schemas that are wrong for the stream: schemas that a union has merged, and schemas with the
// types of Log Analytics.

import { lineFinder } from "../ingest/column-lines.ts";
import type { TableExport } from "../ingest/export.ts";
import { findKustoType } from "../mapping/kusto-types.ts";
import { type Problem, type ProblemCode, quote } from "../problems.ts";
import type { SchemaColumn, Schema, SchemaTable } from "./schema.ts";

/**
 * Returns the columns and types of the tables that huntgen ships. Called only if a schema looks
 * suspicious.
 */
type ReadShipped = () => ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The most columns that a message names. */
const mostShown = 10;

/** Finds tables whose exports do not describe the tables of the stream. */
export function findMisreadings(
  { tables }: Schema,
  exports: readonly TableExport[],
  readShipped: ReadShipped,
): Problem[] {
  const paths = new Map(exports.map(({ file, path }) => [file, path]));
  const linesOf = lineFinder(exports);
  const owners = ownerFinder(readShipped);
  return tables.flatMap((table) => {
    const report = (
      code: ProblemCode,
      columns: readonly SchemaColumn[],
      message: string,
    ): Problem => {
      const first = columns[0]?.name ?? "";
      const line = linesOf(table.source, table.name).get(first) ?? 0;
      return { code, file: paths.get(table.source) ?? table.source, line, message };
    };
    const problems: Problem[] = [];
    const merged = findMerged(table, owners);
    if (merged.length > 0) {
      const listed = list(merged.map(({ name }) => quote(name)));
      const message = `${listed}: this schema was exported from a \`union\` that renamed conflicting columns; use the query printed by \`huntgen query\``;
      problems.push(report("merged-schemas", merged, message));
    }
    const foreign = findLogAnalyticsTypes(table, readShipped);
    if (foreign.length > 0) {
      const listed = list(foreign.map(({ name, type }) => `${quote(name)} ${type}`));
      const message = `${listed}: this schema comes from Log Analytics, whose types differ from those of the stream; export it from the Defender portal`;
      problems.push(report("log-analytics-types", foreign, message));
    }
    return problems;
  });
}

/** Lists the first few items and the number of the others. */
function list(items: readonly string[]): string {
  const shown = items.slice(0, mostShown).join(", ");
  return items.length <= mostShown ? shown : `${shown} and ${items.length - mostShown} more`;
}

/** Returns the shipped tables that have a column, each as its columns and types. */
type OwnersOf = (column: string) => readonly ReadonlyMap<string, string>[];

/** Indexes the shipped tables on the first call. */
function ownerFinder(readShipped: ReadShipped): OwnersOf {
  let owners: Map<string, ReadonlyMap<string, string>[]> | undefined;
  return (column) => {
    if (owners === undefined) {
      owners = new Map();
      for (const columns of readShipped().values()) {
        for (const name of columns.keys()) owners.set(name, [...(owners.get(name) ?? []), columns]);
      }
    }
    return owners.get(column) ?? [];
  };
}

/** Finds columns such as `ReportId_long`, which `union` creates if `ReportId` has different types. */
function findMerged(table: SchemaTable, ownersOf: OwnersOf): readonly SchemaColumn[] {
  return table.columns.filter(({ name, type }) => {
    const { stem = "", suffix = "" } = /^(?<stem>.+)_(?<suffix>[a-z]+)$/.exec(name)?.groups ?? {};
    if (findKustoType(suffix) !== type) return false;
    // A custom table may use such names, but no Defender table does.
    return ownersOf(stem).some((columns) => !columns.has(name));
  });
}

/**
 * Finds JSON as dynamic and ports as text, as in Log Analytics. The stream has text and integers
 * instead.
 */
function findLogAnalyticsTypes(
  table: SchemaTable,
  readShipped: ReadShipped,
): readonly SchemaColumn[] {
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
