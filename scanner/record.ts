// Reads a record: its envelope, its category and the row of its table. Decides what becomes of it and
// writes what the host is to parse of it.

import { columnValue, isLong, isUncertain, resetLong, resetUncertain } from "./columns";
import {
  columns,
  find,
  next,
  ordinal,
  setNext,
  setStamp,
  stamp,
  startsWith,
  textLength,
  type,
  wanted,
} from "./names";
import { beginArray, beginRecord, write, writeByte } from "./output";
import {
  addLong,
  longEnd,
  outputEnd,
  sawEscape,
  sawLineBreak,
  sawLongInteger,
  sawNonAscii,
  setEscape,
  setLineBreak,
  setLongEnd,
  setLongInteger,
  setNonAscii,
  setOutputEnd,
} from "./state";
import { closeBrace, comma, openBrace, quote, separator, space, rareString, value } from "./tokens";

// What is to be done with the records of a table, as the host writes it.
const skipped: u32 = 0;
const picked: u32 = 2;
const indexed: u32 = 3;

// What is known of a record, for the host.
/** Its row is one of its table for certain. */
export const isEvent: u32 = 1;
/** It is of a table that is known and not wanted. */
export const isSkipped: u32 = 2;
/** It holds an integer past 2^53 that is not in the list of long integers. */
export const hasLongInteger: u32 = 4;
/** Its row has a key that is not a column, nor the stream's own `MachineGroup`. */
export const hasUnknownColumn: u32 = 8;
/** Its row has a column that no row before it had in this text. */
export const hasNewColumn: u32 = 16;
/** It is in the output. */
export const isWritten: u32 = 32;
/** There is a line break between its tokens. */
export const hasLineBreak: u32 = 64;
/** It is the first of an array of the output. */
export const startsArray: u32 = 256;

// Members of the envelope, as the host numbers them; all others are 0.
const categoryMember: u32 = 1;
const propertiesMember: u32 = 2;
const tenantIdMember: u32 = 3;

// `"MachineGroup"` as two numbers that loads return.
const quotedMachine: u64 = 0x656e696863614d22;
const neGroupQuote: u64 = 0x2270756f7247656e;

/** The table that the host has to describe before the text can be read; 0 if there is none. */
export let missingTable: usize = 0;
/** What is known of the record that was read last. */
export let flags: u32 = 0;
export let table: usize = 0;
export let rowStart: usize = 0;
export let rowEnd: usize = 0;
export let tenantStart: usize = 0;
export let tenantEnd: usize = 0;
export let categoryStart: usize = 0;
export let categoryEnd: usize = 0;
/** Where the record is in the output. */
export let written: usize = 0;

let recordStart: usize = 0;
/** The position of the record in the index. */
let record: u32 = 0;
let categories: usize = 0;
let rejectsUnknown: bool = false;
/** Whether the host has to decide about the record. */
let isUnsure: bool = false;
/** Whether its row has an integer past 2^53 in a column of that type. */
let hasLongColumn: bool = false;
/** The entry that has the members of an envelope as its columns. */
let envelopeMembers: usize = 0;
/** The name that `readKey` has read last; 0 if it is not a known one. */
let name: usize = 0;
/** The table of the record before. */
let lastTable: usize = 0;
/** Rows are numbered, so that a column that comes twice in a row shows. */
let row: u64 = 0;
let firstRow: u64 = 0;

/** Begins to read a text with tables by their categories. */
export function begin(known: usize, envelope: usize, strict: bool): void {
  categories = known;
  envelopeMembers = envelope;
  rejectsUnknown = strict;
  missingTable = 0;
  lastTable = 0;
  firstRow = row + 1;
}

/** Reads the record that is `position`-th in the index: to its end, or 0 if the host has to read it. */
export function readRecord(start: usize, position: u32): usize {
  recordStart = start;
  record = position;
  flags = 0;
  table = 0;
  rowStart = rowEnd = 0;
  tenantStart = tenantEnd = 0;
  categoryStart = categoryEnd = 0;
  isUnsure = false;
  hasLongColumn = false;
  setNonAscii(0);
  setLineBreak(0);
  setLongInteger(0);
  const longs = longEnd;
  const output = outputEnd;
  const isFirst = beginRecord();
  written = outputEnd;
  const end = <u32>load<u8>(start) == openBrace ? envelope(start) : value(start);
  if (end != 0 && missingTable == 0) finish(end, longs);
  if ((flags & isWritten) == 0) setOutputEnd(output);
  else if (isFirst) {
    flags |= startsArray;
    beginArray(written);
  }
  if (end != 0 && missingTable == 0) return end;
  forget(output, longs);
  return 0;
}

/** Takes back what was noted of a record: ends of the output and the long integers, seen columns. */
export function forget(output: usize, longs: usize): void {
  setOutputEnd(output);
  setLongEnd(longs);
  firstRow = row + 1;
}

function finish(end: usize, longs: usize): void {
  if (sawLineBreak != 0) flags |= hasLineBreak;
  if (sawLongInteger != 0) flags |= hasLongInteger;
  const action = table == 0 ? skipped : wanted(table);
  if (table != 0 && !isUnsure) {
    if (action == skipped) {
      flags |= isSkipped;
    } else if ((flags & hasLongInteger) == 0) {
      flags |= isEvent;
      if (action == picked) {
        writeByte(closeBrace);
        write(rowEnd, end);
        flags |= isWritten;
        return;
      }
    }
  }
  if ((flags & isEvent) == 0) {
    setLongEnd(longs);
    if (hasLongColumn) flags |= hasLongInteger;
    // The host may look at another row of it, which has other columns.
    firstRow = row + 1;
  }
  if ((flags & isSkipped) != 0 || ((flags & isEvent) != 0 && action == indexed)) return;
  flags |= isWritten;
  setOutputEnd(written);
  write(recordStart, end);
}

