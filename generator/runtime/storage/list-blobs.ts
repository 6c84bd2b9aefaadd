// Lists the blobs of a Storage account that have something to read, ordered by table, tenant and hour.

import {
  abortOptions,
  type BlobContainer,
  type BlobService,
  isMissingContainer,
  type Signal,
  throwIfAborted,
} from "./client.ts";
import {
  type BlobPath,
  commonFolders,
  containerOf,
  containerPrefix,
  hourBefore,
  hourOf,
  type Moment,
  readBlobPath,
} from "./blob-path.ts";
import { isGuid } from "../table/checks.ts";

/** Which blobs to list. */
export interface ListBlobsOptions<Name extends string = string> {
  /** The tables whose blobs are listed; by default all exported tables, unknown ones too. */
  readonly tables?: readonly Name[] | undefined;
  /** The first hour is the one that contains this time; by default all hours. */
  readonly from?: Moment | undefined;
  /** Blobs of hours that begin at this time or later are not listed; by default all hours. */
  readonly to?: Moment | undefined;
  /** The GUID of the only tenant to list; by default all tenants. */
  readonly tenantId?: string | undefined;
  /** The bytes already read, by blob path: the `position` of its last batch. Default 0. */
  readonly positions?: Readonly<Record<string, number>> | undefined;
  /** Aborts the listing or reading, which then throws the signal's reason. */
  readonly signal?: Signal | undefined;
}

/** A blob that has something to read. */
export interface ListedBlob extends BlobPath {
  /** `container/name`: the key of the blob in `positions`. */
  readonly path: string;
  /** Its size in bytes when it was listed; it may grow. */
  readonly size: number;
  /** The bytes of it that have been read. */
  readonly position: number;
}

interface Wanted {
  readonly tables: readonly string[];
  readonly first: string | undefined;
  readonly last: string | undefined;
  readonly tenantId: string | undefined;
  readonly positions: ReadonlyMap<string, number>;
  readonly signal: Signal | undefined;
}

/**
 * Lists the blobs that are longer than their position, and those that are shorter, which were replaced.
 * A chosen table that is not exported has no blobs. Throws a `RangeError` for invalid options.
 */
export async function* listGrownBlobs(
  tables: readonly string[],
  service: BlobService,
  options: ListBlobsOptions,
): AsyncGenerator<ListedBlob, void, undefined> {
  const { signal } = options;
  const wanted = readOptions(tables, options);
  throwIfAborted(signal);
  try {
    for await (const name of containersOf(service, options)) {
      try {
        yield* listContainer(name, service.getContainerClient(name), wanted);
      } catch (error) {
        if (!isMissingContainer(error)) throw error;
      }
    }
  } catch (error) {
    throwIfAborted(signal);
    throw error;
  }
}

function readOptions(tables: readonly string[], options: ListBlobsOptions): Wanted {
  const { from, to, tenantId, signal } = options;
  for (const table of options.tables ?? []) {
    if (!tables.includes(table)) {
      throw new RangeError(`tables: ${JSON.stringify(table)} is not a table of this schema`);
    }
  }
  if (tenantId !== undefined && !isGuid(tenantId)) {
    throw new RangeError(`tenantId: expected a GUID, got ${JSON.stringify(tenantId)}`);
  }
  const positions = new Map<string, number>(Object.entries(options.positions ?? {}));
  for (const [path, position] of positions) {
    if (!Number.isSafeInteger(position) || position < 0) {
      throw new RangeError(`positions: expected a number of bytes for ${JSON.stringify(path)}`);
    }
  }
  return {
    tables,
    first: from === undefined ? undefined : hourOf(from),
    last: to === undefined ? undefined : hourBefore(to),
    tenantId: tenantId?.toLowerCase(),
    positions,
    signal,
  };
}

async function* containersOf(
  service: BlobService,
  { tables, signal }: ListBlobsOptions,
): AsyncGenerator<string, void, undefined> {
  if (tables !== undefined) {
    yield* [...new Set(tables.map(containerOf))].sort();
    return;
  }
  const options = { prefix: containerPrefix, ...abortOptions(signal) };
  for await (const { name } of service.listContainers(options)) yield name;
}

async function* listContainer(
  container: string,
  client: BlobContainer,
  wanted: Wanted,
): AsyncGenerator<ListedBlob, void, undefined> {
  const { first, last, tenantId, signal } = wanted;
  const abort = abortOptions(signal);
  const tenants = client.listBlobsByHierarchy("/", { prefix: "tenantId=", ...abort });
  for await (const { kind, name: tenant } of tenants) {
    // Listed and compared, since the service chooses the letter case of a tenant's id.
    if (kind !== "prefix") continue;
    if (tenantId !== undefined && tenant.toLowerCase() !== `tenantid=${tenantId}/`) continue;
    const prefix = tenant + commonFolders(first, last);
    for await (const { name, properties } of client.listBlobsFlat({ prefix, ...abort })) {
      const blob = readBlobPath(wanted.tables, `${container}/${name}`);
      if (blob === undefined || (first !== undefined && blob.hour < first)) continue;
      // Names sort by time, so all further blobs are later.
      if (last !== undefined && blob.hour > last) break;
      const path = `${container}/${name}`;
      const size = properties.contentLength ?? 0;
      const position = wanted.positions.get(path) ?? 0;
      if (size !== position) yield { ...blob, path, size, position };
    }
  }
}
