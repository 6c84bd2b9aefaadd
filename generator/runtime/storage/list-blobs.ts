// A Storage account and what is wanted of it -> the blobs that have something to read, by table, tenant
// and hour.

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

export interface ListBlobsOptions<Name extends string = string> {
  /** Tables, by name; without it every table that is exported, known or not. */
  readonly tables?: readonly Name[] | undefined;
  /** The first hour: that which holds this moment. */
  readonly from?: Moment | undefined;
  /** Hours that begin at this moment or later are left out. */
  readonly to?: Moment | undefined;
  readonly tenantId?: string | undefined;
  /** Bytes that have been read, by the path of the blob: the `position` of its last batch. */
  readonly positions?: Readonly<Record<string, number>> | undefined;
  readonly signal?: Signal | undefined;
}

/** A blob that has something to read. */
export interface ListedBlob extends BlobPath {
  /** `container/name`, the key of its position. */
  readonly path: string;
  /** Bytes that it has, as listed; it may grow. */
  readonly size: number;
  /** Bytes of it that have been read. */
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
 * Lists the blobs that are longer than what was read of them, and those that are shorter: they were
 * replaced. A chosen table that is not exported has none. Throws a `RangeError` for options that make no
 * sense.
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
      throw new RangeError(`tables: ${JSON.stringify(table)} is no table of this schema`);
    }
  }
  if (tenantId !== undefined && !isGuid(tenantId)) {
    throw new RangeError(`tenantId: ${JSON.stringify(tenantId)} is no guid`);
  }
  const positions = new Map<string, number>(Object.entries(options.positions ?? {}));
  for (const [path, position] of positions) {
    if (!Number.isSafeInteger(position) || position < 0) {
      throw new RangeError(`positions: that of ${JSON.stringify(path)} is no count of bytes`);
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
    // Asked for by what is there, since the case of a tenant's id is the service's to choose.
    if (kind !== "prefix") continue;
    if (tenantId !== undefined && tenant.toLowerCase() !== `tenantid=${tenantId}/`) continue;
    const prefix = tenant + commonFolders(first, last);
    for await (const { name, properties } of client.listBlobsFlat({ prefix, ...abort })) {
      const blob = readBlobPath(wanted.tables, `${container}/${name}`);
      if (blob === undefined || (first !== undefined && blob.hour < first)) continue;
      // Names are in the order of time.
      if (last !== undefined && blob.hour > last) break;
      const path = `${container}/${name}`;
      const size = properties.contentLength ?? 0;
      const position = wanted.positions.get(path) ?? 0;
      if (size !== position) yield { ...blob, path, size, position };
    }
  }
}