/** Reads the members of a record. */
function envelope(p: usize): usize {
  let hasCategory = false;
  p = space(p + 1);
  if (<u32>load<u8>(p) == closeBrace) {
    isUnsure = true;
    return p + 1;
  }
  let last = envelopeMembers;
  while (true) {
    p = readKey(p, last, envelopeMembers);
    if (p == 0) return 0;
    let kind: u32 = 0;
    if (name != 0) {
      last = name;
      kind = type(name);
    } else if (sawEscape != 0) {
      // Any key with an escape may be one of those that count.
      isUnsure = true;
    }
    const start = p;
    if (kind == categoryMember) {
      if (hasCategory) isUnsure = true;
      hasCategory = true;
      p = readCategory(p);
    } else if (kind == propertiesMember) {
      if (rowStart != 0) isUnsure = true;
      rowStart = p;
      // A row before its category, or one that is not read, is only looked at for its end.
      p = hasCategory && !isUnsure && isRead() ? readRow(p) : value(p);
      rowEnd = p;
    } else {
      p = value(p);
      if (kind == tenantIdMember) {
        tenantStart = start;
        tenantEnd = p;
      }
    }
    if (p == 0) return 0;
    p = space(p);
    const c = <u32>load<u8>(p);
    if (c == closeBrace) break;
    if (c != comma) return 0;
    p = space(p + 1);
  }
  if (!hasCategory) isUnsure = true;
  if (isRead() && !isUnsure && rowStart < categoryStart) {
    // Without a row, the host says what is missing.
    if (rowStart == 0) isUnsure = true;
    else rowEnd = readRow(rowStart);
  }
  return p + 1;
}

/**
 * Reads a key and its colon: to where its value starts, or 0. `name` is the key if it is a column of
 * `owner`. Most keys are those that followed the last one in the record before. Inlined,
 * since it is called for every column.
 */
@inline
function readKey(p: usize, last: usize, owner: usize): usize {
  name = next(last);
  if (name != 0 && startsWith(p, name)) return space(p + textLength(name));
  return readOtherKey(p, last, owner);
}

function readOtherKey(p: usize, last: usize, owner: usize): usize {
  if (<u32>load<u8>(p) != quote) return 0;
  setEscape(0);
  const end = rareString(p + 1);
  if (end == 0) return 0;
  name = find(columns(owner), p + 1, end - p - 2);
  if (name != 0) setNext(last, name);
  else if (owner != envelopeMembers) readUnknown(p, end);
  return separator(end);
}

/** Whether the row of the record is to be read. */
@inline
function isRead(): bool {
  return table != 0 && wanted(table) != skipped;
}

/** Reads a category and finds its table; without one, the host looks at the record. */
function readCategory(p: usize): usize {
  categoryStart = p;
  table = 0;
  if (lastTable != 0 && startsWith(p, lastTable)) {
    table = lastTable;
    categoryEnd = p + textLength(table);
    return categoryEnd;
  }
  if (<u32>load<u8>(p) != quote) {
    isUnsure = true;
    return value(p);
  }
  setEscape(0);
  const end = rareString(p + 1);
  if (end == 0) return 0;
  categoryEnd = end;
  if (sawEscape != 0) {
    isUnsure = true;
    return end;
  }
  table = find(categories, p + 1, end - p - 2);
  if (table != 0) lastTable = table;
  return end;
}

/** Reads the row of a table: every column is checked, and those that are wanted are written. */
function readRow(p: usize): usize {
  if (columns(table) == 0) {
    missingTable = table;
    return 0;
  }
  if (<u32>load<u8>(p) != openBrace) {
    isUnsure = true;
    return value(p);
  }
  row++;
  resetUncertain();
  const isPicked = wanted(table) == picked;
  if (isPicked) {
    write(recordStart, p);
    writeByte(openBrace);
  }
  p = space(p + 1);
  if (<u32>load<u8>(p) == closeBrace) return p + 1;
  let last = table;
  let isFirst = true;
  while (true) {
    const start = p;
    p = readKey(p, last, table);
    if (p == 0) return 0;
    const column = name;
    if (column == 0) {
      p = value(p);
      if (p == 0) return 0;
    } else {
      last = column;
      const valueStart = p;
      p = columnValue(p, type(column));
      if (p == 0) return 0;
      const lastRow = stamp(column);
      setStamp(column, row);
      if (lastRow < firstRow) flags |= hasNewColumn;
      else if (lastRow == row) isUnsure = true;
      if (isLong) {
        resetLong();
        hasLongColumn = true;
        if (!isPicked || wanted(column) != 0) addLong(record, ordinal(column), valueStart, p);
      }
      if (isPicked && wanted(column) != 0) {
        if (!isFirst) writeByte(comma);
        isFirst = false;
        write(start, p);
      }
    }
    // A comma and a quote.
    if (load<u16>(p) == 0x222c) {
      p++;
      continue;
    }
    p = space(p);
    const c = <u32>load<u8>(p);
    if (c != comma) {
      if (isUncertain) isUnsure = true;
      return c == closeBrace ? p + 1 : 0;
    }
    p = space(p + 1);
  }
}

/** Notes a key that is not a column; with an escape it may be one. */
function readUnknown(name: usize, end: usize): void {
  if (sawEscape != 0 || rejectsUnknown) isUnsure = true;
  const isMachineGroup =
    end - name == 14 && load<u64>(name) == quotedMachine && load<u64>(name, 6) == neGroupQuote;
  if (!isMachineGroup) flags |= hasUnknownColumn;
}
