// Reads the few bytes of a message that are not its records.

import { decodeUtf8 } from "../../runtime/json/utf8.ts";

/** Bytes of the longest way to write the key, with every letter as an escape. */
export const longestKey = '"'.length * 2 + "records".length * "\\u0072".length;

/** Whether the bytes of a key, with its quotes, are those of `records`. */
export function isRecordsKey(key: Uint8Array): boolean {
  const text = decodeUtf8(key);
  if (text === undefined || !text.includes("\\")) return text === '"records"';
  try {
    return JSON.parse(text) === "records";
  } catch {
    return false;
  }
}

/** A byte as a problem shows it: text of an untrusted file never appears in one. */
export function showByte(byte: number): string {
  if (byte > 0x20 && byte < 0x7f) return JSON.stringify(String.fromCodePoint(byte));
  return `byte 0x${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
