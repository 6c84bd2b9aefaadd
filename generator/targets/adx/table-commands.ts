// Prints the commands of ADX for one table: the table, the function that fills it, and its update policy.

import { kqlText } from "../../kql-text.ts";
import { printKustoName } from "../../kusto-text.ts";
import { readValue, targetTypeOf } from "../../mapping/kusto-types.ts";
import type { EmitTable } from "../emit-model.ts";
import { storedColumnsOf, type StoredColumn } from "../stored-columns.ts";

/** The table of raw messages, and how the others are filled from it. */
export interface RawSource {
  /** The table of raw messages, which has the column `records`. */
  readonly table: string;
  /** The folder of tables and functions in ADX. */
  readonly folder: string;
  /** Whether the ingestion fails if the function fails. */
  readonly transactional: boolean;
}

/** Prints the declaration of a column, such as `["DeviceId"]: string`. */
export function printColumn({ name, type }: Pick<StoredColumn, "name" | "type">): string {
  return `${printKustoName(name)}: ${targetTypeOf("adx", type).type}`;
}

/** Creates a table, or adds the columns that it lacks. */
export function createTable(table: EmitTable, { folder }: RawSource): string {
  const columns = storedColumnsOf(table);
  return [
    `.create-merge table ${printKustoName(table.name)} (`,
    columns.map((column) => `    ${printColumn(column)}`).join(",\n"),
    `) with (folder = ${kqlText(folder)}, docstring = ${kqlText(`Rows of ${table.name} in the stream of Microsoft Defender`)})`,
  ].join("\n");
}

/** Sets the descriptions of columns; undefined if the export has no descriptions. */
export function describeColumns(table: EmitTable): string | undefined {
  const described = table.columns.flatMap(({ name, description }) =>
    description === undefined ? [] : [`    ${printKustoName(name)}: ${kqlText(description)}`],
  );
  if (described.length === 0) return undefined;
  const name = printKustoName(table.name);
  return `.alter-merge table ${name} column-docstrings (\n${described.join(",\n")}\n)`;
}

/** The function that returns the records of unknown tables. */
export const unknownFunction = "DefenderExpandUnknown";

export function functionNameOf({ identifier }: Pick<EmitTable, "identifier">): string {
  return `DefenderExpand_${identifier}`;
}

/** Creates the function that fills the table. Its result has `columns`, in their order. */
export function createFunction(
  table: EmitTable,
  source: RawSource,
  columns: readonly StoredColumn[] = storedColumnsOf(table),
): string {
  return createFunctionOf(functionNameOf(table), `Typed rows of ${table.name}`, source, [
    `| where tostring(record["category"]) == ${kqlText(table.category)}`,
    `| project\n${columns.map((column) => `        ${printReading(column)}`).join(",\n")}`,
  ]);
}

function printReading({ name, type, source, isEnvelope }: StoredColumn): string {
  const member = `[${kqlText(source)}]`;
  const value = isEnvelope ? `record${member}` : `record["properties"]${member}`;
  return `${printKustoName(name)} = ${readValue("adx", type, value)}`;
}

/** Creates a function that expands the records of raw messages; `operators` follow. */
export function createFunctionOf(
  name: string,
  docstring: string,
  { table, folder }: RawSource,
  operators: readonly string[],
): string {
  return [
    `.create-or-alter function with (folder = ${kqlText(folder)}, docstring = ${kqlText(docstring)}) ${printKustoName(name)}() {`,
    `    ${printKustoName(table)}`,
    // A message of Event Hubs has an array of records; a line of Storage is a record.
    '    | mv-expand record = iff(gettype(records) == "array", records, pack_array(records)) to typeof(dynamic)',
    ...operators.map((operator) => `    ${operator}`),
    "}",
  ].join("\n");
}

/** Fills a table from the raw messages with a function. */
export function setUpdatePolicy(
  table: string,
  functionName: string,
  { table: raw, transactional }: RawSource,
): string {
  const policy = {
    IsEnabled: true,
    Source: raw,
    Query: `${printKustoName(functionName)}()`,
    IsTransactional: transactional,
    PropagateIngestionProperties: false,
  };
  return `.alter table ${printKustoName(table)} policy update ${kqlText(JSON.stringify([policy]))}`;
}
