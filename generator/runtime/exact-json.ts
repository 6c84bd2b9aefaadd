// JSON text -> values with every integer's digits. `JSON.parse` does the reading: only where a text
// holds an integer that a number would round, it is marked before and replaced after.

import { isPlainQuote, isSpace } from "./json-text.ts";

/** Digits of the shortest integers that a number may round: 2^53 has sixteen. */
const fewestDigits = 16;
const [zero, nine] = [48, 57];
const stringToken = /"[^"\\]*(?:\\[^][^"\\]*)*"/g;

/** Where an integer stands in a text. */
export type IntegerSpan = readonly [start: number, end: number];

/** Parses as `JSON.parse` does, but an integer past 2^53 becomes a bigint. Throws a `SyntaxError`. */
export function parseExact(text: string): unknown {
  const spans = findLongIntegers(text);
  if (spans.length === 0) return JSON.parse(text);
  const marker = findMarker(text);
  // A mark that was put into a string ends that string, so that the text no longer parses.
  const read =
    tryParse(mark(text, spans, marker)) ??
    tryParse(mark(text, outsideStrings(text, spans), marker));
  return read === undefined ? JSON.parse(text) : unmark(read.value, marker);
}

function isPastSafe(value: number): boolean {
  return value > Number.MAX_SAFE_INTEGER || value < -Number.MAX_SAFE_INTEGER;
}

/**
 * Finds the integers past 2^53: every one that is a value, and some digits inside of strings. In
 * structure a colon, comma or bracket stands before a value, and the quote before a colon is no
 * escaped one, as it is in JSON text inside a string.
 */
export function findLongIntegers(text: string): IntegerSpan[] {
  const spans: IntegerSpan[] = [];
  // A run of so many digits cannot hide between two looks that are as far apart.
  for (let at = fewestDigits - 1; at < text.length; at += fewestDigits) {
    const code = text.charCodeAt(at);
    if (code > nine || code < zero) continue;
    const span = readDigits(text, at);
    at = span[1];
    if (isLongInteger(text, span)) spans.push(span);
  }
  return spans;
}

/** The digits around a digit, and a minus before them. */
function readDigits(text: string, at: number): IntegerSpan {
  let start = at;
  let end = at + 1;
  while (start > 0 && isDigit(text.charCodeAt(start - 1))) start -= 1;
  while (end < text.length && isDigit(text.charCodeAt(end))) end += 1;
  return [start > 0 && text[start - 1] === "-" ? start - 1 : start, end];
}

function isLongInteger(text: string, [start, end]: IntegerSpan): boolean {
  return (
    end - start >= fewestDigits &&
    isValue(text, start, end) &&
    isPastSafe(Number(text.slice(start, end)))
  );
}

/** Whether what stands before and after digits makes them a value, or may do so inside of a string. */
function isValue(text: string, start: number, end: number): boolean {
  const before = skipBack(text, start - 1);
  const sign = text[before];
  const after = text[skip(text, end)];
  if (after !== undefined && after !== "," && after !== "}" && after !== "]") return false;
  if (sign === ":") return isPlainQuote(text, skipBack(text, before - 1));
  return sign === "," || sign === "[" || before < 0;
}

function skip(text: string, at: number): number {
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

function skipBack(text: string, at: number): number {
  while (isSpace(text.charCodeAt(at))) at -= 1;
  return at;
}

function outsideStrings(text: string, spans: readonly IntegerSpan[]): IntegerSpan[] {
  stringToken.lastIndex = 0;
  let token = stringToken.exec(text);
  return spans.filter(([start]) => {
    while (token !== null && stringToken.lastIndex <= start) token = stringToken.exec(text);
    return token === null || token.index > start;
  });
}

function isDigit(code: number): boolean {
  return code >= zero && code <= nine;
}

/** Text that no string of a JSON text holds: a control character that nobody sends, once or more. */
function findMarker(text: string): string {
  for (let code = 0x83; code < 0xd800; code++) {
    if (text.includes(`\\u${code.toString(16).padStart(4, "0")}`)) continue;
    if (text.includes(`\\u${code.toString(16).padStart(4, "0").toUpperCase()}`)) continue;
    const character = String.fromCharCode(code);
    let marker = character;
    while (text.includes(marker)) marker += character;
    return marker;
  }
  throw new SyntaxError("the text writes every character by its number");
}

function mark(text: string, spans: readonly IntegerSpan[], marker: string): string {
  let marked = "";
  let done = 0;
  for (const [start, end] of spans) {
    marked += `${text.slice(done, start)}"${marker}${text.slice(start, end)}"`;
    done = end;
  }
  return marked + text.slice(done);
}

function tryParse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Replaces marked strings by bigints, in place; without recursion, since values nest as they like. */
function unmark(value: unknown, marker: string): unknown {
  const root = { value };
  const objects: { [key: string]: unknown }[] = [root];
  for (let object = objects.pop(); object !== undefined; object = objects.pop()) {
    for (const key in object) {
      const member = object[key];
      if (typeof member === "string") {
        if (member.startsWith(marker)) object[key] = BigInt(member.slice(marker.length));
      } else if (isContainer(member)) {
        objects.push(member);
      }
    }
  }
  return root.value;
}

function isContainer(value: unknown): value is { [key: string]: unknown } {
  return typeof value === "object" && value !== null;
}
