// Builds and parses the paths of Defender's export to Storage, which has a container per table and a blob
// per tenant and hour. Hours are text.

import { isDatetime, isGuid } from "../table/checks.ts";

export const containerPrefix = "insights-logs-advancedhunting-";

/** The parts of a blob's path. */
export interface BlobPath {
  /** The container, `insights-logs-advancedhunting-<table in lower case>`. */
  readonly container: string;
  /** The blob's name in the container. */
  readonly name: string;
  /** The name of the table; in lower case if the schema does not have the table. */
  readonly table: string;
  /** The GUID of the tenant. */
  readonly tenantId: string;
  /** The start of its hour in UTC, `YYYY-MM-DDThh:00:00Z`. */
  readonly hour: string;
}

/** A time in UTC: a `Date`, or text such as `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ss[.fffffff]Z`. */
export type Moment = string | Date;

// Named groups would not compile for ES2017, the usual target of Next.js.
const layout = /^tenantId=([^/]+)\/y=(\d{4})\/m=(\d\d)\/d=(\d\d)\/h=(\d\d)\/m=\d\d\/PT1H\.json$/;

/** The part of a container's name that names the table. */
const tableSuffix = /^[a-z0-9-]+$/;

/** Returns the container of a table. */
export function containerOf(table: string): string {
  return containerPrefix + table.toLowerCase();
}

/**
 * Returns the path, `container/name`, of the blob of a table, tenant and hour. Throws a `RangeError` if
 * the table's name does not fit in a container's name, `tenantId` is not a GUID, or `hour` is not in UTC.
 */
export function blobPath(blob: {
  readonly table: string;
  readonly tenantId: string;
  /** Any time in the hour. */
  readonly hour: Moment;
}): string {
  const prefix = hourPrefix(hourOf(blob.hour));
  if (!tableSuffix.test(blob.table.toLowerCase())) {
    throw new RangeError(
      `table: expected letters, digits and hyphens, got ${JSON.stringify(blob.table)}`,
    );
  }
  if (!isGuid(blob.tenantId)) {
    throw new RangeError(`tenantId: expected a GUID, got ${JSON.stringify(blob.tenantId)}`);
  }
  return `${containerOf(blob.table)}/tenantId=${blob.tenantId}/${prefix}m=00/PT1H.json`;
}

/** Parses a path, `container/name`. Returns `undefined` if it does not follow the layout. */
export function readBlobPath(tables: readonly string[], path: string): BlobPath | undefined {
  const slash = path.indexOf("/");
  const container = path.slice(0, slash);
  const lower = container.toLowerCase();
  if (slash < 0 || !lower.startsWith(containerPrefix)) return undefined;
  const name = path.slice(slash + 1);
  const [, tenantId, y, m, d, h] = layout.exec(name) ?? [];
  const hour = `${y}-${m}-${d}T${h}:00:00Z`;
  if (!isGuid(tenantId) || !isDatetime(hour)) return undefined;
  const suffix = lower.slice(containerPrefix.length);
  if (!tableSuffix.test(suffix)) return undefined;
  const table = tables.find((each) => each.toLowerCase() === suffix) ?? suffix;
  return { container, name, table, tenantId, hour };
}

/** Returns the start of the hour that contains a time. Throws a `RangeError` if it is not in UTC. */
export function hourOf(moment: Moment): string {
  return `${utcText(moment).slice(0, 13)}:00:00Z`;
}

/** Returns the start of the last hour that begins before a time. */
export function hourBefore(moment: Moment): string {
  const text = utcText(moment);
  // At the exact start of an hour, it is the hour before; otherwise the hour that contains the time.
  if (/[1-9]/.test(text.slice(13))) return hourOf(text);
  return hourOf(new Date(Date.parse(text) - 1));
}

/** Returns the folders, below the tenant's, that all hours from the first to the last share. */
export function commonFolders(first: string | undefined, last: string | undefined): string {
  if (first === undefined || last === undefined) return "";
  const [from, to] = [hourPrefix(first), hourPrefix(last)];
  let length = 0;
  while (length < from.length && from[length] === to[length]) length += 1;
  return from.slice(0, from.lastIndexOf("/", length - 1) + 1);
}

/** Returns the folders of an hour, `y=2026/m=03/d=01/h=00/`, which sort by time. */
function hourPrefix(hour: string): string {
  const [y, m, d, h] = [hour.slice(0, 4), hour.slice(5, 7), hour.slice(8, 10), hour.slice(11, 13)];
  return `y=${y}/m=${m}/d=${d}/h=${h}/`;
}

function utcText(moment: Moment): string {
  const given = typeof moment === "string" ? moment : moment.toISOString();
  const text = /^\d{4}-\d\d-\d\d$/.test(given) ? `${given}T00:00:00Z` : given;
  if (isDatetime(text)) return text;
  throw new RangeError(
    `expected a UTC time (YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ), got ${JSON.stringify(given)}`,
  );
}
