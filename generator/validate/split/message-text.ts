// Reads the parts of a message that are not its records.

import { decodeUtf8 } from "../../runtime/json/utf8.ts";

/** The most bytes of the key `records`, with every letter as an escape. */
export const longestKey = '"'.length * 2 + "records".length * "\\u0072".length;

/** Whether a key, with its quotes, is `records`. */
export function isRecordsKey(key: Uint8Array): boolean {
  const text = decodeUtf8(key);
  if (text === undefined || !text.includes("\\")) return text === '"records"';
  try {
    return JSON.parse(text) === "records";
  } catch {
    return false;
  }
}

/** Prints a single byte for a problem, which never contains more of an untrusted file. */
export function showByte(byte: number): string {
  if (byte > 0x20 && byte < 0x7f) return JSON.stringify(String.fromCodePoint(byte));
  return `byte 0x${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
