// The layout of Defender's export to Storage: a container a table, a blob a tenant and hour. Names of
// blobs <-> what they say, and hours as text; no requests.

import { isDatetime, isGuid } from "../table/checks.ts";

export const containerPrefix = "insights-logs-advancedhunting-";

/** What the path of a blob says. */
export interface BlobPath {
  /** The container, `insights-logs-advancedhunting-<table in lower case>`. */
  readonly container: string;
  /** The blob's name in the container. */
  readonly name: string;
  /** The table as the schema writes it; in lower case where the schema does not know it. */
  readonly table: string;
  readonly tenantId: string;
  /** When its hour begins, `YYYY-MM-DDThh:00:00Z`. */
  readonly hour: string;
}

/** A moment: a `Date`, or text in UTC, `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ss[.fffffff]Z`. */
export type Moment = string | Date;

const layout =
  /^tenantId=(?<tenantId>[^/]+)\/y=(?<y>\d{4})\/m=(?<m>\d\d)\/d=(?<d>\d\d)\/h=(?<h>\d\d)\/m=\d\d\/PT1H\.json$/;

/** What a container's name may end in. */
const tableSuffix = /^[a-z0-9-]+$/;

/** The container of a table. */
export function containerOf(table: string): string {
  return containerPrefix + table.toLowerCase();
}

/**
 * The path, `container/name`, of the blob of a table, tenant and hour. Throws a `RangeError` for what no
 * path of the layout can say.
 */
export function blobPath(blob: {
  readonly table: string;
  readonly tenantId: string;
  readonly hour: Moment;
}): string {
  const prefix = hourPrefix(hourOf(blob.hour));
  if (!tableSuffix.test(blob.table.toLowerCase())) {
    throw new RangeError(`table: ${JSON.stringify(blob.table)} names no container`);
  }
  if (!isGuid(blob.tenantId)) {
    throw new RangeError(`tenantId: ${JSON.stringify(blob.tenantId)} is no guid`);
  }
  return `${containerOf(blob.table)}/tenantId=${blob.tenantId}/${prefix}m=00/PT1H.json`;
}

/** What a path says, `container/name`; undefined where it is not of the layout. */
export function readBlobPath(tables: readonly string[], path: string): BlobPath | undefined {
  const slash = path.indexOf("/");
  const container = path.slice(0, slash);
  const lower = container.toLowerCase();
  if (slash < 0 || !lower.startsWith(containerPrefix)) return undefined;
  const name = path.slice(slash + 1);
  const { tenantId, y, m, d, h } = layout.exec(name)?.groups ?? {};
  const hour = `${y}-${m}-${d}T${h}:00:00Z`;
  if (!isGuid(tenantId) || !isDatetime(hour)) return undefined;
  const suffix = lower.slice(containerPrefix.length);
  if (!tableSuffix.test(suffix)) return undefined;
  const table = tables.find((each) => each.toLowerCase() === suffix) ?? suffix;
  return { container, name, table, tenantId, hour };
}

/** The hour that holds a moment, as text. Throws a `RangeError` for what is no moment in UTC. */
export function hourOf(moment: Moment): string {
  return `${utcText(moment).slice(0, 13)}:00:00Z`;
}

/** The last hour that begins before a moment, as text. */
export function hourBefore(moment: Moment): string {
  const text = utcText(moment);
  // Within an hour, that hour began before; on the stroke of one, the hour before did.
  if (/[1-9]/.test(text.slice(13))) return hourOf(text);
  return hourOf(new Date(Date.parse(text) - 1));
}

/** The folders, below a tenant's, that all hours from the first to the last have in common. */
export function commonFolders(first: string | undefined, last: string | undefined): string {
  if (first === undefined || last === undefined) return "";
  const [from, to] = [hourPrefix(first), hourPrefix(last)];
  let length = 0;
  while (length < from.length && from[length] === to[length]) length += 1;
  return from.slice(0, from.lastIndexOf("/", length - 1) + 1);
}

/** `y=2026/m=03/d=01/h=00/`, in the order of time as names are. */
function hourPrefix(hour: string): string {
  const [y, m, d, h] = [hour.slice(0, 4), hour.slice(5, 7), hour.slice(8, 10), hour.slice(11, 13)];
  return `y=${y}/m=${m}/d=${d}/h=${h}/`;
}

function utcText(moment: Moment): string {
  const given = typeof moment === "string" ? moment : moment.toISOString();
  const text = /^\d{4}-\d\d-\d\d$/.test(given) ? `${given}T00:00:00Z` : given;
  if (isDatetime(text)) return text;
  throw new RangeError(`${JSON.stringify(given)} is no time in UTC, YYYY-MM-DDThh:mm:ssZ`);
}
