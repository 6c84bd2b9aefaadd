// Writes what the host has to parse: arrays of records, each array short enough to be a string that is
// allocated fast. They are JSON text in ASCII, so that an engine reads one byte per character. Other
// characters are written as escapes, which is possible because they only occur in strings.

import { escapesLeft, outputEnd, sawNonAscii, setOutputEnd, spendEscape } from "./state";
import { closeBracket, comma, openBracket } from "./tokens";

/** The size in bytes after which the next record starts another array. */
const usualArray: usize = 0x8000;

/** The start of the first record of the current array. */
let arrayStart: usize = 0;

/** Begins the output. */
export function beginOutput(): void {
  writeByte(openBracket);
  arrayStart = outputEnd;
}

/** Begins a record. Returns whether it is the first record of an array. */
export function beginRecord(): bool {
  if (outputEnd == arrayStart) return true;
  const isFirst = outputEnd - arrayStart > usualArray;
  if (isFirst) writeByte(closeBracket);
  writeByte(isFirst ? openBracket : comma);
  return isFirst;
}

/** Sets the start of the current array to that of its first record. */
export function beginArray(start: usize): void {
  arrayStart = start;
}

@inline
export function writeByte(byte: u32): void {
  store<u8>(outputEnd, <u8>byte);
  setOutputEnd(outputEnd + 1);
}

/** Writes a part of the current record. */
export function write(start: usize, end: usize): void {
  let to = outputEnd;
  if (sawNonAscii != 0) {
    to = writeEscaped(start, end, to);
  } else {
    // Sixteen bytes at a time, which may be up to fifteen too many. The next part overwrites them.
    for (let at = start; at < end; at += 16) v128.store(to + (at - start), v128.load(at));
    to += end - start;
  }
  setOutputEnd(to);
}

function writeEscaped(start: usize, end: usize, to: usize): usize {
  let p = start;
  while (p < end) {
    const bytes = v128.load(p);
    v128.store(to, bytes);
    const mask = i8x16.bitmask(bytes);
    const ascii: usize = mask == 0 ? 16 : <usize>ctz(mask);
    const left = end - p;
    if (ascii >= left) return to + left;
    p += ascii;
    to += ascii;
    if (ascii < 16) {
      const width = characterWidth(load<u8>(p));
      if (escapesLeft == 0) {
        // A text with so many of these characters is shorter, and parsed faster, as UTF-8.
        store<u32>(to, load<u32>(p));
        to += width;
      } else {
        spendEscape();
        to = writeCharacter(p, width, to);
      }
      p += width;
    }
  }
  return to;
}

@inline
function characterWidth(first: u32): usize {
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

function writeCharacter(p: usize, width: usize, to: usize): usize {
  const first = <u32>load<u8>(p);
  const second = (<u32>load<u8>(p, 1)) & 0x3f;
  if (width == 2) return writeUnit(((first & 0x1f) << 6) | second, to);
  const third = (<u32>load<u8>(p, 2)) & 0x3f;
  if (width == 3) return writeUnit(((first & 0x0f) << 12) | (second << 6) | third, to);
  const fourth = (<u32>load<u8>(p, 3)) & 0x3f;
  const above = (((first & 0x07) << 18) | (second << 12) | (third << 6) | fourth) - 0x10000;
  return writeUnit(0xdc00 | (above & 0x3ff), writeUnit(0xd800 | (above >> 10), to));
}

/** Writes a UTF-16 code unit as an escape of six characters. */
function writeUnit(unit: u32, to: usize): usize {
  store<u16>(to, 0x755c);
  store<u8>(to, hexDigit(unit >> 12), 2);
  store<u8>(to, hexDigit((unit >> 8) & 15), 3);
  store<u8>(to, hexDigit((unit >> 4) & 15), 4);
  store<u8>(to, hexDigit(unit & 15), 5);
  return to + 6;
}

@inline
function hexDigit(nibble: u32): u8 {
  return <u8>(nibble < 10 ? 0x30 + nibble : 0x57 + nibble);
}
