// The text of a message -> where each record stands and what its category is, without parsing it.
// Exact on every valid text: what is not written as Defender writes it is left to the caller's
// parser. Knows nothing of tables.
//
// What carries it: inside a string every quote is escaped. So `,{"a` is structure and not text, and
// a brace or bracket behind `":` is as well. A record whose only inner brace is that of `properties`
// ends where the next `},{"a` stands, since nothing else can be open there.

import { isPlainQuote, isSpace } from "./json-text.ts";

/** A record in the text of a message. */
export interface RecordSpan {
  readonly start: number;
  readonly end: number;
  /** Its category; undefined where only parsing can tell. */
  readonly category: string | undefined;
  /** Where the members of its row stand, if none of them is nested. */
  readonly row: readonly [start: number, end: number] | undefined;
}

const listStart = '{"records":[';
const listEnd = "]}";
const propertiesStart = '"properties":{';
const categoryStart = '"category":"';
const simpleMembers = /^(?:,"[A-Za-z_]+":(?:"[^"\\]*"|null))*$/;
const [quote, closeBrace] = [34, 125];
const upToBracket = /[^"{}[\]]*(?:"[^"\\]*(?:\\[^][^"\\]*)*"[^"{}[\]]*)*/y;

/** Finds the records of a message; undefined where the text must be parsed as a whole. */
export function findRecords(text: string): readonly RecordSpan[] | undefined {
  if (!text.startsWith(listStart) || !text.endsWith(listEnd)) return undefined;
  const last = text.length - listEnd.length;
  const spans: RecordSpan[] = [];
  const nextBracket = forwardSearch(text, "[");
  for (let start = listStart.length; start < last;) {
    const span = findFlatRecord(text, start, last, nextBracket) ?? findNestedRecord(text, start);
    if (span === undefined || span.end > last) return undefined;
    spans.push(span);
    if (span.end < last && text[span.end] !== ",") return undefined;
    start = span.end + 1;
  }
  return spans;
}

/** The category of a text that is one record; undefined where only parsing can tell. */
export function findCategory(text: string): string | undefined {
  const span = findFlatRecord(text, 0, text.length, forwardSearch(text, "["));
  return (span ?? findNestedRecord(text, 0))?.category;
}

/** A search that only ever goes forward, so that a far hit is not looked for twice. */
function forwardSearch(text: string, character: string): (from: number) => number {
  let found = text.indexOf(character);
  return (from) => {
    if (found >= 0 && found < from) found = text.indexOf(character, from);
    return found < 0 ? text.length : found;
  };
}

/** A record without nested values: its braces are its own and those of `properties`. */
function findFlatRecord(
  text: string,
  start: number,
  last: number,
  nextBracket: (from: number) => number,
): RecordSpan | undefined {
  const brace = text.indexOf("{", start + 1);
  const properties = brace - propertiesStart.length + 1;
  if (text[start] !== "{" || !text.startsWith(propertiesStart, properties)) return undefined;
  let end = last;
  for (
    let at = text.indexOf("{", brace + 1);
    at >= 0 && at < last;
    at = text.indexOf("{", at + 1)
  ) {
    if (opensNested(text, at)) return undefined;
    if (text[at - 1] !== ",") continue;
    const next = text.charCodeAt(at + 1);
    if (next === quote ? !isWord(text.charCodeAt(at + 2)) : next === closeBrace || isSpace(next)) {
      return undefined;
    }
    if (next !== quote) continue;
    // The record before it ends right there, unless the list holds something that is no record.
    if (text[at - 2] !== "}") return undefined;
    end = at - 1;
    break;
  }
  for (let at = nextBracket(start); at < end; at = nextBracket(at + 1)) {
    if (text[at - 1] === "," || opensNested(text, at)) return undefined;
  }
  if (text[end - 1] !== "}") return undefined;
  const close = text.lastIndexOf("}", end - 2);
  const behind = text.slice(close + 1, end - 1);
  if (!simpleMembers.test(behind)) return { start, end, category: undefined, row: undefined };
  const category = readCategory(text.slice(start + 1, properties) + behind);
  return { start, end, category, row: [brace + 1, close] };
}

/** Whether a code unit is an ASCII letter. */
function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** Whether a brace or bracket may be the value of a key: it is, behind `":`; with white space, perhaps. */
function opensNested(text: string, at: number): boolean {
  let before = at - 1;
  while (isSpace(text.charCodeAt(before))) before -= 1;
  if (before < at - 1) return text[before] === ":" || text[before] === ",";
  if (text[before] !== ":") return false;
  before -= 1;
  if (isSpace(text.charCodeAt(before))) return true;
  return isPlainQuote(text, before);
}

/** A record of any form, by its brackets; its category is looked for outside of inner ones. */
function findNestedRecord(text: string, start: number): RecordSpan | undefined {
  if (text[start] !== "{") return undefined;
  let envelope = "";
  let envelopeFrom = start + 1;
  let depth = 1;
  for (let at = start + 1; depth > 0; at++) {
    upToBracket.lastIndex = at;
    if (!upToBracket.test(text)) return undefined;
    at = upToBracket.lastIndex;
    const bracket = text.charAt(at);
    if (bracket === "{" || bracket === "[") {
      if (depth === 1) envelope += text.slice(envelopeFrom, at);
      depth += 1;
    } else if (bracket === "}" || bracket === "]") {
      depth -= 1;
      if (depth === 1) envelopeFrom = at + 1;
    } else {
      return undefined;
    }
    if (depth > 0) continue;
    const category = readCategory(envelope + text.slice(envelopeFrom, at));
    return { start, end: at + 1, category, row: undefined };
  }
  return undefined;
}

/** The category in what stands outside of nested values, if it is written once and plainly. */
function readCategory(envelope: string): string | undefined {
  const at = envelope.indexOf(categoryStart);
  if (at < 0 || envelope.includes("\\") || at !== envelope.lastIndexOf('"category"'))
    return undefined;
  if (at !== envelope.indexOf('"category"')) return undefined;
  const from = at + categoryStart.length;
  return envelope.slice(from, envelope.indexOf('"', from));
}
