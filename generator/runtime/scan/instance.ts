// Loads the scanner, which is WebAssembly that is compiled when the first text is read. An engine may refuse
// it, because of a Content-Security-Policy or a lack of SIMD. Then everything is read without it.

import { scannerCode } from "./scanner-code.ts";

interface Global {
  readonly value: number;
}

/** The exports of the scanner. Pointers and lengths are in bytes of its memory. */
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

// Globals that every runtime has, as far as they are used here.
declare const TextEncoder: unknown;
declare const WebAssembly:
  | {
      readonly Module: new (bytes: Uint8Array) => object;
      readonly Instance: new (module: object) => { readonly exports: unknown };
    }
  | undefined;

let module: object | undefined;
let isRefused = false;

/** Provides the compiled scanner, for runtimes that only run modules that they have loaded themselves. */
export function provideScanner(compiled: object): void {
  module = compiled;
  isRefused = false;
}

/** Turns the scanner off, so that everything is read without it, or on again. */
export function refuseScanner(refused: boolean): void {
  isRefused = refused;
}

/** Whether the engine has refused the scanner, or `refuseScanner` has turned it off. */
export function isScannerRefused(): boolean {
  return isRefused;
}

/** Creates an instance with its own memory; `undefined` if the engine refuses it. */
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
    // The cast holds: the module is built from this project's sources, with these exports.
    return new WebAssembly.Instance(module).exports as ScannerExports;
  } catch {
    // There may be no memory for another instance now; only this text is read without the scanner.
    return undefined;
  }
}

function decodeHex(digits: string): Uint8Array {
  const bytes = new Uint8Array(digits.length / 2);
  for (const at of bytes.keys()) bytes[at] = Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}
