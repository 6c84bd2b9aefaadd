// Prints the statements of ClickHouse for one table: the table, the view that fills it from the raw records, and
// the view for records that do not fit.

import { readValue, targetTypeOf } from "../../mapping/kusto-types.ts";
import type { EmitTable } from "../emit-model.ts";
import { storedColumnsOf, type StoredColumn, unusedName } from "../stored-columns.ts";
import { printClickhouseName, printClickhouseText } from "./quote.ts";

/** The names of the tables that all hunting tables share. */
export interface SharedTables {
  readonly raw: string;
  readonly deadLetters: string;
}

interface TableNames {
  readonly columns: readonly StoredColumn[];
  readonly eventKey: string;
  /** Columns of the subqueries. No column of the table has these names, so an alias cannot hide them. */
  readonly keys: string;
  readonly values: string;
  readonly misfits: string;
  readonly record: string;
  readonly tenantId: string;
  readonly time: string;
}

function namesOf(table: EmitTable): TableNames {
  const columns = storedColumnsOf(table);
  const taken = columns.map(({ name }) => name);
  const inner = (name: string): string => printClickhouseName(unusedName(`huntgen_${name}`, taken));
  return {
    columns,
    eventKey: unusedName("EventKey", taken),
    keys: inner("keys"),
    values: inner("values"),
    misfits: inner("misfits"),
    record: inner("record"),
    tenantId: inner("tenant_id"),
    time: inner("time"),
  };
}

/** Columns that identify what an event is about. The first that a table has comes first in its order. */
const subjects = [
  "DeviceId",
  "AccountObjectId",
  "NetworkMessageId",
  "AlertId",
  "AccountUpn",
  "ReportId",
];

/** Creates the table. Copies of an event have one key, so merges and `FINAL` leave one row of them. */
export function createTable(table: EmitTable): string {
  const { columns, eventKey } = namesOf(table);
  const has = (name: string): boolean => columns.some((column) => column.name === name);
  const subject = subjects.find(has);
  const isTimed = table.columns.some(
    ({ name, type }) => name === "Timestamp" && type === "datetime",
  );
  const order = [subject, isTimed ? "Timestamp" : undefined, eventKey].flatMap((name) =>
    name === undefined ? [] : printClickhouseName(name),
  );
  const declared = columns.map(({ name, type, description }) => {
    const comment = description === undefined ? "" : ` COMMENT ${printClickhouseText(description)}`;
    return `    ${printClickhouseName(name)} Nullable(${targetTypeOf("clickhouse", type).type})${comment}`;
  });
  return [
    `CREATE TABLE IF NOT EXISTS ${printClickhouseName(table.name)} (`,
    [...declared, `    ${printClickhouseName(eventKey)} FixedString(32)`].join(",\n"),
    ") ENGINE = ReplacingMergeTree",
    // A copy of an event has another time in its envelope, so tables without a Timestamp have one partition.
    ...(isTimed ? ["PARTITION BY toDate32(`Timestamp`)"] : []),
    `ORDER BY (${order.join(", ")})`,
    "SETTINGS allow_nullable_key = 1",
  ].join("\n");
}

/** Creates the view that writes the records that fit. */
export function createRowsView(table: EmitTable, shared: SharedTables): string {
  const names = namesOf(table);
  const columns = [...names.columns.map(({ name }) => name), names.eventKey];
  return [
    `CREATE MATERIALIZED VIEW IF NOT EXISTS ${printClickhouseName(viewName(table, "rows"))} TO ${printClickhouseName(table.name)} AS`,
    `SELECT ${columns.map(printClickhouseName).join(", ")}`,
    `FROM (\n${readRecords(table, names, shared)}\n)`,
    `WHERE empty(${names.misfits})`,
  ].join("\n");
}

/** Creates the view that writes the other records to the dead letters, with the columns that do not fit. */
export function createMisfitsView(table: EmitTable, shared: SharedTables): string {
  const names = namesOf(table);
  return [
    `CREATE MATERIALIZED VIEW IF NOT EXISTS ${printClickhouseName(viewName(table, "misfits"))} TO ${printClickhouseName(shared.deadLetters)} AS`,
    `SELECT ${printClickhouseText(table.category)} AS category, ${names.misfits} AS reasons, ${names.record} AS record`,
    `FROM (\n${readRecords(table, names, shared)}\n)`,
    `WHERE notEmpty(${names.misfits})`,
  ].join("\n");
}

export function viewName({ identifier }: Pick<EmitTable, "identifier">, kind: string): string {
  return `defender_${identifier}_${kind}`;
}

/** Reads the raw records of a table: its columns, the key of the event, and the names of values that do not fit. */
function readRecords(table: EmitTable, names: TableNames, { raw }: SharedTables): string {
  const { columns, eventKey, keys, values, misfits, record, tenantId, time } = names;
  const rawValue = ({ source, isEnvelope }: StoredColumn): string => {
    if (isEnvelope) return source === "time" ? time : tenantId;
    return `${values}[indexOf(${keys}, ${printClickhouseText(source)})]`;
  };
  const readings = columns.map(
    (column) =>
      `        ${readValue("clickhouse", column.type, rawValue(column))} AS ${printClickhouseName(column.name)}`,
  );
  const checks = columns
    // Every JSON value is a dynamic.
    .filter(({ type }) => type !== "dynamic")
    .map(
      (column) =>
        `if(${rawValue(column)} NOT IN ('', 'null') AND isNull(${printClickhouseName(column.name)}), ${printClickhouseText(column.source)}, '')`,
    );
  return [
    "    SELECT",
    [
      ...readings,
      `        SHA256(toString((${tenantId}, arraySort(arrayZip(${keys}, ${values}))))) AS ${printClickhouseName(eventKey)}`,
      `        arrayFilter(name -> name != '', [if(JSONType(${record}, 'properties') = 'Object', '', 'properties'), ${checks.join(", ")}]) AS ${misfits}`,
      `        ${record}`,
    ].join(",\n"),
    "    FROM (",
    // If a name is repeated, the last value counts, as in JSON.parse.
    `        SELECT arrayReverse(JSONExtractKeysAndValuesRaw(record, 'properties')) AS pairs, tupleElement(pairs, 1) AS ${keys}, tupleElement(pairs, 2) AS ${values},`,
    `            JSONExtractRaw(record, 'tenantId') AS ${tenantId}, JSONExtractRaw(record, 'time') AS ${time}, record AS ${record}`,
    `        FROM ${printClickhouseName(raw)} WHERE category = ${printClickhouseText(table.category)}`,
    "    )",
  ].join("\n");
}
