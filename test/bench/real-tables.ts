// Lists the tables of the real set: how many records each has, and which columns and envelope members
// its records have, in the order of the captured records.

import { readCapturedRecords } from "./captured-records.ts";
import type { HuntingTable } from "./rows.ts";
import { parseRecord, type UntypedRecord } from "./untyped-record.ts";

export interface RealColumn {
  readonly name: string;
  /** The Kusto type. */
  readonly type: string;
  readonly nullShare: number;
}

export interface RealTable {
  readonly name: string;
  readonly category: string;
  readonly columns: readonly RealColumn[];
  /** The members of a record, in order. */
  readonly envelope: readonly string[];
}

/**
 * Records of each table in 2,000; device tables are 89 %. `DeviceInfo` and `DeviceNetworkInfo` have the
 * integers past 2^53: one row in 70.
 */
const recordCounts: Readonly<Record<string, number>> = {
  DeviceProcessEvents: 450,
  DeviceNetworkEvents: 400,
  DeviceFileEvents: 280,
  DeviceEvents: 250,
  DeviceImageLoadEvents: 140,
  DeviceRegistryEvents: 120,
  DeviceLogonEvents: 80,
  DeviceFileCertificateInfo: 31,
  DeviceInfo: 16,
  DeviceNetworkInfo: 13,
  CloudAppEvents: 50,
  IdentityLogonEvents: 44,
  EmailEvents: 30,
  EmailUrlInfo: 24,
  IdentityQueryEvents: 20,
  AlertEvidence: 18,
  EmailAttachmentInfo: 10,
  IdentityDirectoryEvents: 10,
  UrlClickEvents: 8,
  AlertInfo: 6,
};

const usualEnvelope = [
  "time",
  "tenantId",
  "operationName",
  "category",
  "_TimeReceivedBySvc",
  "properties",
  "Tenant",
];

/** Lists the table of every record of the real set, 2,000 in all, table by table. */
export function listRealTables(tables: readonly HuntingTable[]): readonly RealTable[] {
  const captured = readCapturedRecords().map(parseRecord);
  return Object.entries(recordCounts).flatMap(([name, count]) => {
    const table = tables.find((each) => each.name === name);
    if (table === undefined) throw new Error(`no table ${name}`);
    return Array<RealTable>(count).fill(layOut(table, captured));
  });
}

/**
 * Lays out a table in the order of its captured record with the most columns, or in schema order if
 * no record was captured.
 */
function layOut({ name, category, columns }: HuntingTable, captured: readonly UntypedRecord[]) {
  const records = captured.filter((record) => record.category === category);
  const rows = records.map(({ properties }) => properties);
  const [widest] = records.toSorted(
    (a, b) => Object.keys(b.properties).length - Object.keys(a.properties).length,
  );
  const types = new Map(columns.map((column) => [column.name, column.type]));
  const names = widest === undefined ? [...types.keys()] : Object.keys(widest.properties);
  return {
    name,
    category,
    envelope: widest === undefined ? usualEnvelope : Object.keys(widest),
    columns: names.map((column) => {
      const type = types.get(column);
      if (type === undefined) throw new Error(`${name} has no column ${column}`);
      const nulls = rows.filter((row) => row[column] === null).length;
      return { name: column, type, nullShare: shareOf(column, nulls, rows.length) };
    }),
  };
}

/**
 * Few records were captured, so a column that is null in all of them still gets a value sometimes.
 */
function shareOf(column: string, nulls: number, rows: number): number {
  if (column === "Timestamp" || column === "ReportId") return 0;
  if (rows === 0) return 0.3;
  return Math.min(0.96, Math.max(0.02, nulls / rows));
}
