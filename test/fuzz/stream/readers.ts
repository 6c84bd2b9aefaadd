// Lists the readers that the fuzzer compares with the reference: with the scanner, and without it.

import { forwardRecordLines } from "../../../generator/runtime/stream/forward-lines.ts";
import { forwardRecords } from "../../../generator/runtime/stream/forward-message.ts";
import { readLines } from "../../../generator/runtime/stream/read-lines.ts";
import { readMessage } from "../../../generator/runtime/stream/read-message.ts";
import { provideScanner, refuseScanner } from "../../../generator/runtime/scan/instance.ts";
import type { Reader } from "./reader.ts";

declare const WebAssembly: { readonly Module: new (bytes: Uint8Array) => object };

/**
 * `scanner` is a WebAssembly module to use instead of the built-in one, such as one with a planted
 * fault.
 */
export function listReaders(scanner?: Uint8Array): readonly Reader[] {
  if (scanner !== undefined) provideScanner(new WebAssembly.Module(scanner));
  return [reader("scanner or fallback", false), reader("fallback", true)];
}

/** Only one reader runs at a time, so each call sets whether the scanner may be used. */
function reader(name: string, refused: boolean): Reader {
  return {
    name,
    parseMessage(tables, body, options) {
      refuseScanner(refused);
      return readMessage(tables, body, options);
    },
    parseLines(tables, source, options) {
      refuseScanner(refused);
      return readLines(tables, source, options);
    },
    forwardMessage(tables, body, options) {
      refuseScanner(refused);
      return forwardRecords(tables, body, options);
    },
    forwardLines(tables, source, options) {
      refuseScanner(refused);
      return forwardRecordLines(tables, source, options);
    },
  };
}
