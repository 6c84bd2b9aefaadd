// Keeps a Storage account in memory, as far as the reader of blobs uses one, with the failures that
// can happen there.

import type {
  BlobContainer,
  BlobService,
  Signal,
} from "../../../generator/runtime/storage/client.ts";

/** What happens to one download. */
export interface Fate {
  /** Sizes of the chunks, used in turn. */
  readonly chunks: readonly number[];
  /** The connection breaks after this many bytes. */
  readonly breaksAfter?: number;
  /** The stream ends after this many bytes as if the download were complete. */
  readonly endsAfter?: number;
  /** Bytes that are appended to the blob after the download has begun. */
  readonly grows?: Uint8Array;
  /** Thrown instead of returning a response. */
  readonly refuses?: Error;
}

export interface MemoryStorage {
  readonly service: BlobService;
  /** Every request, such as `list tenantId=` or `download container/name 0 100`. */
  readonly requests: string[];
  append(path: string, bytes: string | Uint8Array): void;
  bytes(path: string): Uint8Array;
  replace(path: string, bytes: string | Uint8Array): void;
  /** Fates of the next downloads. Later downloads succeed. */
  readonly fates: Fate[];
}

const encoder = new TextEncoder();

export function requestError(statusCode: number, code: string): Error {
  return Object.assign(new Error(code), { statusCode, code });
}

export function createMemoryStorage(): MemoryStorage {
  const containers = new Map<string, Map<string, Uint8Array>>();
  const requests: string[] = [];
  const fates: Fate[] = [];

  function split(path: string): [Map<string, Uint8Array>, string] {
    const slash = path.indexOf("/");
    const container = path.slice(0, slash);
    const blobs = containers.get(container) ?? new Map<string, Uint8Array>();
    containers.set(container, blobs);
    return [blobs, path.slice(slash + 1)];
  }

  function read(path: string): Uint8Array {
    const [blobs, name] = split(path);
    const bytes = blobs.get(name);
    if (bytes === undefined) throw requestError(404, "BlobNotFound");
    return bytes;
  }

  const storage: MemoryStorage = {
    requests,
    fates,
    append(path, given) {
      const bytes = typeof given === "string" ? encoder.encode(given) : given;
      const [blobs, name] = split(path);
      blobs.set(name, Buffer.concat([blobs.get(name) ?? new Uint8Array(), bytes]));
    },
    replace(path, bytes) {
      const [blobs, name] = split(path);
      blobs.delete(name);
      storage.append(path, bytes);
    },
    bytes: read,
    service: {
      async *listContainers({ prefix, abortSignal }) {
        requests.push(`containers ${prefix}`);
        for (const name of [...containers.keys()].toSorted()) {
          refuseAborted(abortSignal);
          if (name.startsWith(prefix)) yield { name };
        }
      },
      getContainerClient: (container) => containerClient(container),
    },
  };

  function containerClient(container: string): BlobContainer {
    const names = (prefix: string): string[] => {
      const blobs = containers.get(container);
      if (blobs === undefined) throw requestError(404, "ContainerNotFound");
      return [...blobs.keys()].filter((name) => name.startsWith(prefix)).toSorted();
    };
    return {
      async *listBlobsByHierarchy(delimiter, { prefix, abortSignal }) {
        requests.push(`folders ${container} ${prefix}`);
        refuseAborted(abortSignal);
        const folders = names(prefix).map((name) => {
          const end = name.indexOf(delimiter, prefix.length);
          return end < 0 ? name : name.slice(0, end + 1);
        });
        for (const name of new Set(folders)) {
          yield { kind: name.endsWith(delimiter) ? "prefix" : "blob", name };
        }
      },
      async *listBlobsFlat({ prefix, abortSignal }) {
        requests.push(`list ${container} ${prefix}`);
        for (const name of names(prefix)) {
          refuseAborted(abortSignal);
          const contentLength = read(`${container}/${name}`).length;
          yield { name, properties: { contentLength } };
        }
      },
      getBlobClient: (name) => ({
        async download(offset, count, { abortSignal }) {
          const path = `${container}/${name}`;
          requests.push(`download ${path} ${offset} ${count}`);
          refuseAborted(abortSignal);
          const fate = fates.shift() ?? { chunks: [64 * 1024] };
          if (fate.refuses !== undefined) throw fate.refuses;
          const bytes = read(path).slice(offset, offset + count);
          if (fate.grows !== undefined) storage.append(path, fate.grows);
          return { readableStreamBody: send(bytes, fate, abortSignal) };
        },
      }),
    };
  }

  return storage;
}

/** Sends chunks in one buffer that is reused. */
async function* send(
  bytes: Uint8Array,
  fate: Fate,
  signal: Signal | undefined,
): AsyncGenerator<Uint8Array> {
  const { chunks, breaksAfter = Infinity, endsAfter = Infinity } = fate;
  const last = Math.min(bytes.length, breaksAfter, endsAfter);
  const buffer = new Uint8Array(Math.max(...chunks));
  for (let at = 0, turn = 0; at < last; turn++) {
    refuseAborted(signal);
    const part = bytes.subarray(at, Math.min(last, at + (chunks[turn % chunks.length] ?? 1)));
    buffer.set(part);
    yield buffer.subarray(0, part.length);
    at += part.length;
  }
  // The wording of the SDK.
  if (bytes.length > breaksAfter) throw abortError("The operation was aborted.");
}

function refuseAborted(signal: Signal | undefined): void {
  if (signal?.aborted === true) throw abortError("The operation was aborted.");
}

function abortError(message: string): Error {
  const error = new Error(message);
  error.name = "AbortError";
  return error;
}
