// Finds the spans of members and items in a JSON text. The text must be valid JSON.

import { type Scan, scanOfRecord } from "../scan/scanned.ts";
import { encodeUtf8 } from "./utf8.ts";

/** A part of a text: its start and end in characters. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

const space = /[ \t\n\r]*/y;
const plainToken = /[^,:\]}\s]+/y;
const stringPart = /["\\]/g;
const structure = /["{}[\]]/g;

/** Returns the spans of an object's values by key; of a duplicate key, the last. */
export function memberSpans(text: string, at: number): ReadonlyMap<string, TextSpan> {
  const members = new Map<string, TextSpan>();
  for (let next = skip(text, at + 1); text[next] === '"';) {
    const keyEnd = endOfString(text, next);
    const key: string = JSON.parse(text.slice(next, keyEnd));
    const start = skip(text, skip(text, keyEnd) + 1);
    const end = endOfValue(text, start);
    members.set(key, { start, end });
    const behind = skip(text, end);
    next = text[behind] === "," ? skip(text, behind + 1) : text.length;
  }
  return members;
}

/** Returns the spans of an array's items. */
export function itemSpans(text: string, at: number): TextSpan[] {
  const items: TextSpan[] = [];
  let start = skip(text, at + 1);
  while (text[start] !== "]") {
    const end = endOfValue(text, start);
    items.push({ start, end });
    const behind = skip(text, end);
    if (text[behind] !== ",") break;
    start = skip(text, behind + 1);
  }
  return items;
}

/** Returns the first position that is not white space. */
export function skip(text: string, at: number): number {
  space.lastIndex = at;
  return space.test(text) ? space.lastIndex : at;
}

function endOfValue(text: string, at: number): number {
  if (text[at] === '"') return endOfString(text, at);
  if (text[at] !== "{" && text[at] !== "[") {
    plainToken.lastIndex = at;
    return plainToken.test(text) ? plainToken.lastIndex : at;
  }
  let depth = 0;
  let end = at;
  do {
    structure.lastIndex = end;
    const found = structure.exec(text)?.index ?? text.length;
    const character = text[found];
    if (character === "{" || character === "[") depth += 1;
    else if (character !== '"') depth -= 1;
    end = character === '"' ? endOfString(text, found) : found + 1;
  } while (depth > 0);
  return end;
}

function endOfString(text: string, at: number): number {
  stringPart.lastIndex = at + 1;
  while (stringPart.exec(text) !== null) {
    const end = stringPart.lastIndex;
    if (text[end - 1] === '"') return end;
    stringPart.lastIndex = end + 1;
  }
  return text.length;
}

/** Returns the spans of a message's records; empty if it has no array `records`. */
export function recordSpans(text: string): TextSpan[] {
  const list = memberSpans(text, skip(text, 0)).get("records");
  return list === undefined ? [] : itemSpans(text, list.start);
}

/** Encodes a record, and finds its row and the members that identify it. */
export function scanRecordText(text: string): Scan {
  // Half of a surrogate pair has no UTF-8 bytes. As an escape, it is the same character.
  const record = text.replace(
    /\p{Cs}/gu,
    (half) => `\\u${half.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const members = memberSpans(record, skip(record, 0));
  const bytesUpTo = (position: number): number => encodeUtf8(record.slice(0, position)).length;
  const span = (key: string): readonly [number, number] | undefined => {
    const found = members.get(key);
    return found && [bytesUpTo(found.start), bytesUpTo(found.end)];
  };
  const spans = { row: span("properties"), tenantId: span("tenantId"), category: span("category") };
  return scanOfRecord(encodeUtf8(record), spans, /[\n\r]/.test(record));
}
