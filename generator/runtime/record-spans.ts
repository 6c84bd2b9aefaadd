// The text of a message -> where each record stands and what its category is, without parsing it.
// Exact on every valid text: what is not written as Defender writes it is left to the caller's
// parser. Knows nothing of tables.
//
// What carries it: inside a string every quote is escaped. So `,{"a` is structure and not text, and
// a brace or bracket behind `":` is as well. Only a list has `,{"a`: where every list that opens behind
// `":` has been passed, it begins the next record. So lists alone are read character by character, and
// other nested values where it matters what stands outside of them.

import { isPlainQuote, isSpace, skipSpaceBack } from "./json-text.ts";

/** A record in the text of a message. */
export interface RecordSpan {
  readonly start: number;
  readonly end: number;
  /** Behind the brace that opens its row; 0 where nobody knows. */
  readonly row: number;
}

/** A nested value in a row. */
export interface NestedSpan {
  readonly start: number;
  readonly end: number;
}

const listStart = '{"records":[';
const listEnd = "]}";
const rowStart = '"properties":{';
const members = /(?:"(?!category"|properties")[A-Za-z_]+":(?:"[^"\\]*"|null),)*/.source;
/** A record from its first brace to that of its row. */
const beforeRow = new RegExp(
  `\\{${members}"category":"(?<category>[^"\\\\]*)",${members}"properties":\\{`,
  "y",
);
/** What stands between the brace that ends a row and the one that ends its record. */
const behindRow = new RegExp(`^,${members}$`);
const categoryStart = '"category":"';
const [quote, comma, colon, closeBrace] = [34, 44, 58, 125];
const upToBracket = /[^"{}[\]]*(?:"[^"\\]*(?:\\[^][^"\\]*)*"[^"{}[\]]*)*/y;

/**
 * Finds the records of a message, all or up to the one around a place; undefined where the text must be
 * parsed as a whole. Of all it is sure; before that, another list of records may follow.
 */
export function findRecords(text: string, place: number = text.length): RecordSpan[] | undefined {
  if (!text.startsWith(listStart) || !text.endsWith(listEnd)) return undefined;
  const last = text.length - listEnd.length;
  const spans: RecordSpan[] = [];
  const findPlainRecord = plainRecords(text, last);
  for (let start = listStart.length; start < Math.min(last, place);) {
    const span = findPlainRecord(start) ?? findAnyRecord(text, start);
    if (span === undefined || span.end > last) return undefined;
    spans.push(span);
    if (span.end < last && text[span.end] !== ",") return undefined;
    start = span.end + 1;
  }
  return spans;
}

/** Finds a text that is one record. */
export function findRecord(text: string): RecordSpan | undefined {
  return plainRecords(text, text.length)(0) ?? findAnyRecord(text, 0);
}

/** Makes the function that tells a record's category; undefined where only parsing can tell. */
export function categoryFinder(text: string): (span: RecordSpan) => string | undefined {
  const findNested = nestedFinder(text);
  let usualEnd = "}";

  /** Whether what stands behind the row is known not to be a category, or another row. */
  function endsPlainly({ row, end }: RecordSpan): boolean {
    const nested = findNested(row, end);
    if (nested === undefined) return false;
    const nestedEnd = nested.at(-1)?.end ?? row;
    const usual = end - 1 - usualEnd.length;
    if (usual >= nestedEnd && text.startsWith(usualEnd, usual)) return true;
    const close = text.lastIndexOf("}", end - 2);
    if (close < nestedEnd || !behindRow.test(`${text.slice(close + 1, end - 1)},`)) return false;
    usualEnd = text.slice(close, end - 1);
    return true;
  }

  return (span) => {
    if (span.row === 0) return readCategory(text, span);
    beforeRow.lastIndex = span.start;
    const category = beforeRow.exec(text)?.groups?.["category"];
    return beforeRow.lastIndex === span.row && endsPlainly(span) ? category : undefined;
  };
}

/** A search that only ever goes forward, so that a far hit is not looked for twice. */
function forwardSearch(text: string, character: string, beginning = 0): (from: number) => number {
  let found = text.indexOf(character, beginning);
  return (from) => {
    if (found >= 0 && found < from) found = text.indexOf(character, from);
    return found < 0 ? text.length : found;
  };
}

