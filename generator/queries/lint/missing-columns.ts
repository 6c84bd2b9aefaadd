// Finds columns that Defender needs in the result of a custom detection.

import type { Analysis } from "../query.ts";

/** Columns that identify an asset, by which Defender attaches alerts to it. */
const assetColumns: ReadonlySet<string> = new Set([
  "AccountObjectId",
  "AccountSid",
  "AccountUpn",
  "DeviceId",
  "DeviceName",
  "InitiatingProcessAccountObjectId",
  "InitiatingProcessAccountSid",
  "InitiatingProcessAccountUpn",
  "RecipientEmailAddress",
  "RecipientObjectId",
  "RemoteDeviceName",
  "SenderFromAddress",
  "SenderMailFromAddress",
  "SenderObjectId",
]);

/** Returns a message for each column that is missing. */
export function findMissingColumns({ columns, references }: Analysis): string[] {
  const names = new Set(columns.map(({ name }) => name));
  const tables = references.filter(({ kind }) => kind === "table");
  // Alerts have no report.
  const readsOnlyAlerts = tables.length > 0 && tables.every(({ name }) => name.startsWith("Alert"));
  const missing: string[] = [];
  if (!names.has("Timestamp") && !names.has("TimeGenerated")) missing.push(lacks('"Timestamp"'));
  if (!names.has("ReportId") && !readsOnlyAlerts) missing.push(lacks('"ReportId"'));
  if (![...names].some((name) => assetColumns.has(name))) {
    missing.push(lacks('a column that identifies an asset, such as "DeviceId"'));
  }
  return missing;
}

function lacks(what: string): string {
  return `a custom detection must return ${what}; add it to the result of the query`;
}
