// Reads the tokens of JSON. Each function takes the position of a token and returns the position after it, or
// 0 if the text there is not JSON or not UTF-8.

import { setEscape, setLineBreak, setLongInteger, setNonAscii } from "./state";

export const quote: u32 = 0x22;
export const backslash: u32 = 0x5c;
export const colon: u32 = 0x3a;
export const comma: u32 = 0x2c;
export const openBrace: u32 = 0x7b;
export const closeBrace: u32 = 0x7d;
export const openBracket: u32 = 0x5b;
export const closeBracket: u32 = 0x5d;
const minus: u32 = 0x2d;
const dot: u32 = 0x2e;
const lineFeed: u32 = 0x0a;
const carriageReturn: u32 = 0x0d;

const wordNull: u32 = 0x6c6c756e;
const wordTrue: u32 = 0x65757274;
const wordAlse: u32 = 0x65736c61;

/** The largest integer that a number holds without rounding, 2^53 - 1. It has sixteen digits. */
const largestSafe: u64 = 9007199254740991;

/** The number of digits of the last number; 0 if it has a fraction or an exponent. */
export let digits: usize = 0;
/** Whether the last number has an exponent. */
export let hasExponent: i32 = 0;

@inline
export function space(p: usize): usize {
  return <u32>load<u8>(p) > 32 ? p : skipSpace(p);
}

function skipSpace(p: usize): usize {
  while (true) {
    const c = <u32>load<u8>(p);
    if (c == lineFeed || c == carriageReturn) setLineBreak(1);
    else if (c != 32 && c != 9) return p;
    p++;
  }
}

/** Reads a string from after its opening quote. Inlined, since a call costs as much as a short string. */
@inline
export function string(p: usize): usize {
  const mask = special(p) | (special(p + 16) << 16);
  if (mask != 0) {
    const at = p + <usize>ctz(mask);
    if (<u32>load<u8>(at) == quote) return at + 1;
  }
  return longString(p, mask);
}

/** Reads a string as `string` does, but is not inlined: less code, for strings that are rare. */
export function rareString(p: usize): usize {
  return longString(p, special(p) | (special(p + 16) << 16));
}

/** Reads a string. `mask` has a bit for each special character among its first 32 bytes. */
function longString(p: usize, mask: i32): usize {
  while (true) {
    let next = p + 32;
    while (mask != 0) {
      const at = p + <usize>ctz(mask);
      const c = <u32>load<u8>(at);
      if (c == quote) return at + 1;
      if (c < 32) return 0;
      const end = c == backslash ? escape(at) : nonAscii(at);
      if (end == 0) return 0;
      if (end - p < 32) {
        mask &= -1 << <i32>(end - p);
      } else {
        next = end;
        mask = 0;
      }
    }
    p = next;
    mask = special(p) | (special(p + 16) << 16);
  }
}

/** Returns a bit for each of 16 bytes that is a quote, a backslash, a control character or not ASCII. */
@inline
function special(p: usize): i32 {
  const bytes = v128.load(p);
  // In a signed comparison, control characters and all bytes from 128 are less than a space.
  return i8x16.bitmask(
    v128.or(
      v128.or(i8x16.eq(bytes, i8x16.splat(<i8>quote)), i8x16.eq(bytes, i8x16.splat(<i8>backslash))),
      i8x16.lt_s(bytes, i8x16.splat(32)),
    ),
  );
}

function escape(p: usize): usize {
  setEscape(1);
  const c = <u32>load<u8>(p, 1);
  if (c == 0x75) {
    for (let at: usize = 2; at < 6; at++) if (!isHex(<u32>load<u8>(p + at))) return 0;
    return p + 6;
  }
  if (c == quote || c == backslash) return p + 2;
  // The characters / b f n r t
  const known = c == 0x2f || c == 0x62 || c == 0x66 || c == 0x6e || c == 0x72 || c == 0x74;
  return known ? p + 2 : 0;
}

@inline
export function isHex(c: u32): bool {
  return c - 0x30 < 10 || (c | 0x20) - 0x61 < 6;
}