/** Finds records whose row and nested values stand where Defender writes them, without white space. */
function plainRecords(text: string, last: number): (start: number) => RecordSpan | undefined {
  const nextBrace = forwardSearch(text, "{");
  const nextBracket = forwardSearch(text, "[");

  return (start) => {
    const row = nextBrace(start + 1) + 1;
    if (text[start] !== "{" || !text.startsWith(rowStart, row - rowStart.length)) return undefined;
    let end = last;
    for (let at = row; ;) {
      const bracket = nextBracket(at);
      at = Math.min(nextBrace(at), bracket);
      if (at >= last) break;
      const opener = findOpener(text, at);
      if (opener === "unclear") return undefined;
      if (opener === "item") {
        if (at === bracket || !isKeyStart(text, at + 1)) return undefined;
        end = at - 1;
        break;
      }
      at = opener === "nested" && at === bracket ? skipNested(text, at) : at + 1;
      if (at < 0 || at > last) return undefined;
    }
    // The record ends right there, unless the list holds something that is no record.
    return text.charCodeAt(end - 1) === closeBrace ? { start, end, row } : undefined;
  };
}

/**
 * Makes the function that finds the outermost nested values from the beginning of a row to a place;
 * undefined where that is unclear. The last one may end behind the place. For rows from left to right.
 */
export function nestedFinder(
  text: string,
): (row: number, place: number) => NestedSpan[] | undefined {
  const nextBrace = forwardSearch(text, "{");
  const nextBracket = forwardSearch(text, "[");
  return (row, place) => {
    const nested: NestedSpan[] = [];
    for (let at = row; ;) {
      const start = Math.min(nextBrace(at), nextBracket(at));
      if (start >= place) return nested;
      const opener = findOpener(text, start);
      if (opener === "unclear") return undefined;
      at = opener === "nested" ? skipNested(text, start) : start + 1;
      if (at < 0) return undefined;
      if (opener === "nested") nested.push({ start, end: at });
    }
  };
}

/** What a brace or bracket opens: a member's value, an item of a list, or nothing, in a string. */
function findOpener(text: string, at: number): "nested" | "item" | "none" | "unclear" {
  const before = text.charCodeAt(at - 1);
  if (before === comma) return "item";
  if (before === colon) {
    if (isSpace(text.charCodeAt(at - 2))) return "unclear";
    return isPlainQuote(text, at - 2) ? "nested" : "none";
  }
  if (!isSpace(before)) return "none";
  const sign = text[skipSpaceBack(text, at - 1)];
  return sign === ":" || sign === "," ? "unclear" : "none";
}

/** Whether a key begins there: a quote and a letter, which no string of one quote can be. */
function isKeyStart(text: string, at: number): boolean {
  return text.charCodeAt(at) === quote && isWord(text.charCodeAt(at + 1));
}

/** Whether a code unit is an ASCII letter. */
function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** Where a nested value ends that opens there; -1 where it does not. */
function skipNested(text: string, start: number): number {
  let depth = 1;
  for (let at = start + 1; ; at++) {
    at = findBracket(text, at);
    if (opens(text, at)) depth += 1;
    else if (closes(text, at)) depth -= 1;
    else return -1;
    if (depth === 0) return at + 1;
  }
}

/** A record of any form, by its brackets. */
function findAnyRecord(text: string, start: number): RecordSpan | undefined {
  const end = text[start] === "{" ? skipNested(text, start) : -1;
  return end < 0 ? undefined : { start, end, row: 0 };
}

/** The next bracket that is no part of a string; where there is none, a place where none is. */
function findBracket(text: string, from: number): number {
  upToBracket.lastIndex = from;
  upToBracket.test(text);
  return upToBracket.lastIndex;
}

function opens(text: string, at: number): boolean {
  return text[at] === "{" || text[at] === "[";
}

function closes(text: string, at: number): boolean {
  return text[at] === "}" || text[at] === "]";
}

/** The category in what stands outside of nested values, if it is written once and plainly. */
function readCategory(text: string, { start, end }: RecordSpan): string | undefined {
  let envelope = "";
  for (let from = start + 1; from < end;) {
    const at = findBracket(text, from);
    envelope += text.slice(from, at);
    from = opens(text, at) ? skipNested(text, at) : end;
  }
  const at = envelope.indexOf(categoryStart);
  if (at < 0 || envelope.includes("\\") || at !== envelope.lastIndexOf('"category"'))
    return undefined;
  if (at !== envelope.indexOf('"category"')) return undefined;
  const from = at + categoryStart.length;
  return envelope.slice(from, envelope.indexOf('"', from));
}
