// JSON text -> where its integers stand that a number would round. Most texts hold none, and to know
// that must cost next to nothing beside parsing them.

import { isPlainQuote, skipSpace, skipSpaceBack } from "./json-text.ts";

/** Where an integer stands in a text, and the number that it is rounded to. */
export interface LongInteger {
  readonly start: number;
  readonly end: number;
  readonly rounded: number;
}

/** Digits of the shortest integers that a number may round: 2^53 has sixteen. */
const fewestDigits = 16;
const manyDigits = /[0-9]{16}/g;
const [zero, nine] = [48, 57];

// Four bytes are looked at as one word. Sixteen digits in a row fill one word of any three, wherever
// they stand, and the word before it or behind it.
const stride = 3;
/** So many words around the scratch keep every look inside: one outside makes all of them slow. */
const margin = 4 * stride;
const [highHalves, highHalvesOfDigits, sixes] = [0xf0f0f0f0 | 0, 0x30303030, 0x06060606];
const scratchSize = 2 ** 14;

declare const TextEncoder: new () => {
  encodeInto(text: string, bytes: Uint8Array): { readonly read: number; readonly written: number };
};

interface Scratch {
  readonly encoder: InstanceType<typeof TextEncoder>;
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
}

let scratch: Scratch | undefined;

/**
 * Finds the integers past 2^53: every one that is a value, and some digits inside of strings. In
 * structure a colon, comma or bracket stands before a value, and the quote before a colon is no
 * escaped one, as it is in JSON text inside a string. Faster with the bytes that the text was decoded from.
 */
export function findLongIntegers(text: string, encoded?: Uint8Array): LongInteger[] {
  const ascii = encoded?.length === text.length ? encoded : undefined;
  const { encoder, bytes, words } = (scratch ??= makeScratch());
  const integers: LongInteger[] = [];
  let seen = 0;
  for (let from = 0; from < text.length;) {
    // Bytes are encoded and read in a third of the time that it takes to read characters.
    const { read, written } =
      ascii === undefined
        ? encoder.encodeInto(text.slice(from, from + scratchSize), bytes)
        : copy(ascii.subarray(from, from + scratchSize), bytes);
    const count = written >> 2;
    for (
      let at = findDigits(words, 0, count);
      at >= 0;
      at = findDigits(words, at + stride, count)
    ) {
      // Where bytes do not stand where their characters do, the rest is looked through as text.
      if (read < written) return findInText(text, Math.max(seen, from), integers);
      const isLong = from + at * 4 >= seen && hasFewestDigits(bytes, at * 4);
      if (isLong) seen = addLongInteger(text, from + at * 4, integers);
    }
    from += read;
    // Digits that the scratch has cut are looked at again.
    if (from < text.length) from -= fewestDigits - 1;
  }
  return integers;
}

function makeScratch(): Scratch {
  const words = new Int32Array(scratchSize / 4 + 2 * margin);
  const bytes = new Uint8Array(words.buffer, margin * 4, scratchSize);
  return { encoder: new TextEncoder(), bytes, words };
}

function copy(
  from: Uint8Array,
  to: Uint8Array,
): { readonly read: number; readonly written: number } {
  to.set(from);
  return { read: from.length, written: from.length };
}

/** The first word from one on that may be a part of sixteen digits; -1 where there is none. */
function findDigits(words: Int32Array, from: number, count: number): number {
  const end = margin + count;
  for (let at = margin + from; at < end; at += stride) {
    // Four looks in one step take half of the time.
    while (
      at < end &&
      !mayBeDigits(words[at]) &&
      !mayBeDigits(words[at + stride]) &&
      !mayBeDigits(words[at + 2 * stride]) &&
      !mayBeDigits(words[at + 3 * stride])
    ) {
      at += 4 * stride;
    }
    if (at >= end) break;
    // A time of day passes the first look, and every row has one.
    if (areDigits(words[at]) && (areDigits(words[at - 1]) || areDigits(words[at + 1]))) {
      return at - margin;
    }
  }
  return -1;
}

/** Whether four bytes may be digits: those, or one of the six characters behind them. */
function mayBeDigits(word: number | undefined): boolean {
  return ((word ?? 0) & highHalves) === highHalvesOfDigits;
}

/** Whether four bytes are digits: six more in each makes no carry to the next half of a byte. */
function areDigits(word: number | undefined): boolean {
  return mayBeDigits(word) && (((word ?? 0) + sixes) & highHalves) === highHalvesOfDigits;
}

/** Whether a byte is one of sixteen digits in a row. */
function hasFewestDigits(bytes: Uint8Array, at: number): boolean {
  let start = at;
  let end = at;
  const last = Math.min(at + fewestDigits, bytes.length);
  const first = Math.max(at - fewestDigits, 0);
  while (end < last && isDigit(bytes[end])) end += 1;
  while (start > first && isDigit(bytes[start - 1])) start -= 1;
  return end - start >= fewestDigits;
}

/** Finds the integers of a text from a place on, as the words of its bytes would, but slower. */
function findInText(text: string, from: number, integers: LongInteger[]): LongInteger[] {
  manyDigits.lastIndex = from;
  while (manyDigits.test(text)) {
    manyDigits.lastIndex = addLongInteger(text, manyDigits.lastIndex - 1, integers);
  }
  return integers;
}

/** Adds the integer around a digit, if it is a long one. Answers where the digits end. */
function addLongInteger(text: string, at: number, integers: LongInteger[]): number {
  let start = at;
  let end = at;
  while (isDigit(text.charCodeAt(end))) end += 1;
  while (isDigit(text.charCodeAt(start - 1))) start -= 1;
  if (end - start < fewestDigits) return end;
  if (text[start - 1] === "-") start -= 1;
  if (isValue(text, start, end)) {
    const rounded = Number(text.slice(start, end));
    if (isPastSafe(rounded)) integers.push({ start, end, rounded });
  }
  return end;
}

function isPastSafe(value: number): boolean {
  return value > Number.MAX_SAFE_INTEGER || value < -Number.MAX_SAFE_INTEGER;
}

/** Whether what stands before and after digits makes them a value, or may do so inside of a string. */
function isValue(text: string, start: number, end: number): boolean {
  const before = skipSpaceBack(text, start - 1);
  const sign = text[before];
  const after = text[skipSpace(text, end)];
  if (after !== undefined && after !== "," && after !== "}" && after !== "]") return false;
  if (sign === ":") return isPlainQuote(text, skipSpaceBack(text, before - 1));
  return sign === "," || sign === "[" || before < 0;
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= zero && code <= nine;
}
