// Declares the types of `@azure/storage-blob` that are used, so that a project without the SDK compiles,
// and classifies the SDK's errors.

import { isObject } from "../table/walk.ts";

/** A Storage account; the SDK's `BlobServiceClient` is compatible. */
export interface BlobService {
  listContainers(options: {
    readonly prefix: string;
    readonly abortSignal?: Signal;
  }): AsyncIterable<{ readonly name: string }>;
  getContainerClient(name: string): BlobContainer;
}

/** A container; the SDK's `ContainerClient` is compatible. */
export interface BlobContainer {
  listBlobsByHierarchy(
    delimiter: string,
    options: ListingOptions,
  ): AsyncIterable<{ readonly kind: string; readonly name: string }>;
  listBlobsFlat(options: ListingOptions): AsyncIterable<{
    readonly name: string;
    readonly properties: { readonly contentLength?: number | undefined };
  }>;
  getBlobClient(name: string): BlobDownloader;
}

/** A blob; the SDK's `BlobClient` is compatible. */
export interface BlobDownloader {
  download(
    offset: number,
    count: number,
    options: { readonly abortSignal?: Signal },
  ): Promise<{ readonly readableStreamBody?: AsyncIterable<string | Uint8Array> | undefined }>;
}

export interface ListingOptions {
  readonly prefix: string;
  readonly abortSignal?: Signal;
}

/** An `AbortSignal`, or the signal of `@azure/abort-controller`. */
export interface Signal {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: "abort", listener: AbortListener, options?: unknown): void;
  removeEventListener(type: "abort", listener: AbortListener, options?: unknown): void;
}

type AbortListener = (this: Signal, event: unknown) => unknown;

/** Thrown if a blob cannot be read further, or is shorter than its position. `cause` is the original error. */
export class BlobError extends Error {
  /** The path of the blob, `container/name`. */
  readonly path: string;
  /** The offset in bytes up to which all records have been returned. */
  readonly position: number;

  constructor(path: string, position: number, problem: string, cause?: unknown) {
    super(`${path}, read up to byte ${position}: ${problem}`, { cause });
    this.name = "BlobError";
    this.path = path;
    this.position = position;
  }
}

/** Converts a signal, if there is one, to an option of the SDK. */
export function abortOptions(signal: Signal | undefined): { readonly abortSignal?: Signal } {
  return signal === undefined ? {} : { abortSignal: signal };
}

/** Throws the signal's reason if it is aborted. */
export function throwIfAborted(signal: Signal | undefined): void {
  if (signal?.aborted !== true) return;
  if (signal.reason !== undefined) throw signal.reason;
  const error = new Error("reading blobs was aborted");
  error.name = "AbortError";
  throw error;
}

/** Whether an error means that a container does not exist. */
export function isMissingContainer(error: unknown): boolean {
  return isObject(error) && error["code"] === "ContainerNotFound";
}

/**
 * Whether a download can be retried after an error: the connection broke, the service was busy, or the
 * SDK's own retry was refused because the blob had grown in the meantime (412).
 */
export function isTransient(error: unknown): boolean {
  const status = isObject(error) ? error["statusCode"] : undefined;
  if (typeof status !== "number") return true;
  return status >= 500 || status === 408 || status === 412 || status === 429;
}
