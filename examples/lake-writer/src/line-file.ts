// A file of lines that is only appended to, by a process that may be killed.

import { closeSync, existsSync, fsyncSync, ftruncateSync, fstatSync } from "node:fs";
import { mkdirSync, openSync, readSync, writeSync } from "node:fs";
import path from "node:path";

/** Appends whole lines, on the disk when this returns. */
export function appendLines(file: string, lines: readonly string[]): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const handle = openSync(file, "a");
  writeWhole(handle, lines.map((line) => `${line}\n`).join(""));
  closeSync(handle);
}

/** Writes a text, on the disk when this returns. One write may take less than it is given. */
export function writeWhole(handle: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
  fsyncSync(handle);
}

/** Removes the beginning of a last line, which a killed process has left. */
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
