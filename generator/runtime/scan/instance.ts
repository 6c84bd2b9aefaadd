// Loads the scanner: WebAssembly that is compiled when the first text is read. An engine may refuse it,
// because of a Content-Security-Policy or for lack of SIMD; then everything is read without it.

import { scannerCode } from "./scanner-code.ts";

interface Global {
  readonly value: number;
}

/** What the scanner exports; pointers and lengths are bytes of its memory. */
export interface ScannerExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  allocate(size: number): number;
  createNames(count: number): number;
  addName(
    names: number,
    text: number,
    length: number,
    nameLength: number,
    type: number,
    ordinal: number,
  ): number;
  setColumns(table: number, names: number): void;
  reserve(length: number): number;
  readMessage(length: number, categories: number, envelope: number, strict: boolean): number;
  readLines(length: number, categories: number, envelope: number, strict: boolean): number;
  readonly indexStart: Global;
  readonly indexEnd: Global;
  readonly longStart: Global;
  readonly longEnd: Global;
  readonly outputEnd: Global;
}

// What is used of the platform, which every runtime has.
declare const TextEncoder: unknown;
declare const WebAssembly:
  | {
      readonly Module: new (bytes: Uint8Array) => object;
      readonly Instance: new (module: object) => { readonly exports: unknown };
    }
  | undefined;

let module: object | undefined;
let isRefused = false;

/** Hands over the compiled scanner, for runtimes that only run modules which they have loaded. */
export function provideScanner(compiled: object): void {
  module = compiled;
  isRefused = false;
}

/** Makes everything be read without the scanner from now on, or with it again. */
export function refuseScanner(refused: boolean): void {
  isRefused = refused;
}

/** Whether the engine has refused the scanner, or `refuseScanner` was called. */
export function isScannerRefused(): boolean {
  return isRefused;
}

/** Makes an instance with a memory of its own; undefined if the engine refuses it. */
export function createInstance(): ScannerExports | undefined {
  const isMissing = typeof WebAssembly === "undefined" || typeof TextEncoder === "undefined";
  if (isRefused || isMissing) return undefined;
  try {
    module ??= new WebAssembly.Module(decodeHex(scannerCode));
  } catch {
    isRefused = true;
    return undefined;
  }
  try {
    // The module is built from this project's sources, with these exports.
    return new WebAssembly.Instance(module).exports as ScannerExports;
  } catch {
    // Without memory for another instance, this text is read without it.
    return undefined;
  }
}

function decodeHex(digits: string): Uint8Array {
  const bytes = new Uint8Array(digits.length / 2);
  for (const at of bytes.keys()) bytes[at] = Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}
