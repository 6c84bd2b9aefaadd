// What is used of `@azure/storage-blob`, as types of its own, so that who does not read Storage needs
// no SDK to compile: a `BlobServiceClient` is a `BlobService`. And how its errors are told apart.

import { isObject } from "../table/table.ts";

/** A `BlobServiceClient`. */
export interface BlobService {
  listContainers(options: {
    readonly prefix: string;
    readonly abortSignal?: Signal;
  }): AsyncIterable<{ readonly name: string }>;
  getContainerClient(name: string): BlobContainer;
}

/** A `ContainerClient`. */
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

/** A `BlobClient`. */
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

/** An `AbortSignal`, or that of `@azure/abort-controller`. */
export interface Signal {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: "abort", listener: AbortListener, options?: unknown): void;
  removeEventListener(type: "abort", listener: AbortListener, options?: unknown): void;
}

type AbortListener = (this: Signal, event: unknown) => unknown;

/** Thrown where a blob cannot be read further, or is shorter than what was read of it. */
export class BlobError extends Error {
  /** The blob, `container/name`. */
  readonly path: string;
  /** Bytes of it up to which every record has been given. */
  readonly position: number;

  constructor(path: string, position: number, problem: string, cause?: unknown) {
    super(`${path}, read up to byte ${position}: ${problem}`, { cause });
    this.name = "BlobError";
    this.path = path;
    this.position = position;
  }
}

/** The option of the SDK for a signal, if there is one. */
export function abortOptions(signal: Signal | undefined): { readonly abortSignal?: Signal } {
  return signal === undefined ? {} : { abortSignal: signal };
}

/** Throws the reason of a signal that was given. */
export function throwIfAborted(signal: Signal | undefined): void {
  if (signal?.aborted !== true) return;
  if (signal.reason !== undefined) throw signal.reason;
  const error = new Error("the reading of blobs was aborted");
  error.name = "AbortError";
  throw error;
}

/** Whether a container is not there. */
export function isMissingContainer(error: unknown): boolean {
  return isObject(error) && error["code"] === "ContainerNotFound";
}

/**
 * Whether a download may go on: a connection that broke, a service that was busy, or the SDK's own
 * repetition that was refused since the blob has grown meanwhile (412).
 */
export function mayPass(error: unknown): boolean {
  const status = isObject(error) ? error["statusCode"] : undefined;
  if (typeof status !== "number") return true;
  return status >= 500 || status === 408 || status === 412 || status === 429;
}
