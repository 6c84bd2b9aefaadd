// Exports what the host calls: to describe tables, reserve memory for a text, and read a message or lines.

import { ordinal } from "./names";
import { beginOutput, writeByte } from "./output";
import {
  begin,
  categoryEnd,
  categoryStart,
  flags,
  forget,
  missingTable,
  readRecord,
  rowEnd,
  rowStart,
  table,
  tenantEnd,
  tenantStart,
  written,
} from "./record";
import {
  entrySize,
  indexEnd,
  indexStart,
  longEnd,
  nextEntry,
  outputEnd,
  sawEscape,
  sawLineBreak,
  setEscape,
  textStart,
} from "./state";
import {
  closeBrace,
  closeBracket,
  comma,
  openBrace,
  openBracket,
  quote,
  separator,
  space,
  rareString,
  value,
} from "./tokens";
export { addName, createNames, setColumns } from "./names";
export { allocate, indexEnd, indexStart, longEnd, longStart, outputEnd, reserve } from "./state";

/** The text was read. */
const done: i32 = -1;
/** The scanner is not sure of the text, so the host has to read it. */
const notSure: i32 = -2;

/** A line that the host has to read. */
const isForHost: u32 = 128;

const quotedRecords: u64 = 0x7364726f63657222;

/**
 * Reads the reserved text as a message. Returns `done`, `notSure`, or the table that the host has to describe
 * first.
 */
export function readMessage(length: usize, tables: usize, envelope: usize, strict: bool): i32 {
  begin(tables, envelope, strict);
  beginOutput();
  let p = textStart;
  const textEnd = p + length;
  // Skips a BOM.
  if ((load<u32>(p) & 0xffffff) == 0xbfbbef) p += 3;
  p = space(p);
  if (<u32>load<u8>(p) != openBrace) return notSure;
  let hasRecords = false;
  p = space(p + 1);
  while (true) {
    const name = p;
    if (<u32>load<u8>(p) != quote) return notSure;
    setEscape(0);
    p = rareString(p + 1);
    if (p == 0 || sawEscape != 0) return notSure;
    const isRecords = p - name == 9 && load<u64>(name) == quotedRecords;
    p = separator(p);
    if (p == 0) return notSure;
    if (isRecords) {
      if (hasRecords) return notSure;
      hasRecords = true;
      p = readRecords(p);
      if (missingTable != 0) return ordinal(missingTable);
    } else {
      p = value(p);
    }
    if (p == 0) return notSure;
    p = space(p);
    const c = <u32>load<u8>(p);
    p = space(p + 1);
    if (c == closeBrace) break;
    if (c != comma) return notSure;
  }
  writeByte(closeBracket);
  return hasRecords && p == textEnd ? done : notSure;
}

function readRecords(p: usize): usize {
  if (<u32>load<u8>(p) != openBracket) return 0;
  p = space(p + 1);
  if (<u32>load<u8>(p) == closeBracket) return p + 1;
  while (true) {
    const start = p;
    p = readRecord(start, <u32>(indexEnd - indexStart) / <u32>entrySize);
    if (p == 0 || !addEntry(start, p, p, flags)) return 0;
    p = space(p);
    const c = <u32>load<u8>(p);
    if (c == closeBracket) return p + 1;
    if (c != comma) return 0;
    p = space(p + 1);
  }
}

/** Reads the reserved text as lines, each a record. Lines that are not sure are left to the host. */
export function readLines(length: usize, tables: usize, envelope: usize, strict: bool): i32 {
  begin(tables, envelope, strict);
  beginOutput();
  let start = textStart;
  const textEnd = start + length;
  while (start < textEnd) {
    let p = lineSpace(start);
    let end = lineEnd(p, textEnd);
    if (p < end) {
      const first = p;
      const output = outputEnd;
      const longs = longEnd;
      p = readRecord(first, <u32>(indexEnd - indexStart) / <u32>entrySize);
      if (missingTable != 0) return ordinal(missingTable);
      const isLine = p != 0 && sawLineBreak == 0 && lineSpace(p) == end;
      if (!isLine) forget(output, longs);
      const added = isLine ? addEntry(first, p, end, flags) : addEntry(start, end, end, isForHost);
      if (!added) return notSure;
    }
    start = end + 1;
  }
  writeByte(closeBracket);
  return done;
}

/** Skips white space within a line. */
function lineSpace(p: usize): usize {
  while (true) {
    const c = <u32>load<u8>(p);
    if (c != 32 && c != 9 && c != 13) return p;
    p++;
  }
}

/** Returns the position of the line feed that ends a line, or the end of the text. */
function lineEnd(p: usize, textEnd: usize): usize {
  while (true) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(p), i8x16.splat(10)));
    if (mask != 0) {
      const end = p + <usize>ctz(mask);
      return end < textEnd ? end : textEnd;
    }
    p += 16;
    if (p >= textEnd) return textEnd;
  }
}

function addEntry(start: usize, end: usize, next: usize, known: u32): bool {
  const entry = nextEntry();
  if (entry == 0) return false;
  store<u32>(entry, <u32>start);
  store<u32>(entry, <u32>end, 4);
  store<u32>(entry, <u32>next, 8);
  store<u32>(entry, known, 12);
  store<i32>(entry, table == 0 ? -1 : <i32>ordinal(table), 16);
  store<u32>(entry, <u32>rowStart, 20);
  store<u32>(entry, <u32>rowEnd, 24);
  store<u32>(entry, <u32>tenantStart, 28);
  store<u32>(entry, <u32>tenantEnd, 32);
  store<u32>(entry, <u32>categoryStart, 36);
  store<u32>(entry, <u32>categoryEnd, 40);
  store<u32>(entry, <u32>written, 44);
  return true;
}
