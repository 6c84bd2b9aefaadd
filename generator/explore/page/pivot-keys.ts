// Decides which columns identify something across tables, and pairs the columns that two tables can be
// joined on.

import { type Catalog, type CatalogTable, factsOf, type TableColumn } from "./catalog.ts";

/** Names that identify something, in addition to those that end like an identifier. */
const identifying = new Set([
  "AwsResourceName",
  "DeviceName",
  "GcpFullResourceName",
  "IPAddress",
  "RecipientEmailAddress",
  "RemoteIP",
  "RemoteUrl",
  "SenderFromAddress",
  "Url",
]);

/** Names that end like an identifier, although their values repeat across devices, tenants or time. */
const ambiguous =
  /^(?:ReportId|TenantId|ThreadId|SessionId|LogonID?|.*ProcessId|.*ParentId|.*SessionId|.*LogonId|.*TenantId)$/;

const identifierEnds = /(?:Id|ID|Sid|Guid|Uuid|Upn|MD5|SHA1|SHA256)$/;

/** Names whose values are of the same kind as those of another name. */
const sameKind = new Map([
  ["EntraIdDeviceId", "AadDeviceId"],
  ["InitiatingProcessAccountObjectId", "AccountObjectId"],
  ["InitiatingProcessAccountSid", "AccountSid"],
  ["InitiatingProcessAccountUpn", "AccountUpn"],
  ["InitiatingProcessMD5", "MD5"],
  ["InitiatingProcessSHA1", "SHA1"],
  ["InitiatingProcessSHA256", "SHA256"],
  ["InitiatingProcessUniqueId", "ProcessUniqueId"],
  ["IpAddress", "IPAddress"],
  ["RecipientObjectId", "AccountObjectId"],
  ["SenderObjectId", "AccountObjectId"],
]);

/** Returns the key that a column holds; undefined if its values do not identify anything. */
export function keyOf(column: string): string | undefined {
  const name = sameKind.get(column) ?? column;
  if (identifying.has(name)) return name;
  return identifierEnds.test(name) && !ambiguous.test(name) ? name : undefined;
}

export interface PivotKey {
  readonly name: string;
  /** The tables that have the key, each with its columns that hold it. */
  readonly tables: ReadonlyMap<CatalogTable, readonly TableColumn[]>;
}

/** The keys that at least two tables have; those of many tables come first. */
export function findPivotKeys({ tables }: Catalog): readonly PivotKey[] {
  const keys = new Map<string, Map<CatalogTable, TableColumn[]>>();
  for (const table of tables.values()) {
    for (const column of table.columns) {
      const name = keyOf(column.name);
      if (name === undefined) continue;
      const holders = keys.get(name) ?? new Map<CatalogTable, TableColumn[]>();
      holders.set(table, [...(holders.get(table) ?? []), column]);
      keys.set(name, holders);
    }
  }
  return [...keys]
    .map(([name, holders]) => ({ name, tables: holders }))
    .filter((key) => key.tables.size > 1)
    .toSorted((a, b) => b.tables.size - a.tables.size);
}

/** Two columns that a join can compare. */
export interface JoinPair {
  readonly left: TableColumn;
  readonly right: TableColumn;
  /** The key that both hold; undefined if they only have the same name. */
  readonly key: string | undefined;
  /** Whether both have the same Kusto type, which a join requires. */
  readonly sameType: boolean;
}

/** The pairs of two tables: identifiers, other keys of one name, keys of two names, then shared names. */
export function findJoinPairs(
  catalog: Catalog,
  left: CatalogTable,
  right: CatalogTable,
): readonly JoinPair[] {
  const pairs = left.columns.flatMap((a) => {
    const key = keyOf(a.name);
    const partners = right.columns.filter(
      (b) => b.name === a.name || (key !== undefined && keyOf(b.name) === key),
    );
    return partners.map((b): JoinPair => {
      const sameType = kustoOf(catalog, a) === kustoOf(catalog, b);
      return { left: a, right: b, key, sameType };
    });
  });
  const weightOf = ({ key, left: a, right: b }: JoinPair): number => {
    if (key === undefined) return 3;
    if (a.name !== b.name) return 2;
    return identifying.has(key) ? 1 : 0;
  };
  return pairs.toSorted((a, b) => weightOf(a) - weightOf(b));
}

function kustoOf({ data }: Catalog, { type }: TableColumn): string {
  return factsOf(data, type).kusto;
}

/** Names a pair in the address: `SHA1`, or `SHA1=InitiatingProcessSHA1`. */
export function pairName({ left, right }: JoinPair): string {
  return left.name === right.name ? left.name : `${left.name}=${right.name}`;
}