/** Reads characters of two to four bytes. Rejects overlong encodings, surrogates and all past U+10FFFF. */
function nonAscii(p: usize): usize {
  setNonAscii(1);
  while (true) {
    const c = <u32>load<u8>(p);
    if (c < 0x80) return p;
    const second = <u32>load<u8>(p, 1);
    if (c < 0xe0) {
      if (c < 0xc2 || !isContinuation(second)) return 0;
      p += 2;
    } else if (c < 0xf0) {
      const least: u32 = c == 0xe0 ? 0xa0 : 0x80;
      const most: u32 = c == 0xed ? 0x9f : 0xbf;
      if (second < least || second > most || !isContinuation(load<u8>(p, 2))) return 0;
      p += 3;
    } else {
      const least: u32 = c == 0xf0 ? 0x90 : 0x80;
      const most: u32 = c == 0xf4 ? 0x8f : 0xbf;
      if (c > 0xf4 || second < least || second > most) return 0;
      if (!isContinuation(load<u8>(p, 2)) || !isContinuation(load<u8>(p, 3))) return 0;
      p += 4;
    }
  }
}

@inline
function isContinuation(c: u32): bool {
  return (c & 0xc0) == 0x80;
}

/** Reads a key, its colon and the white space around it. Returns the start of the value. */
export function key(p: usize): usize {
  if (<u32>load<u8>(p) != quote) return 0;
  p = rareString(p + 1);
  return p == 0 ? 0 : separator(p);
}

/** Reads the colon after a key. Returns the start of the value. */
@inline
export function separator(p: usize): usize {
  p = space(p);
  return <u32>load<u8>(p) == colon ? space(p + 1) : 0;
}

@inline
export function isNull(p: usize): bool {
  return load<u32>(p) == wordNull;
}

/** Reads `true` or `false`. */
@inline
export function bool_(p: usize): usize {
  if (load<u32>(p) == wordTrue) return p + 4;
  return <u32>load<u8>(p) == 0x66 && load<u32>(p, 1) == wordAlse ? p + 5 : 0;
}

/** Reads a number, and sets `digits` and `hasExponent`. */
export function number(p: usize): usize {
  hasExponent = 0;
  if (<u32>load<u8>(p) == minus) p++;
  const start = p;
  p = someDigits(p);
  digits = p - start;
  if (digits == 0 || (digits > 1 && <u32>load<u8>(start) == 0x30)) return 0;
  let c = <u32>load<u8>(p);
  if (c == dot) {
    const fraction = p + 1;
    p = someDigits(fraction);
    if (p == fraction) return 0;
    digits = 0;
    c = <u32>load<u8>(p);
  }
  if ((c | 0x20) == 0x65) {
    p++;
    c = <u32>load<u8>(p);
    if (c == minus || c == 0x2b) p++;
    const exponent = p;
    p = someDigits(p);
    if (p == exponent) return 0;
    digits = 0;
    hasExponent = 1;
  }
  return p;
}

@inline
function someDigits(p: usize): usize {
  while (<u32>load<u8>(p) - 0x30 < 10) p++;
  return p;
}

/** Whether the integer that `number` has just read, up to `end`, is past 2^53. */
export function isLongInteger(end: usize): bool {
  if (digits != 16) return digits > 16;
  let value: u64 = 0;
  for (let at = end - 16; at < end; at++) value = value * 10 + (load<u8>(at) - 0x30);
  return value > largestSafe;
}

/** Reads a number, `true`, `false` or `null`. */
function word(p: usize): usize {
  const c = <u32>load<u8>(p);
  if (c == minus || c - 0x30 < 10) {
    p = number(p);
    if (p != 0 && isLongInteger(p)) setLongInteger(1);
    return p;
  }
  return isNull(p) ? p + 4 : bool_(p);
}

/** Reads any value of up to 62 levels. Each level is a bit of `open`: 1 for an object, 0 for an array. */
export function value(p: usize): usize {
  let open: u64 = 1;
  while (true) {
    const c = <u32>load<u8>(p);
    if (c == openBrace || c == openBracket) {
      if (open >> 62 != 0) return 0;
      const isObject = c == openBrace;
      open = (open << 1) | u64(isObject);
      p = space(p + 1);
      if (<u32>load<u8>(p) != (isObject ? closeBrace : closeBracket)) {
        if (isObject) {
          p = key(p);
          if (p == 0) return 0;
        }
        continue;
      }
    } else {
      p = c == quote ? string(p + 1) : word(p);
      if (p == 0 || open == 1) return p;
      p = space(p);
    }
    // After a value, or at the end of an empty object or array.
    while (true) {
      const isObject = (open & 1) != 0;
      const next = <u32>load<u8>(p);
      if (next == comma) {
        p = space(p + 1);
        if (isObject) {
          p = key(p);
          if (p == 0) return 0;
        }
        break;
      }
      if (next != (isObject ? closeBrace : closeBracket)) return 0;
      p++;
      open >>= 1;
      if (open == 1) return p;
      p = space(p);
    }
  }
}
