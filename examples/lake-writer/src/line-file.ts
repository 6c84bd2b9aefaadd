// Appends lines to a file that is never rewritten, in a process that may be killed.

import { closeSync, existsSync, fsyncSync, ftruncateSync, fstatSync } from "node:fs";
import { mkdirSync, openSync, readSync, writeSync } from "node:fs";
import path from "node:path";

/** Appends whole lines, which are on the disk when this returns. */
export function appendLines(file: string, lines: readonly Uint8Array[]): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const handle = openSync(file, "a");
  writeWhole(handle, Buffer.concat(lines.flatMap((line) => [line, ending])));
  closeSync(handle);
}

const ending = Buffer.from("\n");

/**
 * Writes bytes, which are on the disk when this returns. One write may accept fewer bytes than it
 * is passed.
 */
export function writeWhole(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
  fsyncSync(handle);
}

/** Removes an incomplete last line that a killed process has left. */
export function cutTornLine(file: string): void {
  if (!existsSync(file)) return;
  const handle = openSync(file, "r+");
  const part = Buffer.alloc(64 * 1024);
  for (let end = fstatSync(handle).size, start; end > 0; end = start) {
    start = Math.max(0, end - part.length);
    const lineFeed = part
      .subarray(0, readSync(handle, part, 0, end - start, start))
      .lastIndexOf(10);
    if (lineFeed >= 0 || start === 0) {
      ftruncateSync(handle, start + lineFeed + 1);
      break;
    }
  }
  closeSync(handle);
}
